package dev.coatcheck.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.coatcheck.session.UnreadableAttributeException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CompressionTest {

  private static final int LIMIT = 2 << 20;

  private final KryoAttributeCodec codec =
      KryoAttributeCodec.forApplication(
          getClass().getClassLoader(), CodecOptions.DEFAULTS.withMaxBytes(LIMIT));

  @Test
  void whatRepeatsItselfTakesLessAndComesBack() {
    byte[] plain = codec.encode("a", "<td>coat</td>".repeat(1000));
    byte[] compressed = Compression.deflated(plain);

    assertThat(compressed.length).isLessThan(plain.length / 10);
    assertThat(Compression.inflated(compressed, LIMIT)).isEqualTo(plain);
    assertThat(codec.decode("a", compressed).value()).isEqualTo("<td>coat</td>".repeat(1000));
  }

  @Test
  void everyKindComesBack() throws Exception {
    for (Sample sample : AttributeKindsTest.samples()) {
      byte[] plain = codec.encode("a", sample.value());
      assertThat(Compression.inflated(Compression.deflated(plain), LIMIT))
          .as(sample.name())
          .isEqualTo(plain);
    }
  }

  @Test
  void whatGainsLittleStaysAsItIs() {
    byte[] noise = new byte[10_000];
    new Random(1).nextBytes(noise);
    byte[] plain = codec.encode("a", noise);

    assertThat(Compression.deflated(plain)).isSameAs(plain);
    byte[] tiny = codec.encode("a", 1);
    assertThat(Compression.deflated(tiny)).isSameAs(tiny);
  }

  @Test
  void whatIsNoPlainValueOfTheCodecIsLeftAlone() {
    byte[] compressed = Compression.deflated(codec.encode("a", "x".repeat(1000)));
    byte[] foreign = new byte[1000];

    assertThat(Compression.deflated(compressed)).isSameAs(compressed);
    assertThat(Compression.deflated(foreign)).isSameAs(foreign);
    assertThat(Compression.inflated(foreign, LIMIT)).isSameAs(foreign);
  }

  @Test
  void aClaimOfMoreThanIsAllowedIsRefusedBeforeItIsMade() {
    byte[] compressed = Compression.deflated(codec.encode("a", "x".repeat(100_000)));
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    for (int claim : new int[] {Integer.MAX_VALUE, LIMIT, 0, -1, Integer.MIN_VALUE}) {
      byte[] forged = compressed.clone();
      ByteBuffer.wrap(forged).putInt(Envelope.LENGTH, claim);
      long before = threads.getCurrentThreadAllocatedBytes();
      assertThatThrownBy(() -> codec.decode("cart", forged))
          .isInstanceOf(UnreadableAttributeException.class)
          .hasMessageContaining("\"cart\"")
          .hasMessageContaining("claims a length of " + claim)
          .hasMessageContaining("maxAttributeSize");
      assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(LIMIT / 2);
    }
  }

  @Test
  void aClaimOfMoreThanSoFewBytesCanBecomeIsRefusedBeforeItIsMade() {
    byte[] compressed = Compression.deflated(codec.encode("a", "coat and hat ".repeat(200)));
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    ByteBuffer.wrap(compressed).putInt(Envelope.LENGTH, LIMIT - Envelope.LENGTH);

    long before = threads.getCurrentThreadAllocatedBytes();
    assertDamaged(compressed);

    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(LIMIT / 2);
  }

  @Test
  void whatGainsTheMostComesBack() {
    byte[] zeroes = codec.encode("a", new byte[2_000_000]);

    byte[] compressed = Compression.deflated(zeroes);

    assertThat(compressed.length).isLessThan(zeroes.length / 200);
    assertThat(Compression.inflated(compressed, LIMIT)).isEqualTo(zeroes);
  }

  @Test
  void anotherLengthThanClaimedIsRefused() {
    byte[] compressed = Compression.deflated(codec.encode("a", "x".repeat(100_000)));

    int length = ByteBuffer.wrap(compressed).getInt(Envelope.LENGTH);
    for (int claim : new int[] {1, length - 1, length + 1, 2 * length}) {
      byte[] forged = compressed.clone();
      ByteBuffer.wrap(forged).putInt(Envelope.LENGTH, claim);
      assertDamaged(forged);
    }
  }

  @Test
  void damagedBytesAreRefused() {
    byte[] compressed = Compression.deflated(codec.encode("a", "coat and hat ".repeat(200)));

    for (int length = Envelope.LENGTH + 1; length < compressed.length; length++) {
      assertDamaged(Arrays.copyOf(compressed, length));
    }
    assertDamaged(Arrays.copyOf(compressed, compressed.length + 1));
    Random random = new Random(7);
    for (int i = 0; i < 2000; i++) {
      byte[] flipped = compressed.clone();
      int at = Envelope.LENGTH + random.nextInt(flipped.length - Envelope.LENGTH);
      flipped[at] ^= (byte) (1 << random.nextInt(8));
      try {
        codec.decode("cart", flipped);
      } catch (UnreadableAttributeException e) {
        assertThat(e).hasMessageContaining("\"cart\"");
      }
    }
  }

  private void assertDamaged(byte[] bytes) {
    assertThatThrownBy(() -> codec.decode("cart", bytes))
        .isInstanceOf(UnreadableAttributeException.class)
        .hasMessageContaining("\"cart\"")
        .hasMessageContaining("compressed bytes are damaged");
  }
}
