package dev.coatcheck.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.esotericsoftware.kryo.io.Output;
import dev.coatcheck.session.UnreadableAttributeException;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the application's own code throws while it is decoded makes the attribute unreadable.
 */
class DecodingFailuresTest {

  private static final AtomicInteger TRAPS = new AtomicInteger();

  private final KryoAttributeCodec codec =
      KryoAttributeCodec.forApplication(
          getClass().getClassLoader(), CodecOptions.DEFAULTS.withSelfCheck(false));

  static Stream<Failing> failures() {
    return Stream.of(
        new Failing("an exception", () -> new IllegalStateException("secret")),
        new Failing("an error", () -> new AssertionError("secret")),
        new Failing("a linkage error", () -> new IncompatibleClassChangeError("secret")),
        new Failing("a class that did not start", () -> new NoClassDefFoundError("secret")),
        new Failing("a static initializer", () -> new ExceptionInInitializerError("secret")),
        new Failing("a full stack", StackOverflowError::new),
        new Failing("an error of the machine", () -> new InternalError("secret")),
        new Failing("an exception that fails in turn", Secretive::new));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void whatAHashCodeThrowsIsContained(Failing failing) {
    assertUnreadable(new HashSet<>(Set.of(new Key(failing))));
    assertUnreadable(new HashMap<>(java.util.Map.of(new Key(failing), "v")));
    assertUnreadable(Set.of(new Key(failing), "b", "c"));
    assertUnreadable(new ArrayList<>(List.of(new HashSet<>(Set.of(new Key(failing))), lambda())));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void whatAnOrderThrowsIsContained(Failing failing) {
    assertUnreadable(new TreeSet<>(Set.of(new Key(failing))));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void whatARecordsConstructorThrowsIsContained(Failing failing) {
    assertUnreadable(new Checked(new Armed(failing)));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void whatReadObjectThrowsIsContained(Failing failing) {
    assertUnreadable(new Reader(failing));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void whatReadResolveThrowsIsContained(Failing failing) {
    assertUnreadable(new Resolver(failing));
  }

  /** In a machine of its own: this one writes its heap to a file when it runs out of memory. */
  @Test
  void aClaimOfHugeArraysByAClassOfItsOwnIsContained() throws Exception {
    Process machine =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                Claiming.class.getName())
            .redirectErrorStream(true)
            .start();

    String said = new String(machine.getInputStream().readAllBytes(), UTF_8);

    assertThat(machine.waitFor()).describedAs(said).isZero();
    assertThat(said).contains("java.lang.OutOfMemoryError was thrown; see the cause");
  }

  @Test
  void nothingInPlaceOfTheValueIsContained() {
    assertUnreadable(new Vanishing());
  }

  @Test
  void anEnumThatCannotStartIsUnreadableEachTime() {
    byte[] bytes =
        named(Broken.class, ClassRule.ENUM, output -> output.writeString(Broken.Names.FIRST));

    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> codec.decode("a", bytes))
          .isInstanceOf(UnreadableAttributeException.class)
          .hasMessageContaining("was thrown");
    }
  }

  @Test
  void theCodecWorksOnAfterAFailure() {
    byte[] good = codec.encode("a", new ArrayList<>(List.of("x")));
    failures()
        .forEach(
            failing -> {
              assertUnreadable(new HashSet<>(Set.of(new Key(failing))));
              assertThat(codec.decode("a", good).value()).isEqualTo(List.of("x"));
            });
  }

  @Test
  void namingAClassDoesNotInitializeIt() {
    byte[] asClassObject =
        codec.encode("a", new ArrayList<>(List.of(Trap.class, TrapEnum.class, TrapRecord.class)));

    codec.decode("a", asClassObject);
    for (Class<?> trap : List.of(Trap.class, TrapEnum.class, TrapRecord.class)) {
      for (ClassRule rule : ClassRule.values()) {
        if (rule.wireLetter() != letterOf(trap)) {
          byte[] bytes = named(trap, rule, output -> output.writeInt(0));
          assertThatThrownBy(() -> codec.decode("a", bytes))
              .isInstanceOf(UnreadableAttributeException.class);
        }
      }
    }

    assertThat(TRAPS).hasValue(0);
  }

  private static byte letterOf(Class<?> type) {
    return new ClassRules(CodecOptions.PlainClasses.STORE).of(type).wireLetter();
  }

  private void assertUnreadable(Object value) {
    byte[] bytes = codec.encode("a", value);
    assertThatThrownBy(() -> codec.decode("a", bytes))
        .isInstanceOf(UnreadableAttributeException.class)
        .hasMessageNotContaining("secret");
  }

  private static byte[] named(
      Class<?> type, ClassRule rule, java.util.function.Consumer<Output> content) {
    Output output = new Output(256, -1);
    output.writeBytes(Envelope.of(Envelope.KRYO));
    output.writeByte(1);
    output.writeVarInt(0, true);
    output.writeString(type.getName());
    output.writeByte(rule.wireLetter());
    if (rule != ClassRule.ENUM) {
      output.writeByte(1);
    }
    content.accept(output);
    return output.toBytes();
  }

  /** Something that makes the whole value travel by Java's serialization. */
  private static Object lambda() {
    return (Supplier<String> & Serializable) () -> "x";
  }

  /** What is thrown, by name: so it can be told again where it was decoded. */
  record Failing(String name, Supplier<Throwable> thrown) implements Serializable {

    private static <E extends Throwable> void sneak(Throwable failure) throws E {
      @SuppressWarnings("unchecked")
      E any = (E) failure;
      throw any;
    }

    static void fail(String name) {
      Failing.<RuntimeException>sneak(
          failures()
              .filter(it -> it.name.equals(name))
              .findFirst()
              .map(it -> it.thrown.get())
              .orElseThrow());
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** Works until it is decoded. */
  static final class Key implements Serializable, Comparable<Key> {
    final String failure;
    final transient boolean alive;

    Key(Failing failing) {
      this.failure = failing.name();
      this.alive = true;
    }

    @Override
    public int hashCode() {
      if (!alive) {
        Failing.fail(failure);
      }
      return 1;
    }

    @Override
    public boolean equals(Object other) {
      return other == this;
    }

    @Override
    public int compareTo(Key other) {
      if (!alive) {
        Failing.fail(failure);
      }
      return 0;
    }
  }

  static final class Armed implements Serializable {
    final String failure;
    final transient boolean alive = Boolean.parseBoolean("true"); // no constant

    Armed(Failing failing) {
      this.failure = failing.name();
    }
  }

  record Checked(Armed armed) {
    Checked {
      if (!armed.alive) {
        Failing.fail(armed.failure);
      }
    }
  }

  static final class Reader implements Serializable {
    final String failure;

    Reader(Failing failing) {
      this.failure = failing.name();
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
      in.defaultReadObject();
      Failing.fail(failure);
    }
  }

  static final class Resolver implements Serializable {
    final String failure;

    Resolver(Failing failing) {
      this.failure = failing.name();
    }

    private Object readResolve() {
      Failing.fail(failure);
      return this;
    }
  }

  static final class Vanishing implements Serializable {
    private Object readResolve() {
      return null;
    }
  }

  /** Believes what the bytes say. */
  static final class Claiming implements Serializable {
    final int length;
    transient long[] data;

    Claiming(int length) {
      this.length = length;
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
      in.defaultReadObject();
      data = new long[length];
    }

    public static void main(String[] none) {
      KryoAttributeCodec codec =
          KryoAttributeCodec.forApplication(
              Claiming.class.getClassLoader(), CodecOptions.DEFAULTS.withSelfCheck(false));
      for (int length : new int[] {Integer.MAX_VALUE, Integer.MAX_VALUE - 100, 100_000_000}) {
        byte[] bytes = codec.encode("a", new Claiming(length));
        try {
          codec.decode("a", bytes);
          throw new AssertionError("has room for " + length);
        } catch (UnreadableAttributeException e) {
          System.out.println(e.getMessage());
        }
      }
    }
  }

  static final class Secretive extends RuntimeException {
    @Override
    public synchronized Throwable getCause() {
      throw new IllegalStateException("secret");
    }

    @Override
    public String getMessage() {
      throw new IllegalStateException("secret");
    }

    @Override
    public StackTraceElement[] getStackTrace() {
      throw new IllegalStateException("secret");
    }
  }

  enum Broken {
    FIRST;

    static {
      if (Names.FIRST.length() > 0) {
        throw new IllegalStateException("secret");
      }
    }

    static final class Names {
      static final String FIRST = "FIRST";
    }
  }

  static final class Trap implements Serializable {
    static {
      TRAPS.incrementAndGet();
    }
  }

  enum TrapEnum {
    FIRST;

    static {
      TRAPS.incrementAndGet();
    }
  }

  record TrapRecord(int number) {
    static {
      TRAPS.incrementAndGet();
    }
  }
}
