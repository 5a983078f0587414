package dev.coatcheck.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.coatcheck.session.UnstorableAttributeException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.net.Socket;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What cannot be stored is refused with the attribute's name, the way to it and its class. */
class UnstorableValuesTest {

  private final KryoAttributeCodec codec =
      KryoAttributeCodec.forApplication(getClass().getClassLoader(), CodecOptions.DEFAULTS);

  static Stream<Object> live() {
    return Stream.of(
        new Thread("t"),
        new ThreadLocal<String>(),
        UnstorableValuesTest.class.getClassLoader(),
        new ByteArrayInputStream(new byte[0]),
        new Socket(),
        Executors.newSingleThreadExecutor(),
        new OwnThread(),
        new OwnStream(),
        new java.lang.ref.WeakReference<>("a"),
        new Object().getClass().getModule(),
        (Runnable) () -> {},
        new WeakHashMap<>(Map.of("a", 1)).keySet(),
        new EnumMap<>(Map.of(TimeUnit.DAYS, 1)).entrySet().iterator().next(),
        new ArrayList<>(List.of(1)).iterator(),
        new PlainMap().keySet(),
        new PlainMap().values(),
        List.of(1).iterator());
  }

  @ParameterizedTest
  @MethodSource("live")
  void whatLivesOnThisNodeOnlyIsRefused(Object value) {
    assertThatThrownBy(() -> codec.encode("cart", value))
        .isInstanceOf(UnstorableAttributeException.class)
        .hasMessageContaining("\"cart\"")
        .hasMessageContaining(value.getClass().getName())
        .hasMessageContaining("transient");
  }

  @Test
  void theWayToTheOffenderIsTold() {
    Holder holder = new Holder(new HashMap<>(Map.of("key", List.of("x", new OwnThread()))));

    UnstorableAttributeException refusal =
        catchThrowableOfType(
            UnstorableAttributeException.class, () -> codec.encode("cart", holder));

    assertThat(refusal)
        .hasMessageContaining("\"cart\" of " + Holder.class.getName())
        .hasMessageContaining("at " + Holder.class.getName() + ".held > value > [], ")
        .hasMessageContaining(OwnThread.class.getName());
  }

  @Test
  void aLongWayIsToldByItsBothEnds() {
    Object inner = new OwnThread();
    for (int i = 0; i < 30; i++) {
      inner = new ArrayList<>(List.of(inner));
    }
    Holder holder = new Holder(new Holder(inner));

    assertThatThrownBy(() -> codec.encode("cart", holder))
        .hasMessageContaining("at " + Holder.class.getName() + ".held > ")
        .hasMessageContaining("[] > … > [] > [] > [] > [], " + OwnThread.class.getName());
  }

  @Test
  void plainObjectsInCyclesWithWhatBringsItsOwnSerializationAreRefusedByClass() {
    Family family = new Family();
    family.add(new Member(family));

    assertThatThrownBy(() -> codec.encode("cart", new ArrayList<>(List.of(family))))
        .isInstanceOf(UnstorableAttributeException.class)
        .hasMessageContaining(Member.class.getName())
        .hasMessageContaining("not Serializable");
  }

  @Test
  void plainClassesAreRefusedWhereTheSettingsSaySo() {
    try (KryoAttributeCodec strict =
        KryoAttributeCodec.forApplication(
            getClass().getClassLoader(),
            CodecOptions.DEFAULTS.withPlainClasses(CodecOptions.PlainClasses.REFUSE))) {
      assertThatThrownBy(() -> strict.encode("cart", new ApplicationSamples.Plain("p", null)))
          .isInstanceOf(UnstorableAttributeException.class)
          .hasMessageContaining(ApplicationSamples.Plain.class.getName() + " is not Serializable");
      assertThat(strict.encode("cart", new ApplicationSamples.Person("a", 1))).isNotEmpty();
    }
  }

  @Test
  void valuesAboveTheLimitAreRefusedWithTheSetting() {
    try (KryoAttributeCodec small =
        KryoAttributeCodec.forApplication(
            getClass().getClassLoader(), CodecOptions.DEFAULTS.withMaxBytes(1000))) {
      assertThat(small.encode("cart", new byte[900])).hasSizeLessThan(1000);
      for (Object large :
          List.of(new byte[1000], "x".repeat(1001), new HookSamples.NamedList("x".repeat(1000)))) {
        assertThatThrownBy(() -> small.encode("cart", large))
            .isInstanceOf(UnstorableAttributeException.class)
            .hasMessageContaining("\"cart\"")
            .hasMessageContaining("1000 bytes")
            .hasMessageContaining("maxAttributeSize");
      }
      assertThat(small.encode("cart", "still works")).isNotEmpty();
    }
  }

