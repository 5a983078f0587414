package dev.coatcheck.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coatcheck.testkit.RedisServer;
import java.nio.file.Path;
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
 * Who only reads writes nothing, in whatever JVM: each has its own order of Set.of and of objects
 * that hash by identity, and releases of Java store their own classes with other fields.
 */
@TestInstance(Lifecycle.PER_CLASS)
class UnchangedAcrossJavaVersionsTest {

  private final List<InstalledJava> javas = List.copyOf(InstalledJava.all());
  private final Map<List<InstalledJava>, List<String>> written = new HashMap<>();

  @BeforeAll
  void writeAndReadInEachJava(@TempDir Path directory) throws Exception {
    List<String> names = javas.stream().map(InstalledJava::toString).toList();
    try (RedisServer redis = RedisServer.start()) {
      List<String> common = List.of(redis.uri());
      InstalledJava.runAll(
          ReadingProcess.class,
          directory,
          java -> List.of(redis.uri(), java.toString(), directory.toString()));
      for (int times = 0; times < 2; times++) {
        InstalledJava.runAll(
            ReadingProcess.class,
            directory,
            java ->
                Stream.of(common, List.of(java.toString(), directory.toString()), names)
                    .flatMap(List::stream)
                    .toList());
        collect(directory);
      }
    }
  }

  Stream<Arguments> pairs() {
    return javas.stream()
        .flatMap(writer -> javas.stream().map(reader -> Arguments.of(writer, reader)));
  }

  @ParameterizedTest(name = "written by {0}, read by {1}")
  @MethodSource("pairs")
  void readingWritesNothing(InstalledJava writer, InstalledJava reader) {
    assertThat(written.get(List.of(writer, reader))).isEmpty();
  }

  private void collect(Path directory) throws Exception {
    for (InstalledJava writer : javas) {
      for (InstalledJava reader : javas) {
        List<String> report =
            ReadingProcess.report(directory, reader.toString(), writer.toString());
        written.merge(
            List.of(writer, reader),
            report,
            (before, more) -> Stream.concat(before.stream(), more.stream()).toList());
      }
    }
  }
}
