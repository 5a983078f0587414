package dev.coatcheck.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What runs in another JVM: it writes all samples to a file, or reads those of others and reports
 * which came back as they went in.
 */
final class KindsProcess {

  private final Path directory;
  private final KryoAttributeCodec codec =
      KryoAttributeCodec.forApplication(KindsProcess.class.getClassLoader(), CodecOptions.DEFAULTS);

  private KindsProcess(Path directory) {
    this.directory = directory;
  }

  /**
   * Runs one.
   *
   * @param arguments the directory, this JVM's name, and the names of the JVMs whose samples are to
   *     be read; none to write its own
   */
  public static void main(String[] arguments) throws Exception {
    KindsProcess process = new KindsProcess(Path.of(arguments[0]));
    List<Sample> samples = AttributeKindsTest.withLazyOnes();
    if (arguments.length == 2) {
      process.write(arguments[1], samples);
    }
    for (int i = 2; i < arguments.length; i++) {
      process.read(arguments[1], arguments[i], samples);
    }
  }

  /** What a reading JVM found out: nothing for each sample that is as it was, else what differs. */
  static Map<String, String> report(Path directory, String reader, String writer)
      throws IOException {
    Map<String, String> report = new HashMap<>();
    for (Map.Entry<String, byte[]> line :
        entries(reportFile(directory, reader, writer)).entrySet()) {
      report.put(line.getKey(), new String(line.getValue(), UTF_8));
    }
    return report;
  }

  private void write(String name, List<Sample> samples) throws IOException {
    try (DataOutputStream file = create(samplesFile(name))) {
      for (Sample sample : samples) {
        put(file, sample.name(), codec.encode(sample.name(), sample.value()));
      }
    }
  }

  private void read(String reader, String writer, List<Sample> samples) throws IOException {
    Map<String, byte[]> written = entries(samplesFile(writer));
    try (DataOutputStream file = create(reportFile(directory, reader, writer))) {
      for (Sample sample : samples) {
        put(file, sample.name(), difference(sample, written.get(sample.name())).getBytes(UTF_8));
      }
    }
  }

  @SuppressWarnings("checkstyle:IllegalCatch") // whatever it is goes into the report
  private String difference(Sample sample, byte[] bytes) {
    if (bytes == null) {
      return "was not written";
    }
    try {
      Object back = codec.decode(sample.name(), bytes).value();
      if (back.getClass() != sample.value().getClass() && !back.getClass().isHidden()) {
        return "came back as " + back.getClass();
      }
      return sample.same().test(sample.value(), back) ? "" : "came back as another: " + back;
    } catch (Throwable e) {
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      return trace.toString();
    }
  }

  private Path samplesFile(String writer) {
    return directory.resolve(writer + ".samples");
  }

  private static Path reportFile(Path directory, String reader, String writer) {
    return directory.resolve(reader + "-" + writer + ".report");
  }

  private static DataOutputStream create(Path file) throws IOException {
    return new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)));
  }

  private static void put(DataOutputStream file, String name, byte[] content) throws IOException {
    file.writeUTF(name);
    file.writeInt(content.length);
    file.write(content);
  }

  private static Map<String, byte[]> entries(Path file) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      while (true) {
        String name = in.readUTF();
        entries.put(name, in.readNBytes(in.readInt()));
      }
    } catch (EOFException e) {
      return entries;
    }
  }
}
