package dev.coatcheck.testkit;

import static dev.coatcheck.testkit.StoreFixture.bytes;
import static dev.coatcheck.testkit.StoreFixture.committed;
import static dev.coatcheck.testkit.StoreFixture.created;
import static dev.coatcheck.testkit.StoreFixture.deadline;
import static dev.coatcheck.testkit.StoreFixture.id;
import static dev.coatcheck.testkit.StoreFixture.isAbsent;
import static dev.coatcheck.testkit.StoreFixture.load;
import static dev.coatcheck.testkit.StoreFixture.pass;
import static dev.coatcheck.testkit.StoreFixture.puts;
import static dev.coatcheck.testkit.StoreFixture.sweepAll;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coatcheck.session.ReadResult;
import dev.coatcheck.session.SessionDelta;
import dev.coatcheck.session.SessionId;
import dev.coatcheck.session.SessionRecord;
import dev.coatcheck.session.SessionStore;
import dev.coatcheck.session.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How long a session lives. */
interface SessionExpiryContract extends StoreFixture {

  Duration SHORT = Duration.ofMillis(300);
  Duration LEASE = Duration.ofMinutes(1);

  @ParameterizedTest
  @ValueSource(longs = {0, 200})
  default void sessionEndsAfterItsIntervalAndNotBefore(long touchMillis) {
    SessionStore node = node(Duration.ofMillis(touchMillis), LEASE);
    SessionStore other = node(Duration.ofMillis(touchMillis), LEASE);
    SessionId id = id();
    long accessed = System.nanoTime();
    created(node, id, SHORT);

    for (int i = 0; i < 6; i++) {
      pass(SHORT.dividedBy(3));
      SessionStore reader = i % 2 == 0 ? other : node;
      long asked = System.nanoTime();
      boolean absent = isAbsent(reader, id);
      if (absent) {
        assertThat(System.nanoTime() - accessed).isGreaterThanOrEqualTo(SHORT.toNanos());
        return; // a machine this slow cannot keep a session alive; it was right to end
      }
      accessed = asked;
    }

    pass(SHORT.plusMillis(touchMillis + 5));
    assertThat(isAbsent(node, id)).isTrue();
    assertThat(isAbsent(other, id)).isTrue();
  }

  @Test
  default void nodeThatNotesSeldomIsNotCutShortByOneThatNotesAlways() {
    SessionStore always = node(Duration.ZERO, LEASE);
    SessionStore seldom = node(Duration.ofMinutes(5), LEASE);
    SessionId id = id();
    created(always, id, SHORT);
    long accessed = System.nanoTime();
    if (!isAbsent(seldom, id)) {
      pass(SHORT.dividedBy(2));
      long again = System.nanoTime();
      boolean gone = isAbsent(seldom, id);
      pass(SHORT.dividedBy(2).plusMillis(50));

      boolean goneLater = isAbsent(always, id);

      long sinceLast = System.nanoTime() - (gone ? accessed : again);
      assertThat(goneLater && sinceLast < SHORT.toNanos()).isFalse();
    }
  }

  @Test
  default void unknownVersionAndKnownVersionBothKeepItAlive() {
    SessionStore node = node();
    SessionId id = id();
    long accessed = System.nanoTime();
    Version version = created(node, id, SHORT);
    for (int i = 0; i < 6; i++) {
      pass(SHORT.dividedBy(3));
      long asked = System.nanoTime();
      ReadResult result = node.read(id, i % 2 == 0 ? version : null, deadline());
      if (result instanceof ReadResult.Absent) {
        assertThat(System.nanoTime() - accessed).isGreaterThanOrEqualTo(SHORT.toNanos());
        return;
      }
      accessed = asked;
    }
  }

  @Test
  default void readTellsTheAccessBeforeIt() {
    SessionStore node = node();
    SessionId id = id();
    Version version = created(node, id, HALF_AN_HOUR, "a", "1");

    Instant created = load(node, id).metadata().lastAccessedAt();
    pass(Duration.ofMillis(20));
    Instant first = load(node, id).metadata().lastAccessedAt();
    pass(Duration.ofMillis(20));
    Instant second = ((ReadResult.Unchanged) node().read(id, version, deadline())).lastAccessedAt();
    pass(Duration.ofMillis(20));
    Instant third = lastAccessOfDifference(node, id, version);

    assertThat(first).isAfterOrEqualTo(created);
    assertThat(second).isAfter(first);
    assertThat(third).isAfter(second);
  }

