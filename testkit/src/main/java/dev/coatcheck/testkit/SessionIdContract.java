package dev.coatcheck.testkit;

import static dev.coatcheck.testkit.StoreFixture.atOnce;
import static dev.coatcheck.testkit.StoreFixture.bytes;
import static dev.coatcheck.testkit.StoreFixture.committed;
import static dev.coatcheck.testkit.StoreFixture.created;
import static dev.coatcheck.testkit.StoreFixture.deadline;
import static dev.coatcheck.testkit.StoreFixture.id;
import static dev.coatcheck.testkit.StoreFixture.idAfter;
import static dev.coatcheck.testkit.StoreFixture.isAbsent;
import static dev.coatcheck.testkit.StoreFixture.load;
import static dev.coatcheck.testkit.StoreFixture.metadata;
import static dev.coatcheck.testkit.StoreFixture.put;
import static dev.coatcheck.testkit.StoreFixture.puts;
import static dev.coatcheck.testkit.StoreFixture.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coatcheck.session.CommitResult;
import dev.coatcheck.session.ReadResult;
import dev.coatcheck.session.SessionDelta;
import dev.coatcheck.session.SessionId;
import dev.coatcheck.session.SessionRecord;
import dev.coatcheck.session.SessionStore;
import dev.coatcheck.session.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Changing a session's id, and ending a session. */
interface SessionIdContract extends StoreFixture {

