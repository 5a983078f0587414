package dev.coatcheck.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.esotericsoftware.kryo.io.Output;
import com.sun.management.ThreadMXBean;
import dev.coatcheck.session.UnreadableAttributeException;
import dev.coatcheck.session.UnstorableAttributeException;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamConstants;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged or forged bytes give a value or an UnreadableAttributeException, at a bounded cost. */
class HostileBytesTest {

  /** What one decoding of few bytes may allocate; the forged lengths ask for gigabytes. */
  private static final long BOUND = 8L << 20;

  private final KryoAttributeCodec codec =
      KryoAttributeCodec.forApplication(getClass().getClassLoader(), CodecOptions.DEFAULTS);
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @ParameterizedTest
  @ValueSource(
      strings = {"[B", "[Z", "[S", "[C", "[I", "[J", "[F", "[D", "[Ljava.lang.Object;", "[[I"})
  void anArrayThatClaimsToBeHugeIsRefusedBeforeItIsMade(String type) {
    for (int length : new int[] {Integer.MAX_VALUE - 8, 500_000_000, 1000, -1, Integer.MIN_VALUE}) {
      assertUnreadable(named(type, 'A', output -> output.writeVarInt(length, true)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.util.ArrayList",
        "java.util.HashMap",
        "java.util.HashSet",
        "java.util.Hashtable",
        "java.util.Vector",
        "java.util.ArrayDeque",
        "java.util.IdentityHashMap",
        "java.util.concurrent.ConcurrentHashMap",
        "java.util.concurrent.CopyOnWriteArrayList",
        "java.util.ImmutableCollections$SetN",
        "java.util.ImmutableCollections$MapN",
        "java.util.BitSet",
        "java.math.BigInteger",
        "java.util.Properties"
      })
  void aContainerThatClaimsToBeHugeIsRefusedBeforeItIsMade(String type) {
    char letter = type.endsWith("Properties") ? 'L' : 'B';
    assertUnreadable(named(type, letter, output -> output.writeVarInt(500_000_000, true)));
  }

  @Test
  void nestedContainersCannotClaimMoreTogetherThanThereIs() {
    byte[] filler = new byte[100_000];
    byte[] bytes =
        named(
            "[Ljava.lang.Object;",
            'A',
            output -> {
              output.writeVarInt(90_000, true);
              for (int i = 0; i < 1000; i++) { // each a new array within the last
                output.writeByte(1);
                output.writeVarInt(0, true);
                output.writeByte(1);
                output.writeVarInt(90_000, true);
              }
              output.writeBytes(filler);
            });

    assertUnreadable(bytes);
  }

  @Test
  void stringsThatClaimToBeHugeAreRefusedBeforeTheyAreMade() {
    for (byte first : new byte[] {'a', (byte) 0xc3}) {
      byte[] claim = {1, 1, 0, 3, 1, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 3};
      byte[] bytes = Arrays.copyOf(claim, 100);
      Arrays.fill(bytes, claim.length, bytes.length, first);
      assertUnreadable(bytes);
    }
  }

  @Test
  void deeplyNestedBytesAreRefused() {
    byte[] bytes =
        named(
            "java.util.ArrayList",
            'B',
            output -> {
              for (int i = 0; i < 1_000_000; i++) {
                output.writeVarInt(1, true);
                output.writeByte(1);
                output.writeVarInt(0, true);
                output.writeByte(1);
              }
            });

    assertThatThrownBy(() -> codec.decode("a", bytes))
        .isInstanceOf(UnreadableAttributeException.class);
  }

  @Test
  void classesOfOtherKindsAreNotMade() {
    for (String type :
        List.of(
            "java.lang.Thread",
            "java.lang.Runtime",
            "java.lang.ProcessBuilder",
            "java.net.URLClassLoader",
            "java.io.FileOutputStream",
            "java.util.zip.ZipFile",
            "no.such.Class",
            "[[[[",
            "",
            "java.lang.Runnable",
            "java.lang.Enum",
            "java.lang.Record",
            "java.lang.Object",
            "int")) {
      for (char letter : "ABEFLWX".toCharArray()) {
        assertUnreadable(named(type, letter, output -> output.writeBytes(new byte[64])));
      }
    }
  }

  @Test
  void patternsThatAreCostlyToCompileAreNotCompiledHere() {
    String accents = "a" + "\u0300\u0316\u0327\u0334\u0345\u0338\u031b".repeat(2);
    for (String text : List.of("[a]".repeat(1_000_000), accents)) {
      assertUnreadable(
          named(
              "java.util.regex.Pattern",
              'B',
              output -> {
                output.writeBoolean(true);
                output.writeString(text);
                output.writeVarInt(Pattern.CANON_EQ, true);
              }));
    }
  }

  @Test
  void aTimeZoneThatThisJavaDoesNotKnowIsNotTakenForGreenwich() {
    assertUnreadable(
        named(
            "java.util.TimeZone",
            'B',
            output -> {
              output.writeBoolean(true);
              output.writeString("Mars/Phobos");
            }));
  }

  @Test
  void gadgetsAreReadInNeitherFormat() throws IOException {
    String gadget = "javax.management.BadAttributeValueExpException";
    var java = new ByteArrayOutputStream();
    java.write(Envelope.of(Envelope.JDK));
    try (ObjectOutputStream stream = new ObjectOutputStream(java)) {
      stream.writeObject(List.of(new javax.management.BadAttributeValueExpException("x")));
    }

    assertThatThrownBy(() -> codec.decode("a", java.toByteArray()))
        .isInstanceOf(UnreadableAttributeException.class)
        .hasMessageContaining(gadget + ClassGate.KNOWN);
    assertThatThrownBy(() -> codec.decode("a", named(gadget, 'L', output -> {})))
        .isInstanceOf(UnreadableAttributeException.class)
        .hasMessageContaining(gadget + ClassGate.KNOWN);
  }

  @Test
  void javaStreamsThatClaimHugeArraysAreRefusedBeforeTheyAreMade() throws IOException {
    for (Object small : List.of(new byte[] {1}, new HashMap<>(Map.of("a", 1)), new ArrayList<>())) {
      var java = new ByteArrayOutputStream();
      java.write(Envelope.of(Envelope.JDK));
      try (ObjectOutputStream stream = new ObjectOutputStream(java)) {
        stream.writeObject(small);
      }
      byte[] bytes = java.toByteArray();
      for (int i = Envelope.LENGTH + 4; i + 4 <= bytes.length; i++) {
        byte[] forged = bytes.clone();
        forged[i] = 0x7f;
        Arrays.fill(forged, i + 1, i + 4, (byte) 0xf0);
        decodeWithinBounds(forged, "forged at " + i);
      }
    }
  }

  /** It compares each element with all others: the most that fit in 4 MB, for half an hour. */
  @Test
  void aSetThatTakesTooLongToFillIsNeitherReadNorStored() {
    List<Integer> numbers = IntStream.range(0, 30_000).boxed().toList();
    String list = new String(codec.encode("a", new ArrayList<>(numbers)), ISO_8859_1);
    String set = list.replace(nameOf(ArrayList.class), nameOf(CopyOnWriteArraySet.class));

    assertThatThrownBy(() -> codec.decode("a", set.getBytes(ISO_8859_1)))
        .isInstanceOf(UnreadableAttributeException.class)
        .hasMessageContaining("a set is stored that takes too long to fill");
    assertThatThrownBy(() -> codec.encode("a", new CopyOnWriteArraySet<>(numbers)))
        .isInstanceOf(UnstorableAttributeException.class)
        .hasMessageContaining("use ConcurrentHashMap.newKeySet()");
    var reasonable = new CopyOnWriteArraySet<>(numbers.subList(0, 5_000));
    assertThat(codec.decode("a", codec.encode("a", reasonable)).value()).isEqualTo(reasonable);
  }

  /** As it stands in the bytes. */
  private static String nameOf(Class<?> type) {
    Output output = new Output(64);
    output.writeString(type.getName());
    return new String(output.toBytes(), ISO_8859_1);
  }

  @Test
  void trailingBytesAreRefused() {
    byte[] bytes = codec.encode("a", new ArrayList<>(List.of("x")));

    assertUnreadable(Arrays.copyOf(bytes, bytes.length + 1));
  }

  @Test
  void trailingBytesAreRefusedInJavasFormatToo() {
    byte[] bytes = codec.encode("a", new HookSamples.NamedList("name", "x"));

    assertThat(bytes[1]).isEqualTo(Envelope.JDK);
    assertThat(codec.decode("a", bytes).value()).isEqualTo(List.of("x"));
    for (int more : new int[] {1, 2, 2000}) {
      assertUnreadable(Arrays.copyOf(bytes, bytes.length + more));
    }
  }

  @Test
  void aProxyOfTooManyInterfacesIsNotMade() throws IOException {
    var java = new ByteArrayOutputStream();
    java.write(Envelope.of(Envelope.JDK));
    DataOutputStream stream = new DataOutputStream(java);
    stream.writeShort(ObjectStreamConstants.STREAM_MAGIC);
    stream.writeShort(ObjectStreamConstants.STREAM_VERSION);
    stream.writeByte(ObjectStreamConstants.TC_OBJECT);
    stream.writeByte(ObjectStreamConstants.TC_PROXYCLASSDESC);
    stream.writeInt(10_000);
    for (int i = 0; i < 10_000; i++) {
      stream.writeUTF("java.lang.Runnable");
    }

    assertThatThrownBy(() -> codec.decode("a", java.toByteArray()))
        .isInstanceOf(UnreadableAttributeException.class)
        .hasMessageContaining("a proxy of too many interfaces");
  }

  @Test
  void truncatedBytesAreRefused() throws Exception {
    for (Sample sample : samples()) {
      byte[] bytes = codec.encode("a", sample.value());
      for (int length = 0; length < Math.min(bytes.length, 300); length++) {
        byte[] truncated = Arrays.copyOf(bytes, length);
        assertThatThrownBy(() -> codec.decode("a", truncated))
            .describedAs("%s cut to %d", sample, length)
            .isInstanceOf(UnreadableAttributeException.class);
      }
    }
  }

  @Test
  void readingChangesNoBytes() throws Exception {
    for (Sample sample : samples()) {
      byte[] bytes = codec.encode("a", sample.value());
      byte[] cut = Arrays.copyOf(bytes, bytes.length - 1);
      byte[] cutBefore = cut.clone();
      byte[] before = bytes.clone();

      codec.decode("a", bytes);
      decodeWithinBounds(cut, sample.name());

      assertThat(bytes).isEqualTo(before);
      assertThat(cut).isEqualTo(cutBefore);
    }
  }

  /** A queue that has such a lock waits for it for ever, before it is even read. */
  @Test
  void aLockThatWouldComeBackLockedIsRefused() throws Exception {
    ReentrantLock lock = new ReentrantLock();
    lock.lock();
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    stream.writeBytes(Envelope.of(Envelope.JDK));
    try (ObjectOutputStream objects = new ObjectOutputStream(stream)) {
      objects.writeObject(lock);
    }
    String text = stream.toString(ISO_8859_1);
    assertThat(codec.decode("a", stream.toByteArray()).value()).isInstanceOf(ReentrantLock.class);

    // the part of the lock that frees it when it is read: up to its name, 11 bytes, and an end
    String freeing = "r\0\55java.util.concurrent.locks.ReentrantLock$Sync";
    int at = text.indexOf(freeing);
    assertThat(at).isPositive();
    text = text.substring(0, at) + text.substring(at + freeing.length() + 12);

    assertUnreadable(text.getBytes(ISO_8859_1));
  }

  private static List<Sample> samples() throws Exception {
    List<Sample> samples = AttributeKindsTest.samples();
    samples.removeIf(sample -> sample.name().contains("1 MB"));
    return samples;
  }

  private void assertUnreadable(byte[] bytes) {
    assertThat(decodeWithinBounds(bytes, Arrays.toString(Arrays.copyOf(bytes, 60)))).isFalse();
  }

  /** Whether there was a value. */
  private boolean decodeWithinBounds(byte[] bytes, String input) {
    long thread = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(thread);
    boolean readable;
    try {
      readable = codec.decode("a", bytes).value() != null;
    } catch (UnreadableAttributeException e) {
      readable = false;
    } catch (Throwable e) {
      throw new AssertionError(input, e);
    }
    long allocated = threads.getThreadAllocatedBytes(thread) - before;
    assertThat(allocated).describedAs(input).isLessThan(BOUND);
    return readable;
  }

  /** Bytes of an object of a named class. */
  private static byte[] named(String type, char letter, Consumer<Output> content) {
    Output output = new Output(1024, -1);
    output.writeBytes(Envelope.of(Envelope.KRYO));
    output.writeByte(1);
    output.writeVarInt(0, true);
    output.writeString(type);
    output.writeByte(letter);
    output.writeByte(1);
    content.accept(output);
    return output.toBytes();
  }
}
