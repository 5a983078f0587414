package dev.coatcheck.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coatcheck.Documentation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What docs/serialization.md promises is what is tried: kinds, how each is stored, changes. */
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

  /** See {@link ClassEvolutionTest}. */
  @Test
  void theTablesOfChangesAreThoseThatAreTried() throws Exception {
    Documentation page = Documentation.page("serialization.md");
    page.assertShows("changes", Evolution.markdown(Evolution.Part.FIELDS));
    page.assertShows("changes of own serialization", Evolution.markdown(Evolution.Part.OWN));
  }
}
