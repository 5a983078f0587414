package dev.coatcheck.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
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

  private static final long PATIENCE_SECONDS = 120;

  private final Collection<InstalledJava> javas = InstalledJava.all();
  private final Map<List<InstalledJava>, Map<String, String>> reports = new HashMap<>();

  @BeforeAll
  void writeAndReadInEachJava(@TempDir Path directory) throws Exception {
    List<String> names = javas.stream().map(InstalledJava::toString).toList();
    runInEach(directory, java -> List.of(java.toString()));
    runInEach(
        directory, java -> Stream.concat(Stream.of(java.toString()), names.stream()).toList());
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

  private void runInEach(Path directory, Function<InstalledJava, List<String>> arguments)
      throws IOException, InterruptedException {
    List<Process> processes = new ArrayList<>();
    List<Path> outputs = new ArrayList<>();
    try {
      for (InstalledJava java : javas) {
        Path output = directory.resolve(java + ".out");
        outputs.add(output);
        processes.add(start(java, directory, arguments.apply(java), output.toFile()));
      }
      for (int i = 0; i < processes.size(); i++) {
        boolean ended = processes.get(i).waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(ended && processes.get(i).exitValue() == 0)
            .as(() -> "a process that ends in time and well")
            .withFailMessage("ended: %s, and it said%n%s", ended, Files.readString(outputs.get(i)))
            .isTrue();
      }
    } finally {
      processes.forEach(Process::destroyForcibly);
    }
  }

  private static Process start(
      InstalledJava java, Path directory, List<String> arguments, File output) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(java.launcher().toString());
    command.add("-Xmx256m");
    for (String property : List.of("user.language", "user.timezone")) {
      command.add("-D" + property + "=" + System.getProperty(property));
    }
    command.add(KindsProcess.class.getName());
    command.add(directory.toString());
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    return builder.start();
  }
}
