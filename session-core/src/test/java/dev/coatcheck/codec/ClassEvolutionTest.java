package dev.coatcheck.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coatcheck.session.UnreadableAttributeException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two versions of the application on two nodes, each reading what the other wrote: the right value,
 * the default for what is missing, or a clear refusal of that attribute.
 */
class ClassEvolutionTest {

  @TempDir private Path directory;

  static List<ClassChange> changes() {
    return ClassChange.all();
  }

  @ParameterizedTest
  @MethodSource("changes")
  void bothVersionsReadEachOther(ClassChange change) throws IOException {
    try (Release older = release("older", change.older(), change.shown());
        Release newer = release("newer", change.newer(), change.shown())) {

      assertSeen(pass(older, newer), change.forward());
      assertSeen(pass(newer, older), change.backward());
      assertThat(change.forward().startsWith(ClassChange.REFUSED))
          .isEqualTo(change.kind().forward() == Evolution.Outcome.REFUSED);
      assertThat(change.backward().startsWith(ClassChange.REFUSED))
          .isEqualTo(change.kind().backward() == Evolution.Outcome.REFUSED);
      assertThat(pass(older, older)).isEqualTo(older.show(older.make()));
      assertThat(pass(newer, newer)).isEqualTo(newer.show(newer.make()));
    }
  }

  @Test
  void oneUnreadableAttributeLeavesTheOthersReadable() throws IOException {
    try (Release older = release("older", "{ Object part = new Gone(); } class Gone {}", "``");
        Release newer = release("newer", "{ Object part; }", "``")) {
      byte[] unreadable = older.codec().encode("bad", older.make());
      byte[] readable = older.codec().encode("good", Arrays.asList("a", 1));
      byte[] kept = unreadable.clone();

      assertThat(pass(older, newer)).startsWith(ClassChange.REFUSED);
      assertThat(newer.codec().decode("good", readable).value()).isEqualTo(List.of("a", 1));
      assertThat(unreadable).isEqualTo(kept);
      assertThat(older.codec().decode("bad", unreadable).value()).isNotNull();
    }
  }

  @Test
  void oneNodeReadsBytesOfBothVersionsInTurn() throws IOException {
    try (Release older = release("older", "{ String name = `v1`; }", "``");
        Release newer = release("newer", "{ int more = 5; String name = `v2`; }", "fields(data)")) {
      for (int i = 0; i < 3; i++) {
        assertThat(pass(older, newer)).isEqualTo("0, v1");
        assertThat(pass(newer, newer)).isEqualTo("5, v2");
      }
    }
  }

  @Test
  void oneNodeReadsRecordsOfBothVersionsInTurn() throws IOException {
    String show = "String.valueOf(((Data) data).part)";
    try (Release older =
            release(
                "older",
                "{ Object part = new Name(`v1`); } record Name(String name) "
                    + "implements Serializable {}",
                "``");
        Release newer =
            release(
                "newer",
                "{ Object part = new Name(5, `v2`); } record Name(int more, String name) "
                    + "implements Serializable {}",
                show)) {
      for (int i = 0; i < 3; i++) {
        assertThat(pass(older, newer)).isEqualTo("Name[more=0, name=v1]");
        assertThat(pass(newer, newer)).isEqualTo("Name[more=5, name=v2]");
      }
    }
  }

  /**
   * What a newer version adds may be in what is kept, too; without its class nobody can read it.
   */
  @Test
  void whatIsSkippedNeverComesBackIncomplete() throws IOException {
    String extra = " class Extra { Object back; }";
    String shared =
        "{ List<Object> added = new ArrayList<>(List.of(new Extra(), `x`)); Object kept = %s; }";
    String cyclic =
        "{ Object[] added = { new ArrayList<>(), new Extra() }; Object kept = added[0]; {"
            + " ((List<Object>) added[0]).add(added); } }";
    try (Release older = release("older", "{ Object kept; }", "fields(data)");
        Release whole = release("whole", ClassChange.fill(shared, "added") + extra, "``");
        Release part = release("part", ClassChange.fill(shared, "added.get(1)") + extra, "``");
        Release cycle = release("cycle", cyclic + extra, "``")) {

      assertThat(pass(whole, older)).contains("class App$Extra is missing");
      assertThat(pass(part, older)).isEqualTo("x");
      assertThat(pass(cycle, older)).contains("class App$Extra is missing");
    }
  }

  @Test
  void eachKindOfChangeIsTried() {
    assertThat(changes()).extracting(ClassChange::kind).contains(Evolution.values());
  }

  private static void assertSeen(String seen, String expected) {
    if (expected.startsWith(ClassChange.REFUSED)) {
      assertThat(seen)
          .startsWith(ClassChange.REFUSED)
          .contains(expected.substring(ClassChange.REFUSED.length()));
    } else {
      assertThat(seen).isEqualTo(expected);
    }
  }

  private String pass(Release writer, Release reader) {
    byte[] bytes = writer.codec().encode("cart", writer.make());
    try {
      return reader.show(reader.codec().decode("cart", bytes).value());
    } catch (UnreadableAttributeException e) {
      assertThat(e).hasMessageContaining("\"cart\"").hasMessageContaining("App$");
      assertThat(e).hasMessageContaining("stay in Redis");
      for (Throwable link = e; link != null; link = link.getCause()) {
        assertThat(link.toString()).doesNotContain("secret");
      }
      return ClassChange.REFUSED + e.getMessage();
    }
  }

  private Release release(String version, String data, String shown) {
    return Release.ofData(directory.resolve(version), data, shown);
  }
}
