package dev.coatcheck.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What an earlier release stored is read by this one. The file holds one line a kind, with the
 * bytes that it had when the kind was added. A line is never changed, or the fleet could not be
 * upgraded node by node; run once with {@code -Dstored.write=true} to add those of new kinds.
 */
class StoredFormatTest {

  private static final Path FILE =
      Path.of("src/test/resources/dev/coatcheck/codec/stored-values.txt");

  /** Large ones say no more than small ones. */
  private static final int LONGEST = 600;

  private final KryoAttributeCodec codec =
      KryoAttributeCodec.forApplication(getClass().getClassLoader(), CodecOptions.DEFAULTS);

  @Test
  void whatWasStoredIsStillRead() throws Exception {
    Map<String, byte[]> stored = stored();
    Map<String, Sample> samples = samples();
    if (Boolean.getBoolean("stored.write")) {
      addMissing(stored, samples);
    }

    assertThat(stored).hasSizeGreaterThan(200);
    for (Map.Entry<String, byte[]> line : stored.entrySet()) {
      Sample sample = samples.get(line.getKey());
      assertThat(sample).as("the kind \"%s\" of the file", line.getKey()).isNotNull();
      Object back = codec.decode("a", line.getValue()).value();
      assertThat(back.getClass()).as(sample.name()).isEqualTo(sample.value().getClass());
      assertThat(sample.same().test(sample.value(), back)).as(sample.name()).isTrue();
    }
  }

  @Test
  void everyKindHasALine() throws Exception {
    assertThat(samples().keySet()).isSubsetOf(stored().keySet());
  }

  /** Without those whose classes have made-up names, or that are large. */
  private Map<String, Sample> samples() throws Exception {
    Map<String, Sample> all = new LinkedHashMap<>();
    for (Sample sample : AttributeKindsTest.samples()) {
      byte[] bytes = codec.encode("a", sample.value());
      String text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
      if (bytes.length <= LONGEST && !text.contains("ambda") && !text.contains("$Proxy")) {
        all.put(sample.name(), sample);
      }
    }
    return all;
  }

  private static Map<String, byte[]> stored() throws IOException {
    Map<String, byte[]> stored = new LinkedHashMap<>();
    if (Files.exists(FILE)) {
      for (String line : Files.readAllLines(FILE)) {
        int end = line.lastIndexOf('\t');
        stored.put(line.substring(0, end), Base64.getDecoder().decode(line.substring(end + 1)));
      }
    }
    return stored;
  }

  private void addMissing(Map<String, byte[]> stored, Map<String, Sample> samples)
      throws IOException {
    samples.forEach(
        (name, sample) -> stored.computeIfAbsent(name, n -> codec.encode("a", sample.value())));
    List<String> lines = new ArrayList<>();
    stored.forEach(
        (name, bytes) -> lines.add(name + '\t' + Base64.getEncoder().encodeToString(bytes)));
    Files.createDirectories(FILE.getParent());
    Files.write(FILE, lines);
  }
}
