package dev.coatcheck.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coatcheck.session.UnreadableAttributeException;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class EnvelopeTest {

  private final KryoAttributeCodec codec =
      KryoAttributeCodec.forApplication(getClass().getClassLoader(), CodecOptions.DEFAULTS);

  @Test
  void everyValueStartsWithFormatCodecAndFlags() {
    assertThat(codec.encode("a", new ArrayList<>())).startsWith(1, 1, 0);
    assertThat(codec.encode("a", HookSamples.Single.INSTANCE)).startsWith(1, 2, 0);
  }

  @Test
  void anUnknownFormatVersionIsRefusedByName() {
    assertThatThrownBy(() -> codec.decode("cart", new byte[] {9, 1, 0, 1}))
        .isInstanceOf(UnreadableAttributeException.class)
        .hasMessageContaining("\"cart\"")
        .hasMessageContaining("format version 9")
        .hasMessageContaining("stay in Redis")
        .hasMessageContaining("Upgrade");
  }

  @Test
  void anUnknownCodecIsRefusedByNumber() {
    assertThatThrownBy(() -> codec.decode("cart", new byte[] {1, 7, 0, 1}))
        .isInstanceOf(UnreadableAttributeException.class)
        .hasMessageContaining("\"cart\"")
        .hasMessageContaining("codec 7");
  }

  @Test
  void flagsOfLaterReleasesAreRefusedByName() {
    assertThatThrownBy(() -> codec.decode("cart", new byte[] {1, 1, 3, 1}))
        .isInstanceOf(UnreadableAttributeException.class)
        .hasMessageContaining("\"cart\"")
        .hasMessageContaining("compressed")
        .hasMessageContaining("encrypted");
    assertThatThrownBy(() -> codec.decode("cart", new byte[] {1, 1, -128, 1}))
        .isInstanceOf(UnreadableAttributeException.class)
        .hasMessageContaining("0x80");
  }

  @Test
  void tooFewBytesAreNoValue() {
    for (int length = 0; length <= Envelope.LENGTH; length++) {
      byte[] bytes = new byte[length];
      assertThatThrownBy(() -> codec.decode("cart", bytes))
          .isInstanceOf(UnreadableAttributeException.class)
          .hasMessageContaining("\"cart\"");
    }
  }
}
