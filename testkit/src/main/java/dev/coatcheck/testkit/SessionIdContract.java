package dev.coatcheck.testkit;

import static dev.coatcheck.testkit.StoreFixture.atOnce;
import static dev.coatcheck.testkit.StoreFixture.bytes;
import static dev.coatcheck.testkit.StoreFixture.committed;
import static dev.coatcheck.testkit.StoreFixture.created;
import static dev.coatcheck.testkit.StoreFixture.deadline;
import static dev.coatcheck.testkit.StoreFixture.id;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Changing a session's id. */
interface SessionIdContract extends StoreFixture {

  @ParameterizedTest
  @EnumSource
  default void newIdHasEverythingAndTheOldOneNothing(NewId kind) {
    SessionId from = id();
    SessionStore node = node();
    SessionId to = kind.after(node, from);
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
  @CsvSource({"FITTING, 10", "FITTING, 50000", "OTHER, 10", "OTHER, 50000"})
  default void requestUnderWayStillReachesTheSessionByTheOldId(NewId kind, int size) {
    SessionId first = id();
    SessionStore node = node();
    Version known = created(node, first, HALF_AN_HOUR, "a", "1");
    SessionId second = kind.after(node, first);
    Version moved = committed(node.changeId(first, second.value(), known, deadline())).version();
    SessionId third = kind.after(node, second);
    Version twice = committed(node.changeId(second, third.value(), moved, deadline())).version();

    CommitResult.Committed late =
        committed(node().commit(first, known, put("late", bytes(size, 3)), deadline()));

    assertThat(late.previous()).isEqualTo(twice);
    assertThat(isAbsent(node(), first)).isTrue();
    assertThat(isAbsent(node(), second)).isTrue();
    assertThat(load(node(), third).fields().get("@late")).isEqualTo(bytes(size, 3));
    assertThat(load(node(), third).fields()).containsOnlyKeys("@a", "@late");
    assertThat(node().invalidate(first, deadline())).isTrue();
    assertThat(isAbsent(node(), third)).isTrue();
  }

  /** Both ways of drawing an id, in turn. */
  @ParameterizedTest
  @ValueSource(ints = {10, 50_000})
  default void whereverTheIdWentALateWriteFollows(int size) {
    SessionStore node = node();
    SessionId first = id();
    Version known = created(node, first, HALF_AN_HOUR, "a", "1");
    SessionId last = first;
    Version version = known;
    for (int i = 0; i < 6; i++) {
      SessionId next = (i % 3 == 1 ? NewId.FITTING : NewId.OTHER).after(node, last);
      version = committed(node.changeId(last, next.value(), version, deadline())).version();
      last = next;
    }

    committed(node().commit(first, known, put("late", bytes(size, 3)), deadline()));

    assertThat(load(node(), last).fields()).containsOnlyKeys("@a", "@late");
  }

  /** Two requests of one session that both log in. */
  @ParameterizedTest
  @EnumSource
  default void anIdCanChangeByTheOldId(NewId kind) {
    SessionId first = id();
    SessionStore node = node();
    SessionId second = kind.after(node, first);
    SessionId third = kind.after(node, first);
    Version known = created(node, first, HALF_AN_HOUR, "a", "1");
    committed(node.changeId(first, second.value(), known, deadline()));

    Version twice = committed(node().changeId(first, third.value(), known, deadline())).version();

    assertThat(load(node(), third).version()).isEqualTo(twice);
    assertThat(load(node(), third).metadata().issuedId()).isEqualTo(third.value());
    assertThat(isAbsent(node(), first)).isTrue();
    assertThat(isAbsent(node(), second)).isTrue();
    committed(node.commit(second, known, puts("late", "2"), deadline()));
    assertThat(load(node(), third).fields()).containsOnlyKeys("@a", "@late");
  }

  @ParameterizedTest
  @EnumSource
  default void largeSessionChangesItsId(NewId kind) {
    SessionId from = id();
    SessionStore node = node();
    SessionId to = kind.after(node, from);
    Version known = created(node, from, Duration.ZERO, "a", "1");
    known =
        committed(node.commit(from, known, put("big", bytes(3_000_000, 1)), deadline())).version();

    committed(node.changeId(from, to.value(), known, deadline()));

    assertThat(isAbsent(node(), from)).isTrue();
    assertThat(load(node(), to).metadata().maxInactive()).isZero();
    assertThat(load(node(), to).fields().get("@big")).isEqualTo(bytes(3_000_000, 1));
    assertThat(load(node(), to).fields()).containsOnlyKeys("@a", "@big");
  }

  /** By a request that did not learn that the id has changed already. */
  @ParameterizedTest
  @EnumSource
  default void theSameNewIdTwiceHarmsNothing(NewId kind) {
    SessionId from = id();
    SessionStore node = node();
    SessionId to = kind.after(node, from);
    Version known = created(node, from, HALF_AN_HOUR, "a", "1");
    Version moved = committed(node.changeId(from, to.value(), known, deadline())).version();

    assertThatThrownBy(() -> node.changeId(from, to.value(), known, deadline()))
        .isInstanceOf(IllegalStateException.class);

    assertThat(load(node(), to).version()).isEqualTo(moved);
    assertThat(load(node(), to).fields()).containsOnlyKeys("@a");
    assertThat(isAbsent(node(), from)).isTrue();
  }

  /** Who knows the session from before the change need not load it again. */
  @ParameterizedTest
  @EnumSource
  default void whatANodeHoldsStaysGoodAcrossTheChange(NewId kind) {
    SessionId from = id();
    SessionStore node = node();
    SessionId to = kind.after(node, from);
    Version version = created(node, from, HALF_AN_HOUR, "a", "1");
    for (int i = 0; i < 20; i++) {
      version = committed(node.commit(from, version, puts("b", "" + i), deadline())).version();
    }
    Version before = version;
    version = committed(node.commit(from, version, puts("c", "1"), deadline())).version();

    Version moved = committed(node.changeId(from, to.value(), version, deadline())).version();

    assertThat(node().read(to, moved, deadline())).isInstanceOf(ReadResult.Unchanged.class);
    assertThat(node().read(to, before, deadline()))
        .isInstanceOfSatisfying(
            ReadResult.Changed.class,
            changed -> {
              assertThat(changed.version()).isEqualTo(moved);
              assertThat(texts(changed.changed())).isEqualTo(Map.of("@c", "1"));
            });
  }

  @Test
  default void aNewIdIsAnotherOne() {
    SessionId id = id();
    SessionStore node = node();
    Version known = created(node, id, HALF_AN_HOUR, "a", "1");

    assertThat(node.mayBecome(id, id)).isFalse();
    assertThatThrownBy(() -> node.changeId(id, id.value() + ".b", known, deadline()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(load(node, id).version()).isEqualTo(known);
  }

  @ParameterizedTest
  @EnumSource
  default void writesThatRaceWithTheChangeAreNotLost(NewId kind) {
    for (int round = 0; round < 10; round++) {
      SessionId from = id();
      SessionStore node = node();
      SessionStore other = node();
      SessionId to = kind.after(node, from);
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
    SessionId second = NewId.FITTING.after(node, first);
    Version known = created(node, first, HALF_AN_HOUR, "a", "1");

    Version there = committed(node.changeId(first, second.value(), known, deadline())).version();
    Version back = committed(node.changeId(second, first.value(), there, deadline())).version();

    assertThat(load(node(), first).version()).isEqualTo(back);
    assertThat(isAbsent(node(), second)).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  default void idOfASessionThatIsGoneCannotChange(NewId kind) {
    SessionId from = id();
    SessionStore node = node();
    SessionId to = kind.after(node, from);
    assertThat(node.changeId(from, to.value(), new Version(1, "x"), deadline()))
        .isEqualTo(new CommitResult.Gone());

    Version known = created(node, from, HALF_AN_HOUR);
    node.invalidate(from, deadline());

    assertThat(node.changeId(from, to.value(), known, deadline()))
        .isEqualTo(new CommitResult.Gone());
    assertThat(isAbsent(node, to)).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  default void anotherSessionsIdIsNotTaken(NewId kind) {
    SessionId from = id();
    SessionStore node = node();
    SessionId to = kind.after(node, from);
    Version known = created(node, from, HALF_AN_HOUR, "who", "one");
    created(node, to, HALF_AN_HOUR, "who", "other");

    assertThatThrownBy(() -> node.changeId(from, to.value(), known, deadline()))
        .isInstanceOf(IllegalStateException.class);

    assertThat(texts(load(node, from).fields())).isEqualTo(Map.of("@who", "one"));
    assertThat(texts(load(node, to).fields())).isEqualTo(Map.of("@who", "other"));
  }

  /** The request that logs out may have begun before the id changed. */
  @ParameterizedTest
  @EnumSource
  default void endedByItsOldIdTheSessionIsGone(NewId kind) {
    SessionId from = id();
    SessionStore node = node();
    SessionId to = kind.after(node, from);
    Version known = created(node, from, HALF_AN_HOUR);
    Version moved = committed(node.changeId(from, to.value(), known, deadline())).version();

    assertThat(node().invalidate(from, deadline())).isTrue();

    assertThat(isAbsent(node(), to)).isTrue();
    assertThat(node().commit(to, moved, puts("a", "1"), deadline()))
        .isEqualTo(new CommitResult.Gone());
    assertThat(node().invalidate(from, deadline())).isFalse();
  }

  /** A late request of the session before must not write into its successor. */
  @ParameterizedTest
  @CsvSource({"FITTING, 10", "FITTING, 50000", "OTHER, 10", "OTHER, 50000"})
  default void successorOfTheSameIdIsNotReachedByLateWrites(NewId kind, int size) {
    SessionId id = id();
    SessionStore node = node();
    Version before = created(node, id, HALF_AN_HOUR, "who", "before");
    node.invalidate(id, deadline());
    created(node, id, HALF_AN_HOUR, "who", "after");

    assertThat(node.commit(id, before, put("late", bytes(size, 1)), deadline()))
        .isEqualTo(new CommitResult.Gone());
    assertThat(node.changeId(id, kind.after(node, id).value(), before, deadline()))
        .isEqualTo(new CommitResult.Gone());

    assertThat(texts(load(node(), id).fields())).isEqualTo(Map.of("@who", "after"));
  }

  @ParameterizedTest
  @CsvSource({"FITTING, 10", "FITTING, 50000", "OTHER, 10", "OTHER, 50000"})
  default void oldIdIsNotGivenAwayWhileLateWritesMayFollow(NewId kind, int size) {
    SessionId from = id();
    SessionStore node = node();
    SessionId to = kind.after(node, from);
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