  @Test
  void chainsThatAreTooDeepAreRefused() {
    for (int depth : new int[] {10_000, 1_000_000}) {
      List<Object> chain = new ArrayList<>();
      for (int i = 0; i < depth; i++) {
        List<Object> outer = new ArrayList<>(1);
        outer.add(chain);
        chain = outer;
      }
      List<Object> tooDeep = chain;
      assertThatThrownBy(() -> codec.encode("cart", tooDeep))
          .isInstanceOf(UnstorableAttributeException.class)
          .hasMessageContaining("\"cart\"")
          .hasMessageContaining("deep");
    }
  }

  @Test
  void chainsThatAreTooDeepForJavaAreRefused() {
    Linked chain = new Linked(null);
    for (int i = 0; i < 1_000_000; i++) {
      chain = new Linked(chain);
    }
    Linked tooDeep = chain;
    assertThatThrownBy(() -> codec.encode("cart", tooDeep))
        .isInstanceOf(UnstorableAttributeException.class)
        .hasMessageContaining("deep");
  }

  @Test
  void whatContainsItselfAndIsMadeWithItsContentIsRefused() {
    List<Object> list = new ArrayList<>();
    RecordOfList self = new RecordOfList(list);
    list.add(self);

    List<Object> other = new ArrayList<>();
    List<Object> fixed = List.of(other);
    other.add(fixed);

    List<Object> another = new ArrayList<>();
    List<Object> view = java.util.Collections.unmodifiableList(another);
    another.add(view);

    for (Object cyclic : new Object[] {self, fixed, view}) {
      assertThatThrownBy(() -> codec.encode("cart", cyclic))
          .isInstanceOf(UnstorableAttributeException.class)
          .hasMessageContaining(cyclic.getClass().getName() + " contains itself");
    }
  }

  @Test
  void exceptionsOfTheApplicationAreReportedWithoutWhatTheySay() {
    assertThatThrownBy(() -> codec.encode("cart", new Failing()))
        .isInstanceOf(UnstorableAttributeException.class)
        .hasMessageContaining("\"cart\"")
        .hasMessageContaining("IllegalArgumentException")
        .hasStackTraceContaining("Failing.writeObject")
        .satisfies(
            e -> {
              for (Throwable link = e; link != null; link = link.getCause()) {
                assertThat(link.toString()).doesNotContain("secret");
              }
            });
  }

  @Test
  void gadgetsAreNotStored() {
    assertThatThrownBy(() -> codec.encode("cart", new ProcessBuilder()))
        .isInstanceOf(UnstorableAttributeException.class)
        .hasMessageContaining("java.lang.ProcessBuilder" + ClassGate.KNOWN);
    assertThatThrownBy(() -> codec.encode("cart", new java.util.ArrayList<>(List.of(gadget()))))
        .isInstanceOf(UnstorableAttributeException.class)
        .hasMessageContaining("BadAttributeValueExpException")
        .hasMessageContaining("abused");
  }

  @Test
  void aChangeMeanwhileIsReportedAsSuch() {
    for (Object changing : List.of(new ChangingField(new FailingList()), new ChangesInHook())) {
      assertThatThrownBy(() -> codec.encode("cart", changing))
          .isInstanceOf(ConcurrentModificationException.class)
          .hasMessageContaining("\"cart\"");
    }
  }

  private static Object gadget() {
    return new javax.management.BadAttributeValueExpException("x");
  }

  /** Its views are of the same classes as those of Map.of. */
  static final class PlainMap extends AbstractMap<String, Integer> {
    @Override
    public Set<Entry<String, Integer>> entrySet() {
      return new HashMap<>(Map.of("a", 1)).entrySet();
    }
  }

  static final class Family extends ArrayList<Member> {}

  record Member(Family family) {}

  record Holder(Object held) {}

  record RecordOfList(List<Object> list) {}

  static final class OwnThread extends Thread {}

  static final class OwnStream extends java.io.InputStream {
    @Override
    public int read() {
      return -1;
    }
  }

  /** Long chains of these are Java's affair. */
  static final class Linked implements Serializable {
    final Linked next;

    Linked(Linked next) {
      this.next = next;
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
      out.defaultWriteObject();
    }
  }

  static final class Failing implements Serializable {
    private void writeObject(ObjectOutputStream out) {
      throw new IllegalArgumentException("secret", new IllegalStateException("secret"));
    }
  }

  record ChangingField(Object changing) implements Serializable {}

  static final class FailingList extends java.util.AbstractList<String> implements Serializable {
    @Override
    public String get(int index) {
      return "";
    }

    @Override
    public int size() {
      return 1;
    }

    private void writeObject(ObjectOutputStream out) {
      throw new ConcurrentModificationException();
    }
  }

  static final class ChangesInHook implements Serializable {
    private void writeObject(ObjectOutputStream out) {
      throw new IllegalStateException("wrapped", new ConcurrentModificationException());
    }
  }
}
