package dev.coatcheck.testkit;

import static dev.coatcheck.testkit.StoreFixture.atOnce;
import static dev.coatcheck.testkit.StoreFixture.bytes;
import static dev.coatcheck.testkit.StoreFixture.committed;
import static dev.coatcheck.testkit.StoreFixture.created;
import static dev.coatcheck.testkit.StoreFixture.deadline;
import static dev.coatcheck.testkit.StoreFixture.id;
import static dev.coatcheck.testkit.StoreFixture.isAbsent;
import static dev.coatcheck.testkit.StoreFixture.load;
import static dev.coatcheck.testkit.StoreFixture.loaded;
import static dev.coatcheck.testkit.StoreFixture.metadata;
import static dev.coatcheck.testkit.StoreFixture.put;
import static dev.coatcheck.testkit.StoreFixture.puts;
import static dev.coatcheck.testkit.StoreFixture.remove;
import static dev.coatcheck.testkit.StoreFixture.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coatcheck.session.CommitResult;
import dev.coatcheck.session.Deadline;
import dev.coatcheck.session.Field;
import dev.coatcheck.session.ReadResult;
import dev.coatcheck.session.SessionDelta;
import dev.coatcheck.session.SessionId;
import dev.coatcheck.session.SessionMetadata;
import dev.coatcheck.session.SessionRecord;
import dev.coatcheck.session.SessionStore;
import dev.coatcheck.session.StoreUnavailableException;
import dev.coatcheck.session.Version;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading and writing. */
interface StoredFieldsContract extends StoreFixture {

  @Test
  default void createdSessionIsReadOnAnotherNode() {
    SessionId id = id();
    SessionMetadata metadata = metadata(id, HALF_AN_HOUR);
    Map<String, byte[]> fields =
        Map.of(Field.ofAttribute("cart"), bytes("book"), Field.ofNote("login"), bytes("ann"));

    CommitResult.Committed created =
        committed(
            node().create(id, metadata, new SessionDelta(fields, Set.of(), null), deadline()));
    SessionRecord record = load(node(), id);

    assertThat(created.previous()).isEqualTo(created.version());
    assertThat(record.id()).isEqualTo(id);
    assertThat(record.version()).isEqualTo(created.version());
    assertThat(record.metadata().issuedId()).isEqualTo(metadata.issuedId());
    assertThat(record.metadata().createdAt()).isEqualTo(metadata.createdAt());
    assertThat(record.metadata().maxInactive()).isEqualTo(HALF_AN_HOUR);
    assertThat(texts(record.fields())).isEqualTo(texts(fields));
  }

  @Test
  default void unknownIdIsAbsent() {
    assertThat(isAbsent(node(), id())).isTrue();
    assertThat(node().read(id(), new Version(7, "x"), deadline()))
        .isEqualTo(new ReadResult.Absent());
  }

  @Test
  default void secondCreateOfAnIdLeavesTheFirstAsItIs() {
    SessionId id = id();
    Version first = created(node(), id, HALF_AN_HOUR, "who", "first");

    CommitResult second =
        node().create(id, metadata(id, HALF_AN_HOUR), puts("who", "second"), deadline());

    assertThat(second).isEqualTo(new CommitResult.Gone());
    assertThat(load(node(), id).version()).isEqualTo(first);
    assertThat(texts(load(node(), id).fields())).isEqualTo(Map.of("@who", "first"));
  }

  @Test
  default void readerThatIsCurrentGetsNothing() {
    SessionId id = id();
    Version version = created(node(), id, HALF_AN_HOUR, "a", "1");

    assertThat(node().read(id, version, deadline())).isInstanceOf(ReadResult.Unchanged.class);
  }

  @Test
  default void eachWriteMakesANewVersionOnTopOfTheOneBefore() {
    SessionId id = id();
    SessionStore node = node();
    Version first = created(node, id, HALF_AN_HOUR);

    CommitResult.Committed second = committed(node.commit(id, first, puts("a", "1"), deadline()));
    CommitResult.Committed third =
        committed(node().commit(id, second.version(), puts("a", "2"), deadline()));

    assertThat(second.previous()).isEqualTo(first);
    assertThat(third.previous()).isEqualTo(second.version());
    assertThat(third.version().counter()).isEqualTo(first.counter() + 2);
    assertThat(load(node(), id).version()).isEqualTo(third.version());
  }

  @Test
  default void readerOneWriteBehindGetsWhatItChanged() {
    SessionId id = id();
    SessionStore node = node();
    Version first = created(node, id, HALF_AN_HOUR, "same", "0", "changed", "0", "removed", "0");
    SessionDelta delta =
        new SessionDelta(
            Map.of("@changed", bytes("1"), "@new", bytes("2")), Set.of("@removed"), null);
    Version second = committed(node.commit(id, first, delta, deadline())).version();

    ReadResult.Changed changed = (ReadResult.Changed) node().read(id, first, deadline());

    assertThat(changed.version()).isEqualTo(second);
    assertThat(texts(changed.changed())).isEqualTo(Map.of("@changed", "1", "@new", "2"));
    assertThat(changed.removed()).containsExactly("@removed");
    assertThat(changed.maxInactive()).isEqualTo(HALF_AN_HOUR);
  }