  /** Reads as one who is a write behind; the write is an access as well. */
  private static Instant lastAccessOfDifference(SessionStore node, SessionId id, Version known) {
    committed(node.commit(id, known, puts("a", "2"), deadline()));
    return ((ReadResult.Changed) node.read(id, known, deadline())).lastAccessedAt();
  }

  @Test
  default void accessesWithinTheTouchIntervalAreNotNotedButWritesAre() {
    SessionStore node = node(Duration.ofMinutes(5), LEASE);
    SessionId id = id();
    Version version = created(node, id, HALF_AN_HOUR);
    Supplier<Instant> last =
        () -> ((ReadResult.Unchanged) node.read(id, version, deadline())).lastAccessedAt();

    Instant first = last.get();
    pass(Duration.ofMillis(20));
    Instant second = last.get();
    committed(node.commit(id, version, puts("a", "1"), deadline()));

    assertThat(second).isEqualTo(first);
    assertThat(load(node, id).metadata().lastAccessedAt()).isAfter(first);
  }

  @Test
  default void accessAfterTheTouchIntervalIsNoted() {
    SessionStore node = node(Duration.ofMillis(30), LEASE);
    SessionId id = id();
    created(node, id, HALF_AN_HOUR);
    Instant created = load(node, id).metadata().lastAccessedAt();

    pass(Duration.ofMillis(40));
    load(node, id);

    assertThat(load(node, id).metadata().lastAccessedAt()).isAfter(created);
  }

  @Test
  default void runningRequestMaySaveASessionThatIsOverdue() {
    SessionStore node = node();
    SessionId id = id();
    Version version = created(node, id, SHORT);
    pass(SHORT.plusMillis(5));
    assertThat(isAbsent(node(), id)).isTrue();

    SessionDelta delta = new SessionDelta(Map.of("@a", bytes("1")), Set.of(), HALF_AN_HOUR);
    committed(node.commit(id, version, delta, deadline()));

    assertThat(load(node(), id).fields()).containsOnlyKeys("@a");
  }

  @ParameterizedTest
  @EnumSource
  default void newIdLivesOn(NewId kind) {
    SessionStore node = node();
    SessionId from = id();
    SessionId to = kind.after(node, from);
    Version version = created(node, from, SHORT);
    if (node.changeId(from, to.value(), version, deadline()) != null) {
      long moved = System.nanoTime();
      if (isAbsent(node, to)) {
        assertThat(System.nanoTime() - moved).isGreaterThanOrEqualTo(SHORT.toNanos());
      }
      pass(SHORT.plusMillis(5));
      assertThat(isAbsent(node(), to)).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, -1000})
  default void zeroAndNegativeNeverExpire(long millis) {
    SessionStore node = node();
    SessionId id = id();
    Duration never = Duration.ofMillis(millis);
    created(node, id, never, "a", "1");

    pass(Duration.ofMillis(50));
    SessionRecord record = load(node(), id);

    assertThat(record.metadata().maxInactive()).isEqualTo(never);
    assertThat(record.metadata().neverExpires()).isTrue();
    assertThat(sweepAll(node)).isEmpty();
    assertThat(load(node(), id).metadata().lastAccessedAt())
        .isAfter(record.metadata().lastAccessedAt());
  }

  @Test
  default void intervalMayChangeFromNeverAndToNever() {
    SessionStore node = node();
    SessionId stays = id();
    SessionId goes = id();
    Version stayer = created(node, stays, SHORT);
    Version goer = created(node, goes, Duration.ZERO);

    SessionDelta toNever = new SessionDelta(Map.of(), Set.of(), Duration.ofSeconds(-1));
    committed(node.commit(stays, stayer, toNever, deadline()));
    SessionDelta fromNever = new SessionDelta(Map.of(), Set.of(), SHORT);
    committed(node.commit(goes, goer, fromNever, deadline()));
    pass(SHORT.plusMillis(5));

    assertThat(load(node(), stays).metadata().maxInactive()).isEqualTo(Duration.ofSeconds(-1));
    assertThat(isAbsent(node(), goes)).isTrue();
    assertThat(sweepAll(node)).hasSize(1);
  }

  @Test
  default void intervalOfAnyLengthIsKept() {
    SessionStore node = node();
    for (Duration interval :
        java.util.List.of(Duration.ofSeconds(Integer.MAX_VALUE), Duration.ofDays(365 * 100L))) {
      SessionId id = id();
      created(node, id, interval);

      assertThat(load(node(), id).metadata().maxInactive()).isEqualTo(interval);
    }
    SessionId id = id();
    created(node, id, Duration.ofSeconds(Long.MAX_VALUE));
    assertThat(load(node(), id).metadata().neverExpires()).isFalse();
  }
}
