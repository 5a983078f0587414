package dev.coatcheck.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.esotericsoftware.kryo.io.Output;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Endless damaged copies of valid bytes, the same for the same seed. Knows a little of both
 * formats, so that much of what it does gets past the first checks.
 */
final class DamagedBytes implements Supplier<DecodingProbe.Input> {

  private static final int LONGEST = 64 * 1024;

  /** Numbers that lengths, counts and references are not prepared for. */
  private static final int[] ODD_NUMBERS = {
    0,
    1,
    2,
    3,
    127,
    128,
    255,
    256,
    1000,
    0xffff,
    1 << 20,
    500_000_000,
    Integer.MAX_VALUE - 8,
    -1,
    -2,
    Integer.MIN_VALUE,
    Integer.MAX_VALUE
  };

  /** What bytes that name one class might name instead. */
  private static final List<String> OTHER_CLASSES =
      List.of(
          "java.util.HashMap",
          "java.util.LinkedHashMap",
          "java.util.TreeMap",
          "java.util.HashSet",
          "java.util.TreeSet",
          "java.util.ArrayList",
          "java.util.PriorityQueue",
          "java.util.ArrayDeque",
          "java.util.Hashtable",
          "java.util.IdentityHashMap",
          "java.util.EnumSet",
          "java.util.EnumMap",
          "java.util.ImmutableCollections$ListN",
          "java.util.ImmutableCollections$SetN",
          "java.util.CollSer",
          "java.util.concurrent.ConcurrentHashMap",
          "java.util.concurrent.ConcurrentSkipListMap",
          "java.util.Collections$UnmodifiableMap",
          "java.util.Collections$SetFromMap",
          "java.math.BigInteger",
          "java.math.BigDecimal",
          "java.net.URL",
          "java.time.Ser",
          "java.lang.Integer",
          "java.lang.Object",
          "java.lang.Enum",
          "java.lang.Class",
          "java.lang.Thread",
          "java.lang.Thread$State",
          "[Ljava.lang.Object;",
          "[B",
          "[[J",
          "dev.coatcheck.codec.ApplicationSamples$Person",
          "dev.coatcheck.codec.ApplicationSamples$Ticket",
          "dev.coatcheck.codec.ApplicationSamples$Coat",
          "dev.coatcheck.codec.HookSamples$Hooks",
          "no.such.Class");

  /** One way to damage bytes. */
  private interface Mutation {
    byte[] of(byte[] bytes);
  }

  private final long seed;
  private final Random random;
  private final List<byte[]> valid;
  private final List<Mutation> mutations =
      List.of(
          this::flipBits,
          this::flipBits,
          this::setBytes,
          this::cutEnd,
          this::splice,
          this::splice,
          this::editNumber,
          this::editNumber,
          this::editNumber,
          this::insert,
          this::repeat,
          this::remove,
          this::swapClass,
          this::swapClass,
          this::editEnvelope);
  private int made;

  DamagedBytes(long seed, List<byte[]> valid) {
    this.seed = seed;
    this.random = new Random(seed);
    this.valid = valid;
  }

  @Override
  public DecodingProbe.Input get() {
    byte[] bytes = any();
    for (int times = 1 + random.nextInt(3); times > 0; times--) {
      bytes = mutations.get(random.nextInt(mutations.size())).of(bytes);
      if (bytes.length > LONGEST) {
        bytes = Arrays.copyOf(bytes, LONGEST);
      }
    }
    return new DecodingProbe.Input(bytes, "seed " + seed + ", input " + made++);
  }

  private byte[] any() {
    return valid.get(random.nextInt(valid.size())).clone();
  }

  /** A place behind the envelope, or the end. */
  private int place(byte[] bytes) {
    int first = Math.min(Envelope.LENGTH, bytes.length);
    return first + random.nextInt(bytes.length - first + 1);
  }

