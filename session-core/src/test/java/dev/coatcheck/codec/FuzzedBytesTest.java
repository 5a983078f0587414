package dev.coatcheck.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coatcheck.codec.DecodingProbe.Input;
import dev.coatcheck.codec.DecodingProbe.Outcome;
import dev.coatcheck.codec.RandomGraphs.Graph;
import dev.coatcheck.session.UnstorableAttributeException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Random and damaged bytes give a value or an UnreadableAttributeException, at a bounded cost. A
 * few seconds of it in each build, a million inputs and more in the profile {@code full}. Seeds
 * make each run the same as the last.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class FuzzedBytesTest {

  private static final int TIMES = Integer.getInteger("fuzz.times", 1);
  private static final int FULL = 50;

  private static final int RANDOM = 4_000 * TIMES;
  private static final int DAMAGED = 16_000 * TIMES;
  private static final int GRAPHS = 400 * TIMES;
  private static final int DAMAGES_PER_GRAPH = 10;

  private final KryoAttributeCodec codec =
      KryoAttributeCodec.forApplication(getClass().getClassLoader(), CodecOptions.DEFAULTS);
  private final DecodingProbe probe = new DecodingProbe(codec);

  @Test
  void theLongRunTriesAMillionInputs() {
    assertThat((RANDOM + DAMAGED + GRAPHS * DAMAGES_PER_GRAPH) / TIMES * FULL)
        .isGreaterThan(1_000_000);
  }

  @Test
  void randomBytes() {
    long seed = 20_240_229;
    Random random = new Random(seed);

    Outcome outcome =
        probe.run(
            RANDOM,
            () -> {
              byte[] bytes = new byte[Envelope.LENGTH + 1 + random.nextInt(200)];
              random.nextBytes(bytes);
              bytes[0] = 1;
              bytes[1] = (byte) (1 + random.nextInt(2));
              bytes[2] = 0;
              return new Input(bytes, "seed " + seed);
            });

    assertThat(outcome.inputs()).isEqualTo(RANDOM);
  }

  @Test
  void damagedSamples() throws Exception {
    Outcome outcome = probe.run(DAMAGED, new DamagedBytes(1, encodedSamples()));

    assertThat(outcome.inputs()).isEqualTo(DAMAGED);
    assertThat(outcome.values())
        .describedAs("those that held a value")
        .isBetween(DAMAGED / 100, DAMAGED / 2);
  }

  @Test
  void randomGraphsComeBackAndTheirDamagedBytesDoNoHarm() throws Exception {
    RandomGraphs graphs = new RandomGraphs(1, sharableSamples());
    int inputs = 0;
    for (int i = 0; i < GRAPHS; i++) {
      Graph graph = graphs.next();
      byte[] bytes = codec.encode("a", graph.root());
      Object back = codec.decode("a", bytes).value();
      assertThat(graph.matches(back))
          .describedAs("graph %d: %s", i, Base64.getEncoder().encodeToString(bytes))
          .isTrue();
      inputs += probe.run(DAMAGES_PER_GRAPH, new DamagedBytes(i, List.of(bytes))).inputs();
    }

    assertThat(inputs).isEqualTo(GRAPHS * DAMAGES_PER_GRAPH);
  }

  /** Tries again what failed: -Dfuzz.input= with the Base64 of the failure. */
  @Test
  @EnabledIfSystemProperty(named = "fuzz.input", matches = ".+")
  void aGivenInput() {
    byte[] bytes = Base64.getDecoder().decode(System.getProperty("fuzz.input"));

    probe.decode(new Input(bytes, "given"));
  }

  /** The samples in both formats, but for what is too large to damage it often. */
  static List<byte[]> encodedSamples() throws Exception {
    KryoAttributeCodec codec =
        KryoAttributeCodec.forApplication(
            FuzzedBytesTest.class.getClassLoader(), CodecOptions.DEFAULTS);
    List<byte[]> encoded = new ArrayList<>();
    for (Sample sample : AttributeKindsTest.samples()) {
      byte[] bytes = codec.encode("a", sample.value());
      if (bytes.length < 4096) {
        encoded.add(bytes);
      }
      byte[] java = inJavasFormat(sample.value());
      if (bytes[1] != Envelope.JDK && java.length < 4096) {
        encoded.add(java);
      }
    }
    return encoded;
  }

  /** Nothing for what Java's serialization does not take. */
  private static byte[] inJavasFormat(Object value) {
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(Envelope.of(Envelope.JDK));
    try (ObjectOutputStream stream = new ObjectOutputStream(bytes)) {
      stream.writeObject(value);
      return bytes.toByteArray();
    } catch (IOException e) {
      return new byte[4096];
    }
  }

  /** Those that can stand beside any other in one attribute: stored by either format. */
  private List<Sample> sharableSamples() throws Exception {
    Supplier<String> lambda = (Supplier<String> & Serializable) () -> "x";
    List<Sample> sharable = new ArrayList<>();
    for (Sample sample : AttributeKindsTest.samples()) {
      try {
        byte[] bytes = codec.encode("a", new ArrayList<>(List.of(sample.value(), lambda)));
        if (bytes[1] == Envelope.JDK && bytes.length < 4096) {
          sharable.add(sample);
        }
      } catch (UnstorableAttributeException e) {
        // too deep for Java's serialization
      }
    }
    return sharable;
  }
}
