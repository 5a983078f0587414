package dev.coatcheck.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coatcheck.Documentation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The kinds that docs/serialization.md promises are those that are tried, stored as it says. */
class SerializationPageTest {

  private final KryoAttributeCodec codec =
      KryoAttributeCodec.forApplication(getClass().getClassLoader(), CodecOptions.DEFAULTS);

  @AfterEach
  void closeCodec() {
    codec.close();
  }

  @Test
  void theTableOfKindsIsThatOfTheSamples() throws Exception {
    Documentation.page("serialization.md").assertShows("kinds", KindsTable.of(codec).markdown());
  }

  @Test
  void theTableHasEverySampleOnce() throws Exception {
    assertThat(KindsTable.of(codec).names())
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(
            AttributeKindsTest.withLazyOnes().stream().map(Sample::name).toList());
  }
}