  private byte[] flipBits(byte[] bytes) {
    for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
      int place = place(bytes);
      if (place < bytes.length) {
        bytes[place] ^= (byte) (1 << random.nextInt(8));
      }
    }
    return bytes;
  }

  private byte[] setBytes(byte[] bytes) {
    for (int times = 1 + random.nextInt(3); times > 0; times--) {
      int place = place(bytes);
      if (place < bytes.length) {
        bytes[place] = (byte) (random.nextBoolean() ? random.nextInt(8) : random.nextInt(256));
      }
    }
    return bytes;
  }

  private byte[] cutEnd(byte[] bytes) {
    return Arrays.copyOf(bytes, place(bytes));
  }

  /** The beginning of one, the end of another. */
  private byte[] splice(byte[] bytes) {
    byte[] other = any();
    int from = place(other);
    return replaced(bytes, place(bytes), bytes.length, other, from, other.length);
  }

  /** Writes a number as Kryo does, or as Java's serialization does. */
  private byte[] editNumber(byte[] bytes) {
    int number = ODD_NUMBERS[random.nextInt(ODD_NUMBERS.length)] + random.nextInt(3) - 1;
    Output output = new Output(8, -1);
    int place = place(bytes);
    int end = place;
    switch (random.nextInt(4)) {
      case 0 -> {
        output.writeVarInt(number, true);
        while (end < bytes.length && bytes[end] < 0) {
          end++;
        }
        end++;
      }
      case 1 -> {
        output.writeVarIntFlag(random.nextBoolean(), number, true);
        end++;
      }
      case 2 -> {
        writeBigEndian(output, number, 4);
        end += 4;
      }
      default -> {
        writeBigEndian(output, number, 2);
        end += 2;
      }
    }
    byte[] written = output.toBytes();
    return replaced(bytes, place, Math.min(end, bytes.length), written, 0, written.length);
  }

  private static void writeBigEndian(Output output, int number, int bytes) {
    for (int i = bytes - 1; i >= 0; i--) {
      output.writeByte(number >> 8 * i);
    }
  }

  private byte[] insert(byte[] bytes) {
    byte[] more = new byte[1 + random.nextInt(8)];
    random.nextBytes(more);
    int place = place(bytes);
    return replaced(bytes, place, place, more, 0, more.length);
  }

  /** Says a piece again, perhaps many times. */
  private byte[] repeat(byte[] bytes) {
    int from = place(bytes);
    int to = Math.min(bytes.length, from + 1 + random.nextInt(32));
    ByteArrayOutputStream repeated = new ByteArrayOutputStream();
    for (int times = 1 << random.nextInt(7); times > 0; times--) {
      repeated.write(bytes, from, to - from);
    }
    return replaced(bytes, to, to, repeated.toByteArray(), 0, repeated.size());
  }

  private byte[] remove(byte[] bytes) {
    int from = place(bytes);
    int to = Math.min(bytes.length, from + 1 + random.nextInt(16));
    return replaced(bytes, from, to, bytes, 0, 0);
  }

  /** Names another class where one is named. */
  private byte[] swapClass(byte[] bytes) {
    List<int[]> names = ClassNames.in(bytes);
    if (names.isEmpty()) {
      return flipBits(bytes);
    }
    int[] name = names.get(random.nextInt(names.size()));
    String other = OTHER_CLASSES.get(random.nextInt(OTHER_CLASSES.size()));
    boolean java = bytes.length > 1 && bytes[1] == Envelope.JDK;
    Output output = new Output(64, -1);
    if (java) {
      writeBigEndian(output, other.length(), 2);
      output.writeBytes(other.getBytes(UTF_8));
    } else {
      output.writeString(other);
    }
    byte[] written = output.toBytes();
    return replaced(bytes, name[0], name[1], written, 0, written.length);
  }

  private byte[] editEnvelope(byte[] bytes) {
    if (bytes.length > 0) {
      int place = random.nextInt(Math.min(Envelope.LENGTH, bytes.length));
      bytes[place] = (byte) (random.nextInt(4) > 0 ? random.nextInt(4) : random.nextInt(256));
    }
    return bytes;
  }

  private static byte[] replaced(byte[] bytes, int from, int to, byte[] by, int start, int end) {
    byte[] result = Arrays.copyOf(bytes, from + end - start + bytes.length - to);
    System.arraycopy(by, start, result, from, end - start);
    System.arraycopy(bytes, to, result, from + end - start, bytes.length - to);
    return result;
  }

  /** Finds what looks like the name of a class, with what tells its length. */
  private static final class ClassNames {

    private static final int SHORTEST = 8;

    private ClassNames() {}

    /** From where to where. */
    static List<int[]> in(byte[] bytes) {
      boolean java = bytes.length > 1 && bytes[1] == Envelope.JDK;
      List<int[]> found = new ArrayList<>();
      int start = Envelope.LENGTH;
      for (int i = Envelope.LENGTH; i < bytes.length; i++) {
        if (isPartOfName(bytes[i])) {
          continue;
        }
        if (i - start >= SHORTEST) {
          found.add(java ? new int[] {start - 2, i} : kryoName(bytes, start, i));
        }
        start = i + 1;
      }
      return found;
    }

    /**
     * A short one ends with a marked byte, a long one has its length in front; its rule follows.
     */
    private static int[] kryoName(byte[] bytes, int start, int end) {
      if (isPartOfName((byte) (bytes[end] & 0x7f))) {
        return new int[] {start, end + 1};
      }
      return new int[] {start - (end - start > 63 ? 2 : 1), end - 1};
    }

    private static boolean isPartOfName(byte b) {
      return (b >= 'a' && b <= 'z')
          || (b >= 'A' && b <= 'Z')
          || (b >= '0' && b <= '9')
          || b == '.'
          || b == '$'
          || b == '['
          || b == ';'
          || b == '_';
    }
  }
}
