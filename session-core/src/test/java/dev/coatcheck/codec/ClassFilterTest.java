package dev.coatcheck.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coatcheck.session.UnreadableAttributeException;
import dev.coatcheck.session.UnstorableAttributeException;
import java.io.File;
import java.io.Serializable;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a filter refuses is neither stored nor read, whichever way the class gets into the bytes.
 */
class ClassFilterTest {

  private static final Logger LOGGER = Logger.getLogger("dev.coatcheck.codec");

  private final List<String> logged = new ArrayList<>();
  private final Handler log = new Log();

  @BeforeEach
  void listen() {
    LOGGER.addHandler(log);
    LOGGER.setUseParentHandlers(false); // the lists are long
  }

  @AfterEach
  void stopListening() {
    LOGGER.removeHandler(log);
    LOGGER.setUseParentHandlers(true);
  }

  static List<Sample> foreign() {
    Supplier<String> lambda = (Supplier<String> & Serializable) () -> "x";
    return List.of(
        Sample.of("by its fields", new Foreign.OfFields()),
        Sample.of("not Serializable", new Foreign.Plain()),
        Sample.of("record", new Foreign.OfRecord(1)),
        Sample.of("enum", Foreign.OfEnum.ONE),
        Sample.of("set of constants", EnumSet.of(Foreign.OfEnum.ONE)),
        Sample.of("array of none", new Foreign.OfFields[0]),
        Sample.of("class object", Foreign.OfFields.class),
        Sample.of("whole value", new Foreign.OfHooks()),
        Sample.of("within a whole value", new ArrayList<>(List.of(new Foreign.OfHooks()))),
        Sample.of("leaf of Java's own", new File("x")),
        Sample.of("lambda", lambda),
        Sample.of(
            "proxy",
            Proxy.newProxyInstance(
                ClassFilterTest.class.getClassLoader(),
                new Class<?>[] {Foreign.OfInterface.class},
                new Foreign.Handler())));
  }

  @ParameterizedTest
  @MethodSource("foreign")
  void whatIsNotAllowedIsNotStored(Sample sample) {
    try (KryoAttributeCodec strict = codec(ClassFilter.of("!*"))) {
      Object inside = new ArrayList<>(List.of(sample.value()));
      for (Object value : List.of(sample.value(), inside)) {
        assertThatThrownBy(() -> strict.encode("cart", value))
            .isInstanceOf(UnstorableAttributeException.class)
            .hasMessageContaining("\"cart\"")
            .hasMessageContaining(ClassGate.FILTERED);
      }
      assertThat(strict.encode("cart", new ArrayList<>(List.of("fine", 1)))).isNotEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("foreign")
  void whatIsNotAllowedIsNotRead(Sample sample) {
    try (KryoAttributeCodec open = codec(ClassFilter.OPEN);
        KryoAttributeCodec strict = codec(ClassFilter.of("!*"))) {
      byte[] bytes = open.encode("cart", sample.value());

      assertThatThrownBy(() -> strict.decode("cart", bytes))
          .isInstanceOf(UnreadableAttributeException.class)
          .hasMessageContaining("\"cart\"")
          .hasMessageContaining(ClassGate.FILTERED);
    }
  }

  @Test
  void whatWasLearnedIsEnoughForAllKindsAndNoMoreThanNeeded() throws Exception {
    List<Sample> samples = AttributeKindsTest.samples();
    String needed;
    try (KryoAttributeCodec learning = codec(ClassFilter.LEARNING)) {
      for (Sample sample : samples) {
        learning.decode("a", learning.encode("a", sample.value()));
      }
      needed = learning.learnedPatterns();
    }

    assertThat(logged)
        .last()
        .asString()
        .isEqualTo("The application needs classFilter={0}" + needed);
    assertThat(needed).endsWith(";!*").doesNotContain("java.util.ArrayList;", "java.lang.String;");
    try (KryoAttributeCodec strict = codec(ClassFilter.of(needed))) {
      for (Sample sample : samples) {
        Object back = strict.decode("a", strict.encode("a", sample.value())).value();
        assertThat(sample.same().test(sample.value(), back)).as(sample.name()).isTrue();
      }
      assertThatThrownBy(() -> strict.encode("a", new Foreign.OfFields()))
          .isInstanceOf(UnstorableAttributeException.class);
    }
  }

  @Test
  void learningAlsoHearsOfWhatOtherNodesStored() {
    try (KryoAttributeCodec open = codec(ClassFilter.OPEN);
        KryoAttributeCodec learning = codec(ClassFilter.LEARNING)) {
      learning.decode("a", open.encode("a", new Foreign.OfRecord(1)));
      learning.decode("a", open.encode("a", new Foreign.OfHooks()));

      assertThat(learning.learnedPatterns())
          .isEqualTo(
              Foreign.OfHooks.class.getName() + ";" + Foreign.OfRecord.class.getName() + ";!*");
      assertThat(open.learnedPatterns()).isEmpty();
    }
  }

  @Test
  void whatIsKnownAlreadyIsNotToldAgain() {
    try (KryoAttributeCodec learning = codec(ClassFilter.LEARNING)) {
      for (int i = 0; i < 5; i++) {
        learning.decode("a", learning.encode("a", new Foreign.OfFields()));
      }
      assertThat(logged).hasSize(1);
    }
  }

  private static KryoAttributeCodec codec(ClassFilter filter) {
    return KryoAttributeCodec.forApplication(
        ClassFilterTest.class.getClassLoader(), CodecOptions.DEFAULTS.withClassFilter(filter));
  }

  /** Classes that an application may have and a filter may not know. */
  static final class Foreign {

    static final class OfFields implements Serializable {
      private static final long serialVersionUID = 1L;
    }

    static final class Plain {}

    record OfRecord(int number) {}

    enum OfEnum {
      ONE
    }

    interface OfInterface {}

    static final class OfHooks implements Serializable {
      private static final long serialVersionUID = 1L;

      private Object readResolve() {
        return this;
      }
    }

    static final class Handler implements java.lang.reflect.InvocationHandler, Serializable {
      private static final long serialVersionUID = 1L;

      @Override
      public Object invoke(Object proxy, java.lang.reflect.Method method, Object[] arguments) {
        return null;
      }
    }
  }

  private final class Log extends Handler {

    @Override
    public void publish(LogRecord message) {
      if (message.getParameters() != null) { // views stored apart are told without any
        logged.add(message.getMessage() + message.getParameters()[0]);
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