  @Test
  default void readerSeveralWritesBehindGetsTheirUnion() {
    SessionId id = id();
    SessionStore node = node();
    Version known = created(node, id, HALF_AN_HOUR, "a", "0", "b", "0", "c", "0");
    Version last = committed(node.commit(id, known, puts("a", "1"), deadline())).version();
    last = committed(node.commit(id, last, remove("b"), deadline())).version();
    last = committed(node.commit(id, last, remove("a"), deadline())).version();
    last = committed(node.commit(id, last, puts("b", "2", "d", "2"), deadline())).version();

    ReadResult.Changed changed = (ReadResult.Changed) node().read(id, known, deadline());

    assertThat(changed.version()).isEqualTo(last);
    assertThat(texts(changed.changed())).isEqualTo(Map.of("@b", "2", "@d", "2"));
    assertThat(changed.removed()).containsExactly("@a");
  }

  /** However far behind: what a reader is told to apply to its image makes the stored one. */
  @ParameterizedTest
  @ValueSource(ints = {1, 14, 15, 16, 17, 20, 40})
  default void readerCatchesUpHoweverFarBehind(int writes) {
    SessionId id = id();
    SessionStore node = node();
    Version known = created(node, id, HALF_AN_HOUR, "first", "1");
    Map<String, byte[]> image = new HashMap<>(load(node, id).fields());
    Version last = known;
    for (int i = 0; i < writes; i++) {
      last = committed(node.commit(id, last, puts("n" + i, "v" + i), deadline())).version();
    }

    ReadResult result = node().read(id, known, deadline());

    if (result instanceof ReadResult.Changed changed) {
      assertThat(writes).isLessThan(20);
      assertThat(changed.version()).isEqualTo(last);
      image.putAll(changed.changed());
    } else {
      assertThat(loaded(result).version()).isEqualTo(last);
      image = loaded(result).fields();
    }
    assertThat(texts(image)).isEqualTo(texts(load(node, id).fields())).hasSize(writes + 1);
  }

  @Test
  default void readerOfAnotherHistoryGetsEverything() {
    SessionId id = id();
    SessionStore node = node();
    Version first = created(node, id, HALF_AN_HOUR, "a", "0");
    Version second = committed(node.commit(id, first, puts("a", "1"), deadline())).version();
    Version third = committed(node.commit(id, second, puts("b", "2"), deadline())).version();

    for (Version known :
        List.of(
            new Version(third.counter(), "lost"),
            new Version(second.counter(), "lost"),
            new Version(first.counter(), "lost"),
            new Version(third.counter() + 3, "lost"),
            new Version(first.counter() - 1, "lost"),
            new Version(0, "lost"))) {
      SessionRecord record = loaded(node().read(id, known, deadline()));
      assertThat(record.version()).isEqualTo(third);
      assertThat(texts(record.fields())).isEqualTo(Map.of("@a", "1", "@b", "2"));
    }
  }

  @Test
  default void intervalTravelsWithTheDifference() {
    SessionId id = id();
    SessionStore node = node();
    Version first = created(node, id, HALF_AN_HOUR, "a", "0");
    SessionDelta delta = new SessionDelta(Map.of(), Set.of(), Duration.ofMillis(77_777));
    committed(node.commit(id, first, delta, deadline()));

    ReadResult.Changed changed = (ReadResult.Changed) node().read(id, first, deadline());

    assertThat(changed.maxInactive()).isEqualTo(Duration.ofMillis(77_777));
    assertThat(changed.changed()).isEmpty();
    assertThat(load(node(), id).metadata().maxInactive()).isEqualTo(Duration.ofMillis(77_777));
  }

  @Test
  default void writersOfDifferentFieldsBothWin() {
    SessionId id = id();
    SessionStore one = node();
    SessionStore other = node();
    Version known = created(one, id, HALF_AN_HOUR, "a", "0", "b", "0");

    CommitResult.Committed first = committed(one.commit(id, known, puts("a", "1"), deadline()));
    CommitResult.Committed second = committed(other.commit(id, known, puts("b", "1"), deadline()));

    assertThat(first.previous()).isEqualTo(known);
    assertThat(second.previous()).isEqualTo(first.version());
    assertThat(texts(load(one, id).fields())).isEqualTo(Map.of("@a", "1", "@b", "1"));
  }

  @Test
  default void laterWriterOfAFieldWins() {
    SessionId id = id();
    Version known = created(node(), id, HALF_AN_HOUR, "a", "0");

    committed(node().commit(id, known, puts("a", "1"), deadline()));
    committed(node().commit(id, known, puts("a", "2"), deadline()));

    assertThat(texts(load(node(), id).fields())).isEqualTo(Map.of("@a", "2"));
  }

