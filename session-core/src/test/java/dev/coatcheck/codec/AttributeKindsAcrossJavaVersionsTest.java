package dev.coatcheck.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every kind of value comes back as it went in, from each Java that is installed here to each: two
 * nodes of a fleet need not run the same. Each writes and reads in processes of its own, with no
 * flags.
 */
@TestInstance(Lifecycle.PER_CLASS)
class AttributeKindsAcrossJavaVersionsTest {

  private final Collection<InstalledJava> javas = InstalledJava.all();
  private final Map<List<InstalledJava>, Map<String, String>> reports = new HashMap<>();

  @BeforeAll
  void writeAndReadInEachJava(@TempDir Path directory) throws Exception {
    List<String> names = javas.stream().map(InstalledJava::toString).toList();
    String place = directory.toString();
    InstalledJava.runAll(KindsProcess.class, directory, java -> List.of(place, java.toString()));
    InstalledJava.runAll(
        KindsProcess.class,
        directory,
        java -> Stream.concat(Stream.of(place, java.toString()), names.stream()).toList());
    for (InstalledJava reader : javas) {
      for (InstalledJava writer : javas) {
        reports.put(
            List.of(writer, reader),
            KindsProcess.report(directory, reader.toString(), writer.toString()));
      }
    }
  }

  Stream<Arguments> matrix() throws Exception {
    List<Sample> samples = AttributeKindsTest.withLazyOnes();
    return javas.stream()
        .flatMap(
            writer ->
                javas.stream()
                    .flatMap(
                        reader ->
                            samples.stream()
                                .map(sample -> Arguments.of(writer, reader, sample.name()))));
  }

  @ParameterizedTest(name = "written by {0}, read by {1}: {2}", quoteTextArguments = false)
  @MethodSource("matrix")
  void comesBackEqualAndOfTheSameClass(InstalledJava writer, InstalledJava reader, String sample) {
    assertThat(reports.get(List.of(writer, reader)).get(sample)).isEqualTo("");
  }
}
