package dev.coatcheck.testkit;

import static dev.coatcheck.testkit.StoreFixture.atOnce;
import static dev.coatcheck.testkit.StoreFixture.bytes;
import static dev.coatcheck.testkit.StoreFixture.committed;
import static dev.coatcheck.testkit.StoreFixture.created;
import static dev.coatcheck.testkit.StoreFixture.deadline;
import static dev.coatcheck.testkit.StoreFixture.id;
import static dev.coatcheck.testkit.StoreFixture.idAfter;
import static dev.coatcheck.testkit.StoreFixture.isAbsent;
import static dev.coatcheck.testkit.StoreFixture.metadata;
import static dev.coatcheck.testkit.StoreFixture.otherIdAfter;
import static dev.coatcheck.testkit.StoreFixture.pass;
import static dev.coatcheck.testkit.StoreFixture.put;
import static dev.coatcheck.testkit.StoreFixture.puts;
import static dev.coatcheck.testkit.StoreFixture.sweepAll;
import static dev.coatcheck.testkit.StoreFixture.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coatcheck.session.Claim;
import dev.coatcheck.session.CommitResult;
import dev.coatcheck.session.SessionId;
import dev.coatcheck.session.SessionRecord;
import dev.coatcheck.session.SessionStore;
import dev.coatcheck.session.SweepResult;
import dev.coatcheck.session.Version;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Finding expired sessions, each once in the fleet. */
interface ClaimContract extends StoreFixture {

  Duration BRIEF = Duration.ofMillis(50);
  Duration SHORT_LEASE = Duration.ofMillis(400);

  @Test
  default void claimCarriesTheWholeSession() {
    SessionStore node = node();
    SessionId id = id();
    Version version = expired(node, id, "a", "1", "big", "x".repeat(100_000));

    SweepResult result = node().sweep(16, deadline());

    assertThat(result.claims()).hasSize(1);
    SessionRecord record = result.claims().get(0).record();
    assertThat(record.id()).isEqualTo(id);
    assertThat(record.version()).isEqualTo(version);
    assertThat(record.metadata().issuedId()).isEqualTo(metadata(id, BRIEF).issuedId());
    assertThat(record.metadata().createdAt()).isEqualTo(metadata(id, BRIEF).createdAt());
    assertThat(texts(record.fields())).isEqualTo(Map.of("@a", "1", "@big", "x".repeat(100_000)));
    assertThat(result.lag()).isPositive();
    assertThat(result.moreDue()).isFalse();
  }

