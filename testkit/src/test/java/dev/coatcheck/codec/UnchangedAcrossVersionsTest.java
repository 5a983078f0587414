package dev.coatcheck.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coatcheck.session.LiveSession;
import dev.coatcheck.session.TestNode;
import dev.coatcheck.session.UnreadableAttributeException;
import dev.coatcheck.session.UnreadableAttributes;
import dev.coatcheck.session.UnstorableAttributes;
import dev.coatcheck.testkit.RedisProbe;
import dev.coatcheck.testkit.RedisServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every change of a class, with one version on each of two nodes that read in turn: what one of
 * them cannot read, or encodes otherwise than it was stored, is written by neither.
 */
class UnchangedAcrossVersionsTest {

  private static final int ALTERNATIONS = 20;

  @TempDir private Path directory;
  private static RedisServer redis;
  private static RedisProbe probe;
  private static StoredSession stored;

  static List<ClassChange> changes() {
    return ClassChange.all();
  }

  @BeforeAll
  static void startRedis() {
    redis = RedisServer.start();
    probe = redis.probe();
    stored = new StoredSession(probe);
  }

  @AfterAll
  static void stopRedis() {
    probe.close();
    redis.close();
  }

  @ParameterizedTest
  @MethodSource("changes")
  void readingInTurnWritesNothing(ClassChange change) throws IOException {
    try (Release older = release("older", change.older(), change.shown());
        Release newer = release("newer", change.newer(), change.shown());
        TestNode olderNode = node("older", older);
        TestNode newerNode = node("newer", newer)) {

      readInTurn(older, olderNode, newerNode, change.forward());
      readInTurn(newer, newerNode, olderNode, change.backward());
    }
  }

  private static void readInTurn(
      Release release, TestNode writer, TestNode reader, String seenByReader) {
    probe.command("FLUSHDB");
    String id = writer.create(s -> s.put("it", release.make()));
    byte[] bytes = stored.attribute("it");
    byte[] version = stored.version();
    long refusedByReader = refused(reader);
    long refusedByWriter = refused(writer);

    for (int i = 0; i < ALTERNATIONS; i++) {
      TestNode node = i % 2 == 0 ? reader : writer;
      if (i % 4 >= 2) {
        node.sessions.forgetAll();
      }
      node.request(id, UnchangedAcrossVersionsTest::readIfPossible);
    }

    assertThat(stored.version()).as("version").isEqualTo(version);
    assertThat(stored.attribute("it")).isEqualTo(bytes);
    assertThat(refused(reader) - refusedByReader)
        .isEqualTo(seenByReader.startsWith(ClassChange.REFUSED) ? ALTERNATIONS / 2 : 0);
    assertThat(refused(writer)).isEqualTo(refusedByWriter);
  }

  private static long refused(TestNode node) {
    return node.counters.unreadableAttributes.sum();
  }

  private static void readIfPossible(LiveSession session) {
    try {
      assertThat(session.attribute("it")).isNotNull();
    } catch (UnreadableAttributeException e) {
      assertThat(e).hasMessageContaining("\"it\"");
    }
  }

  private static TestNode node(String name, Release release) {
    return new TestNode(
        redis.uri(),
        name,
        64 << 20,
        release.codec(),
        UnreadableAttributes.FAIL,
        UnstorableAttributes.LOCAL);
  }

  private Release release(String version, String data, String shown) {
    return Release.ofData(directory.resolve(version), data, shown);
  }
}
