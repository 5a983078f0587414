package dev.coatcheck.it.alljar;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The packaged jar, and how to run a program that has nothing but it on its class path. */
final class AllJar {

  private static final Path PROGRAMS = Path.of("src", "test", "programs");

  private AllJar() {}

  /** What a program printed. */
  record Output(int exitCode, String out, String err) {}

  /** The one for Tomcat 10.1 and 11. */
  static Path path() {
    return packaged("it.allJar");
  }

  /** The one for Tomcat 9. */
  static Path javax() {
    return packaged("it.javaxAllJar");
  }

  /** The filter for Jakarta applications. */
  static Path filter() {
    return packaged("it.filterJar");
  }

  /** The filter for applications of Java EE. */
  static Path javaxFilter() {
    return packaged("it.javaxFilterJar");
  }

  private static Path packaged(String property) {
    Path jar = Path.of(System.getProperty(property, "")).toAbsolutePath().normalize();
    if (!Files.isRegularFile(jar)) {
      throw new IllegalStateException(
          "no jar at " + jar + " (from -D" + property + "); package its module first");
    }
    return jar;
  }

  /** Compiles and runs a program in a JVM of its own, with nothing but a jar. */
  static Output run(
      Path jar, Path directory, List<String> jvmOptions, String program, String... arguments)
      throws IOException, InterruptedException {
    Path out = directory.resolve(program + ".out");
    Path err = directory.resolve(program + ".err");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions);
    command.addAll(List.of("-Duser.language=en", "-cp", jar.toString()));
    command.add(PROGRAMS.resolve(program + ".java").toString());
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    boolean ended = process.waitFor(3, TimeUnit.MINUTES);
    if (!ended) {
      process.destroyForcibly().waitFor();
    }
    return new Output(
        ended ? process.exitValue() : -1, Files.readString(out), Files.readString(err));
  }
}