  @Test
  default void liveSessionsAreNotClaimed() {
    SessionStore node = node();
    created(node, id(), HALF_AN_HOUR);
    SessionId moved = id();
    Version version = created(node, moved, HALF_AN_HOUR);
    SessionId fitting = idAfter(node, moved);
    version = committed(node.changeId(moved, fitting.value(), version, deadline())).version();
    SessionId other = otherIdAfter(node, fitting);
    committed(node.changeId(fitting, other.value(), version, deadline()));
    SessionId ended = id();
    created(node, ended, BRIEF);
    node.invalidate(ended, deadline());
    pass(BRIEF.plusMillis(5));

    SweepResult result = node.sweep(16, deadline());

    assertThat(result.claims()).isEmpty();
    assertThat(result.moreDue()).isFalse();
    assertThat(result.lag()).isEqualTo(Duration.ZERO);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 50_000})
  default void claimedSessionIsGoneForEverybody(int size) {
    SessionStore node = node();
    SessionId id = id();
    Version version = expired(node, id);
    SessionId to = idAfter(node, id);
    Claim claim = node().sweep(16, deadline()).claims().get(0);

    assertThat(isAbsent(node, id)).isTrue();
    assertThat(node.commit(id, version, put("late", bytes(size, 1)), deadline()))
        .isEqualTo(new CommitResult.Gone());
    assertThat(node.invalidate(id, deadline())).isFalse();
    assertThat(node.changeId(id, to.value(), version, deadline()))
        .isEqualTo(new CommitResult.Gone());
    assertThat(isAbsent(node, to)).isTrue();
    node.finish(claim, deadline());
    assertThat(node.commit(id, version, put("late", bytes(size, 1)), deadline()))
        .isEqualTo(new CommitResult.Gone());
    assertThat(isAbsent(node, id)).isTrue();
  }

  @Test
  default void eachIsClaimedOnceByManySweepers() {
    List<SessionStore> nodes = List.of(node(), node(), node());
    Set<SessionId> expired = new HashSet<>();
    for (int i = 0; i < 50; i++) {
      SessionId id = id();
      created(nodes.get(0), id, BRIEF);
      expired.add(id);
    }
    pass(BRIEF.plusMillis(5));
    List<Callable<List<Claim>>> sweepers = new ArrayList<>();
    nodes.forEach(node -> sweepers.add(() -> sweepAll(node)));

    List<SessionId> claimed = new ArrayList<>();
    atOnce(sweepers).forEach(list -> list.forEach(claim -> claimed.add(claim.record().id())));

    assertThat(claimed).hasSize(50);
    assertThat(claimed).containsExactlyInAnyOrderElementsOf(expired);
  }

  @Test
  default void mostOverdueComeFirstAndNotMoreThanAskedFor() {
    SessionStore node = node();
    List<SessionId> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ids.add(id());
      created(node, ids.get(i), BRIEF);
      pass(Duration.ofMillis(3));
    }
    pass(BRIEF);

    SweepResult first = node.sweep(2, deadline());
    SweepResult second = node.sweep(2, deadline());
    SweepResult third = node.sweep(2, deadline());

    assertThat(claimed(first)).containsExactly(ids.get(0), ids.get(1));
    assertThat(claimed(second)).containsExactly(ids.get(2), ids.get(3));
    assertThat(claimed(third)).containsExactly(ids.get(4));
    assertThat(first.moreDue()).isTrue();
    assertThat(second.moreDue()).isTrue();
    assertThat(third.moreDue()).isFalse();
    assertThat(first.lag()).isGreaterThanOrEqualTo(Duration.ofMillis(12));
  }

  @Test
  default void finishedClaimIsNeverClaimedAgain() {
    SessionStore node = node(Duration.ZERO, SHORT_LEASE);
    SessionId id = id();
    expired(node, id);
    node.sweep(16, deadline()).claims().forEach(claim -> node.finish(claim, deadline()));

    pass(SHORT_LEASE.plusMillis(5));

    assertThat(sweepAll(node())).isEmpty();
    created(node, id, HALF_AN_HOUR, "a", "1");
    assertThat(StoreFixture.load(node(), id).fields()).containsOnlyKeys("@a");
  }

  @Test
  default void claimThatIsNotFinishedGoesToAnotherNodeAfterTheLease() {
    SessionStore node = node(Duration.ZERO, SHORT_LEASE);
    SessionStore other = node(Duration.ZERO, SHORT_LEASE);
    SessionId id = id();
    expired(node, id, "a", "1");
    long asked = System.nanoTime();
    Claim first = node.sweep(16, deadline()).claims().get(0);

    List<Claim> again = new ArrayList<>();
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              again.addAll(other.sweep(16, deadline()).claims());
              assertThat(again).isNotEmpty();
            });

    assertThat(System.nanoTime() - asked).isGreaterThanOrEqualTo(SHORT_LEASE.toNanos());
    assertThat(again).hasSize(1);
    assertThat(again.get(0).record().id()).isEqualTo(id);
    assertThat(texts(again.get(0).record().fields())).isEqualTo(Map.of("@a", "1"));
    assertThat(again.get(0).tag()).isNotEqualTo(first.tag());
  }

  @Test
  default void whoLostTheClaimCannotFinishIt() {
    SessionStore node = node(Duration.ZERO, SHORT_LEASE);
    SessionStore other = node(Duration.ZERO, SHORT_LEASE);
    expired(node, id());
    Claim lost = node.sweep(16, deadline()).claims().get(0);
    pass(SHORT_LEASE.plusMillis(5));
    Claim held = other.sweep(16, deadline()).claims().get(0);

    node.finish(lost, deadline());

    pass(SHORT_LEASE.plusMillis(5));
    assertThat(sweepAll(node)).as("the session is still there").hasSize(1);
    other.finish(held, deadline());
    pass(SHORT_LEASE.plusMillis(5));
    assertThat(sweepAll(other)).as("its claim was lost as well").hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  default void sessionIsClaimedByItsNewId(NewId kind) {
    SessionStore node = node();
    SessionId from = id();
    SessionId to = kind.after(node, from);
    Version version = created(node, from, BRIEF);
    committed(node.changeId(from, to.value() + ".b", version, deadline()));
    pass(BRIEF.plusMillis(5));

    List<Claim> claims = sweepAll(node());

    assertThat(claims).hasSize(1);
    assertThat(claims.get(0).record().id()).isEqualTo(to);
    node.finish(claims.get(0), deadline());
    assertThat(node.commit(from, version, puts("a", "1"), deadline()))
        .isEqualTo(new CommitResult.Gone());
  }

  @Test
  default void sweepersAreCounted() {
    SessionStore one = node();
    SessionStore two = node();

    assertThat(one.sweep(16, deadline()).sweepers()).isEqualTo(1);
    assertThat(two.sweep(16, deadline()).sweepers()).isEqualTo(2);
    assertThat(one.sweep(16, deadline()).sweepers()).isEqualTo(2);
  }

  private static Version expired(SessionStore node, SessionId id, String... pairs) {
    Version version = created(node, id, BRIEF, pairs);
    pass(BRIEF.plusMillis(5));
    return version;
  }

  private static List<SessionId> claimed(SweepResult result) {
    return result.claims().stream().map(claim -> claim.record().id()).toList();
  }
}
