package dev.coatcheck.testkit;

import static dev.coatcheck.testkit.StoreFixture.atOnce;
import static dev.coatcheck.testkit.StoreFixture.bytes;
import static dev.coatcheck.testkit.StoreFixture.created;
import static dev.coatcheck.testkit.StoreFixture.deadline;
import static dev.coatcheck.testkit.StoreFixture.id;
import static dev.coatcheck.testkit.StoreFixture.isAbsent;
import static dev.coatcheck.testkit.StoreFixture.load;
import static dev.coatcheck.testkit.StoreFixture.put;
import static dev.coatcheck.testkit.StoreFixture.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coatcheck.session.CommitResult;
import dev.coatcheck.session.ReadResult;
import dev.coatcheck.session.SessionId;
import dev.coatcheck.session.SessionStore;
import dev.coatcheck.session.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ending a session. */
interface SessionEndContract extends StoreFixture {

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
}