  @Test
  default void newIdHasEverythingAndTheOldOneNothing() {
    SessionId from = id();
    SessionStore node = node();
    SessionId to = idAfter(node, from);
    Version first = created(node, from, HALF_AN_HOUR, "a", "1", "b", "2");
    SessionRecord before = load(node, from);

    CommitResult.Committed moved =
        committed(node.changeId(from, to.value() + ".node2", first, deadline()));

    assertThat(moved.previous()).isEqualTo(first);
    assertThat(isAbsent(node(), from)).isTrue();
    assertThat(node().read(from, first, deadline())).isEqualTo(new ReadResult.Absent());
    SessionRecord after = load(node(), to);
    assertThat(after.id()).isEqualTo(to);
    assertThat(after.version()).isEqualTo(moved.version());
    assertThat(after.metadata().issuedId()).isEqualTo(to.value() + ".node2");
    assertThat(after.metadata().createdAt()).isEqualTo(before.metadata().createdAt());
    assertThat(after.metadata().maxInactive()).isEqualTo(HALF_AN_HOUR);
    assertThat(texts(after.fields())).isEqualTo(texts(before.fields()));
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 50_000})
  default void requestUnderWayStillReachesTheSessionByTheOldId(int size) {
    SessionId first = id();
    SessionStore node = node();
    Version known = created(node, first, HALF_AN_HOUR, "a", "1");
    SessionId second = idAfter(node, first);
    Version moved = committed(node.changeId(first, second.value(), known, deadline())).version();
    SessionId third = idAfter(node, second);
    Version twice = committed(node.changeId(second, third.value(), moved, deadline())).version();

    CommitResult.Committed late =
        committed(node().commit(first, known, put("late", bytes(size, 3)), deadline()));

    assertThat(late.previous()).isEqualTo(twice);
    assertThat(isAbsent(node(), first)).isTrue();
    assertThat(isAbsent(node(), second)).isTrue();
    assertThat(load(node(), third).fields().get("@late")).isEqualTo(bytes(size, 3));
    assertThat(load(node(), third).fields()).containsOnlyKeys("@a", "@late");
  }

  @Test
  default void writesThatRaceWithTheChangeAreNotLost() {
    for (int round = 0; round < 10; round++) {
      SessionId from = id();
      SessionStore node = node();
      SessionStore other = node();
      SessionId to = idAfter(node, from);
      Version known = created(node, from, HALF_AN_HOUR);
      List<Callable<CommitResult>> tasks = new ArrayList<>();
      tasks.add(() -> node.changeId(from, to.value(), known, deadline()));
      for (int i = 0; i < 6; i++) {
        SessionDelta delta = put("n" + i, bytes(i % 2 == 0 ? 10 : 50_000, i));
        tasks.add(() -> other.commit(from, known, delta, deadline()));
      }

      atOnce(tasks).forEach(StoreFixture::committed);

      assertThat(load(node, to).fields()).hasSize(6);
      assertThat(isAbsent(node, from)).isTrue();
    }
  }

  @Test
  default void anIdCanChangeAgainAndBack() {
    SessionId first = id();
    SessionStore node = node();
    SessionId second = idAfter(node, first);
    Version known = created(node, first, HALF_AN_HOUR, "a", "1");

    Version there = committed(node.changeId(first, second.value(), known, deadline())).version();
    Version back = committed(node.changeId(second, first.value(), there, deadline())).version();

    assertThat(load(node(), first).version()).isEqualTo(back);
    assertThat(isAbsent(node(), second)).isTrue();
  }

  @Test
  default void idOfASessionThatIsGoneCannotChange() {
    SessionId from = id();
    SessionStore node = node();
    SessionId to = idAfter(node, from);
    assertThat(node.changeId(from, to.value(), new Version(1, "x"), deadline()))
        .isEqualTo(new CommitResult.Gone());

    Version known = created(node, from, HALF_AN_HOUR);
    node.invalidate(from, deadline());

    assertThat(node.changeId(from, to.value(), known, deadline()))
        .isEqualTo(new CommitResult.Gone());
    assertThat(isAbsent(node, to)).isTrue();
  }

  @Test
  default void anotherSessionsIdIsNotTaken() {
    SessionId from = id();
    SessionStore node = node();
    SessionId to = idAfter(node, from);
    Version known = created(node, from, HALF_AN_HOUR, "who", "one");
    created(node, to, HALF_AN_HOUR, "who", "other");

    assertThatThrownBy(() -> node.changeId(from, to.value(), known, deadline()))
        .isInstanceOf(IllegalStateException.class);

    assertThat(texts(load(node, from).fields())).isEqualTo(Map.of("@who", "one"));
    assertThat(texts(load(node, to).fields())).isEqualTo(Map.of("@who", "other"));
  }

  @Test
  default void mayBecomeTellsWhichIdsAreAccepted() {
    SessionId from = id();
    SessionStore node = node();
    Version known = created(node, from, HALF_AN_HOUR);
    SessionId refused = id();
    while (node.mayBecome(from, refused)) {
      refused = id();
    }
    String no = refused.value();

    assertThat(node.mayBecome(from, from)).isFalse();
    assertThat(node().mayBecome(from, refused)).isFalse();
    assertThatThrownBy(() -> node.changeId(from, no, known, deadline()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(load(node, from).version()).isEqualTo(known);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 50_000})
  default void invalidatedSessionNeverComesBack(int size) {
    SessionId id = id();
    SessionStore node = node();
    Version known = created(node, id, HALF_AN_HOUR, "a", "1");

    assertThat(node.invalidate(id, deadline())).isTrue();

    assertThat(isAbsent(node(), id)).isTrue();
    assertThat(node().read(id, known, deadline())).isEqualTo(new ReadResult.Absent());
    assertThat(node().commit(id, known, put("late", bytes(size, 1)), deadline()))
        .isEqualTo(new CommitResult.Gone());
    assertThat(isAbsent(node(), id)).isTrue();
    assertThat(node().invalidate(id, deadline())).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 50_000})
  default void writeToAnIdThatNeverWasMakesNothing(int size) {
    SessionId id = id();

    assertThat(node().commit(id, new Version(1, "x"), put("a", bytes(size, 1)), deadline()))
        .isEqualTo(new CommitResult.Gone());
    assertThat(node().invalidate(id, deadline())).isFalse();
    assertThat(isAbsent(node(), id)).isTrue();
    created(node(), id, HALF_AN_HOUR, "mine", "1");
    assertThat(load(node(), id).fields()).containsOnlyKeys("@mine");
  }

  @Test
  default void ofManyWhoEndASessionOneDoes() {
    List<SessionStore> nodes = List.of(node(), node());
    for (int round = 0; round < 5; round++) {
      SessionId id = id();
      created(nodes.get(0), id, HALF_AN_HOUR);
      List<Callable<Boolean>> callers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        SessionStore node = nodes.get(i % 2);
        callers.add(() -> node.invalidate(id, deadline()));
      }

      assertThat(atOnce(callers)).containsOnlyOnce(true);
    }
  }

  /** The request that logs out may have begun before the id changed. */
  @Test
  default void endedByItsOldIdTheSessionIsGone() {
    SessionId from = id();
    SessionStore node = node();
    SessionId to = idAfter(node, from);
    Version known = created(node, from, HALF_AN_HOUR);
    Version moved = committed(node.changeId(from, to.value(), known, deadline())).version();

    assertThat(node().invalidate(from, deadline())).isTrue();

    assertThat(isAbsent(node(), to)).isTrue();
    assertThat(node().commit(to, moved, puts("a", "1"), deadline()))
        .isEqualTo(new CommitResult.Gone());
    assertThat(node().invalidate(from, deadline())).isFalse();
  }

  @Test
  default void idOfAnEndedSessionMayBeUsedAgain() {
    SessionId id = id();
    SessionStore node = node();
    Version before = created(node, id, HALF_AN_HOUR, "who", "before");
    node.invalidate(id, deadline());

    Version after = created(node, id, HALF_AN_HOUR, "who", "after");

    assertThat(after.counter()).isGreaterThan(before.counter());
    assertThat(texts(load(node(), id).fields())).isEqualTo(Map.of("@who", "after"));
    assertThat(node().read(id, before, deadline())).isInstanceOf(ReadResult.Loaded.class);
  }

  /** A late request of the session before must not write into its successor. */
  @ParameterizedTest
  @ValueSource(ints = {10, 50_000})
  default void successorOfTheSameIdIsNotReachedByLateWrites(int size) {
    SessionId id = id();
    SessionStore node = node();
    Version before = created(node, id, HALF_AN_HOUR, "who", "before");
    node.invalidate(id, deadline());
    created(node, id, HALF_AN_HOUR, "who", "after");

    assertThat(node.commit(id, before, put("late", bytes(size, 1)), deadline()))
        .isEqualTo(new CommitResult.Gone());
    assertThat(node.changeId(id, idAfter(node, id).value(), before, deadline()))
        .isEqualTo(new CommitResult.Gone());

    assertThat(texts(load(node(), id).fields())).isEqualTo(Map.of("@who", "after"));
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 50_000})
  default void oldIdIsNotGivenAwayWhileLateWritesMayFollow(int size) {
    SessionId from = id();
    SessionStore node = node();
    SessionId to = idAfter(node, from);
    Version known = created(node, from, HALF_AN_HOUR, "a", "1");
    committed(node.changeId(from, to.value(), known, deadline()));

    assertThat(
            node.create(from, metadata(from, HALF_AN_HOUR), put("b", bytes(size, 1)), deadline()))
        .isEqualTo(new CommitResult.Gone());

    assertThat(isAbsent(node, from)).isTrue();
    committed(node.commit(from, known, puts("late", "1"), deadline()));
    assertThat(load(node, to).fields()).containsOnlyKeys("@a", "@late");
  }
}