  @Test
  default void parallelWritersLoseNothing() {
    SessionId id = id();
    List<SessionStore> nodes = List.of(node(), node());
    Version known = created(nodes.get(0), id, HALF_AN_HOUR);
    List<Callable<CommitResult>> writers = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      SessionStore node = nodes.get(i % 2);
      SessionDelta delta = i % 8 == 0 ? put("n" + i, bytes(20_000, i)) : puts("n" + i, "v" + i);
      writers.add(() -> node.commit(id, known, delta, deadline()));
    }

    List<CommitResult> results = atOnce(writers);

    Set<Version> versions = new HashSet<>();
    results.forEach(result -> versions.add(committed(result).version()));
    assertThat(versions).hasSize(40);
    assertThat(load(nodes.get(0), id).fields()).hasSize(40);
    assertThat(load(nodes.get(0), id).version().counter()).isEqualTo(known.counter() + 40);
  }

  @Test
  default void namesAndValuesMayBeAnything() {
    SessionId id = id();
    Map<String, byte[]> fields = new HashMap<>();
    for (String name :
        List.of("", " ", "!v", "@a", "$b", "*", "a\0b", "\r\n", "ä€𝄞", "{x}", "a".repeat(5_000))) {
      fields.put(Field.ofAttribute(name), bytes(name.length() % 300, name.length()));
      fields.put(Field.ofNote(name), new byte[] {0, 1, '\r', '\n', -1});
    }
    Version first = created(node(), id, HALF_AN_HOUR);

    committed(node().commit(id, first, new SessionDelta(fields, Set.of(), null), deadline()));
    ReadResult.Changed changed = (ReadResult.Changed) node().read(id, first, deadline());

    assertSame(changed.changed(), fields);
    assertSame(load(node(), id).fields(), fields);
  }

  @Test
  default void manyFieldsAreStoredAndRead() {
    SessionId id = id();
    SessionStore node = node();
    Map<String, byte[]> fields = new HashMap<>();
    for (int i = 0; i < 2_500; i++) {
      fields.put(Field.ofAttribute("n" + i), new byte[] {(byte) i});
    }
    SessionDelta all = new SessionDelta(fields, Set.of(), null);
    Version first =
        committed(node.create(id, metadata(id, HALF_AN_HOUR), all, deadline())).version();
    assertSame(load(node(), id).fields(), fields);

    fields.replaceAll((name, value) -> new byte[] {(byte) (value[0] + 1), 7});
    all = new SessionDelta(fields, Set.of(), null);
    Version second = committed(node.commit(id, first, all, deadline())).version();
    assertSame(loaded(node().read(id, first, deadline())).fields(), fields);

    SessionDelta none = new SessionDelta(Map.of(), fields.keySet(), null);
    committed(node.commit(id, second, none, deadline()));
    assertThat(load(node(), id).fields()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {10_000, 20_000, 40_000, 3_000_000})
  default void valuesOfAnySizeAreStoredAndRead(int size) {
    SessionId id = id();
    SessionStore node = node();
    SessionDelta content = put("big", bytes(size, 1));
    Version first =
        committed(node.create(id, metadata(id, HALF_AN_HOUR), content, deadline())).version();
    assertSame(load(node(), id).fields(), content.puts());

    SessionDelta delta =
        new SessionDelta(
            Map.of("@big", bytes(size, 2), "@small", bytes("s")), Set.of("@none"), HALF_AN_HOUR);
    CommitResult.Committed second = committed(node.commit(id, first, delta, deadline()));
    assertThat(second.previous()).isEqualTo(first);

    ReadResult behind = node().read(id, first, deadline());
    Map<String, byte[]> got =
        behind instanceof ReadResult.Changed changed ? changed.changed() : loaded(behind).fields();
    assertSame(got, delta.puts());
    assertSame(load(node(), id).fields(), delta.puts());
    assertThat(load(node(), id).version()).isEqualTo(second.version());
  }

  @Test
  default void expiredDeadlineFailsBeforeAnythingIsWritten() {
    SessionId id = id();
    SessionStore node = node();
    Version first = created(node, id, HALF_AN_HOUR, "a", "0");
    Deadline over = Deadline.in(Duration.ZERO);

    assertThatThrownBy(() -> node.commit(id, first, puts("a", "1"), over))
        .isInstanceOf(StoreUnavailableException.class);
    assertThatThrownBy(() -> node.read(id, null, over))
        .isInstanceOf(StoreUnavailableException.class);

    assertThat(over.failure()).isNotNull();
    assertThat(load(node, id).version()).isEqualTo(first);
  }

  private static void assertSame(Map<String, byte[]> actual, Map<String, byte[]> expected) {
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    actual.forEach((name, value) -> assertThat(value).isEqualTo(expected.get(name)));
  }
}
