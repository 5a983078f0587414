package dev.coatcheck.codec;

import dev.coatcheck.session.LiveSession;
import dev.coatcheck.session.TestNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A node in a JVM of its own: it makes a session of each sample, or reads those of others and
 * reports which of them it wrote for that.
 */
final class ReadingProcess {

  private final String name;
  private final TestNode node;

  private ReadingProcess(String name, TestNode node) {
    this.name = name;
    this.node = node;
  }

  /**
   * Runs one.
   *
   * @param arguments where Redis is, this JVM's name, a directory for the report, and the names of
   *     the JVMs whose sessions are to be read; none to make its own
   */
  public static void main(String[] arguments) throws Exception {
    try (TestNode node = new TestNode(arguments[0], arguments[1])) {
      ReadingProcess process = new ReadingProcess(arguments[1], node);
      List<Sample> samples = AttributeKindsTest.samples();
      if (arguments.length == 3) {
        process.write(samples);
      }
      for (int i = 3; i < arguments.length; i++) {
        process.read(arguments[i], samples, Path.of(arguments[2]));
      }
    }
  }

  /** The samples that the reader wrote although it only read them. */
  static List<String> report(Path directory, String reader, String writer) throws IOException {
    return Files.readAllLines(reportFile(directory, reader, writer));
  }

  private void write(List<Sample> samples) {
    for (int i = 0; i < samples.size(); i++) {
      Object value = samples.get(i).value();
      LiveSession session = node.sessions.create(id(name, i), TestNode.HALF_HOUR);
      node.request(session, s -> s.put("it", value));
    }
  }

  private void read(String writer, List<Sample> samples, Path directory) throws IOException {
    List<String> written = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      long commits = node.counters.commits.sum();
      for (int times = 0; times < 4; times++) {
        if (times == 2) {
          node.sessions.forgetAll();
        }
        node.request(id(writer, i), session -> Readings.of(session.attribute("it")));
      }
      if (node.counters.commits.sum() != commits) {
        written.add(samples.get(i).name());
      }
    }
    Files.write(reportFile(directory, name, writer), written);
  }

  private static String id(String writer, int number) {
    return "session-of-sample-" + number + "-by-" + writer;
  }

  private static Path reportFile(Path directory, String reader, String writer) {
    return directory.resolve(reader + "-" + writer + ".report");
  }
}
