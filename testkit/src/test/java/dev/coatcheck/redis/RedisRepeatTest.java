package dev.coatcheck.redis;

import static dev.coatcheck.testkit.StoreFixture.bytes;
import static dev.coatcheck.testkit.StoreFixture.deadline;
import static dev.coatcheck.testkit.StoreFixture.id;
import static dev.coatcheck.testkit.StoreFixture.idAfter;
import static dev.coatcheck.testkit.StoreFixture.load;
import static dev.coatcheck.testkit.StoreFixture.otherIdAfter;
import static dev.coatcheck.testkit.StoreFixture.puts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coatcheck.session.Claim;
import dev.coatcheck.session.SessionId;
import dev.coatcheck.session.SessionStore;
import dev.coatcheck.session.Version;
import dev.coatcheck.testkit.RedisServer;
import dev.coatcheck.testkit.StoreFixture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Clients send a command again when they miss its answer: nothing may happen twice. */
final class RedisRepeatTest {

  private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);
  private static final String FAR = "9000000000000000";
  private static final String MINUTE = "60000";

  @AutoClose private static final RedisServer SERVER = RedisServer.start();

  @AutoClose
  private static final RedisGateway GATEWAY =
      RedissonGateway.open(RedisOptions.server(SERVER.uri()));

  private final String namespace = UUID.randomUUID().toString();
  private final Keys keys = new Keys("cc", namespace);
  private final SessionStore store =
      new RedisSessionStore(GATEWAY, StoreOptions.of("cc", namespace, "node"));
  private final SessionId id = id();

  @Test
  void createAgainAnswersTheSame() {
    List<Object> arguments =
        List.of(FAR, "tag", "1700000000000", "issued", "1800000", "0", MINUTE, "@a", "1");

    Reply first = run(Script.CREATE, keys.place(id).both(), arguments);
    store.commit(id, version(first), puts("a", "2"), deadline());
    Reply again = run(Script.CREATE, keys.place(id).both(), arguments);

    assertThat(first.code()).isEqualTo(1);
    assertThat(again.code()).isEqualTo(1);
    assertThat(again.text(2)).isEqualTo(first.text(2));
    assertThat(load(store, id).fields().get("@a")).isEqualTo(bytes("2"));
  }

  @Test
  void commitAgainWritesNothing() {
    Version known = StoreFixture.created(store, id, HALF_AN_HOUR, "a", "0");
    List<Object> arguments = commit(known, "tag");

    Reply first = run(Script.COMMIT, keys.place(id).both(), arguments);
    Reply again = run(Script.COMMIT, keys.place(id).both(), arguments);

    assertThat(first.text(2)).isEqualTo((known.counter() + 1) + ":tag");
    assertThat(again.code()).isEqualTo(1);
    assertThat(again.text(2)).isEqualTo(first.text(2));
    assertThat(again.text(3)).isEqualTo(known.text());
    assertThat(load(store, id).version().text()).isEqualTo(first.text(2));
  }

  @Test
  void commitAgainAfterOthersDoesNotUndoThem() {
    Version known = StoreFixture.created(store, id, HALF_AN_HOUR, "a", "0");
    store.commit(id, known, puts("b", "before"), deadline());
    Reply first = run(Script.COMMIT, keys.place(id).both(), commit(known, "tag"));
    store.commit(id, known, puts("a", "later"), deadline());
    Version last = load(store, id).version();

    Reply again = run(Script.COMMIT, keys.place(id).both(), commit(known, "tag"));

    assertThat(again.text(2)).isEqualTo(first.text(2));
    assertThat(again.text(3)).isEqualTo(first.text(3)).isNotEqualTo(known.text());
    assertThat(load(store, id).version()).isEqualTo(last);
    assertThat(load(store, id).fields().get("@a")).isEqualTo(bytes("later"));
  }

  /** The failover lost what the writer knew: its count is ahead of the stored one. */
  @Test
  void commitOnALostHistoryIsNotRepeatedEither() {
    Version stored = StoreFixture.created(store, id, HALF_AN_HOUR, "a", "0");
    Version lost = new Version(stored.counter() + 5, "lost");
    Reply first = run(Script.COMMIT, keys.place(id).both(), commit(lost, "tag"));
    store.commit(id, lost, puts("a", "later"), deadline());

    Reply again = run(Script.COMMIT, keys.place(id).both(), commit(lost, "tag"));

    assertThat(first.text(3)).isEqualTo(stored.text());
    assertThat(again.text(2)).isEqualTo(first.text(2));
    assertThat(load(store, id).fields().get("@a")).isEqualTo(bytes("later"));
  }

  @Test
  void largeCommitAgainDoesNotUndoOthers() {
    Version known = StoreFixture.created(store, id, HALF_AN_HOUR, "a", "0");
    List<Object> arguments = List.of(FAR, known.text(), "tag", "", "0", MINUTE, "9", "@a");
    Keys.Place place = keys.place(id);
    List<String> three = List.of(place.session(), place.index(), place.parking("tag"));
    Map<String, byte[]> values = Map.of("@a", bytes("mine"));
    Caller caller = new Caller(deadline(), () -> {});
    Reply first = new Reply(GATEWAY.runAndSet(Script.COMMIT, three, arguments, values, caller));
    store.commit(id, known, puts("a", "later"), deadline());

    Reply again = new Reply(GATEWAY.runAndSet(Script.COMMIT, three, arguments, values, caller));

    assertThat(first.code()).isEqualTo(1);
    assertThat(again.text(2)).isEqualTo(first.text(2));
    assertThat(load(store, id).fields().get("@a")).isEqualTo(bytes("later"));
  }

  @Test
  void changeOfIdAgainAnswersTheSame() {
    Version known = StoreFixture.created(store, id, HALF_AN_HOUR, "a", "0");
    SessionId to = idAfter(store, id);
    Keys.Place place = keys.place(id);

    Reply first = changeId(place, known, to);
    store.commit(to, known, puts("a", "later"), deadline());
    Reply again = changeId(place, known, to);

    assertThat(first.code()).isEqualTo(1);
    assertThat(again.text(2)).isEqualTo(first.text(2));
    assertThat(again.text(3)).isEqualTo(known.text());
    assertThat(load(store, to).fields().get("@a")).isEqualTo(bytes("later"));
  }

  @Test
  void changeOfIdToAnotherBucketAgainAnswersTheSame() {
    Version known = StoreFixture.created(store, id, HALF_AN_HOUR, "a", "0");
    SessionId to = otherIdAfter(store, id);
    Keys.Place place = keys.place(id);

    Reply first = changeId(place, known, to);
    store.commit(to, known, puts("a", "later"), deadline());
    Reply again = changeId(place, known, to);
    Reply there = changeId(keys.follow(place, again.text(2)), known, to);

    assertThat(first.code()).isEqualTo(1);
    assertThat(again.code()).isEqualTo(Reply.MOVED);
    assertThat(there.code()).isEqualTo(1);
    assertThat(there.text(2)).isEqualTo(first.text(2));
    assertThat(there.text(3)).isEqualTo(known.text());
    assertThat(load(store, to).fields().get("@a")).isEqualTo(bytes("later"));
  }

  /** An earlier answer is lost, the session moves, the command is sent again. */
  @Test
  void invalidationByTheOldIdAgainAnswersTrueToItsCallerOnly() {
    Version known = StoreFixture.created(store, id, HALF_AN_HOUR);
    SessionId to = otherIdAfter(store, id);
    store.changeId(id, to.value(), known, deadline());
    List<String> old = keys.place(id).both();
    List<String> current = keys.place(to).both();

    for (int i = 0; i < 2; i++) {
      assertThat(run(Script.INVALIDATE, old, List.of(FAR, "mine", MINUTE)).code())
          .isEqualTo(Reply.MOVED);
      assertThat(run(Script.INVALIDATE, current, List.of(FAR, "mine", MINUTE)).code()).isOne();
      assertThat(run(Script.INVALIDATE, current, List.of(FAR, "other", MINUTE)).code()).isZero();
    }
  }

  @Test
  void copyAgainDoesNotUndoALaterOne() {
    SessionId to = otherIdAfter(store, id);
    String header = "1 1700000000000 5:a";

    assertThat(copy(to, header, "7:tag", "@a", "7", "@removed", "1").code()).isEqualTo(1);
    assertThat(copy(to, header, "9:tag", "@a", "9").code()).isEqualTo(1);
    assertThat(copy(to, header, "7:tag", "@a", "7", "@removed", "1").code()).isEqualTo(1);

    assertThat(load(store, to).version().text()).isEqualTo("9:tag");
    assertThat(load(store, to).fields()).containsOnlyKeys("@a");
    assertThat(load(store, to).fields().get("@a")).isEqualTo(bytes("9"));
  }

  @Test
  void copyAgainDoesNotTouchASessionThatWasOpened() {
    SessionId to = otherIdAfter(store, id);
    String header = "1 1700000000000 5:a";
    copy(to, header, "7:tag", "@a", "7");
    store.commit(to, new Version(7, "tag"), puts("a", "later"), deadline());

    assertThat(copy(to, header, "99:tag", "@a", "7").code()).isEqualTo(1);
    assertThat(load(store, to).fields().get("@a")).isEqualTo(bytes("later"));

    store.invalidate(to, deadline());
    assertThat(copy(to, header, "99:tag", "@a", "7").code()).isEqualTo(Reply.TAKEN);
    assertThat(StoreFixture.isAbsent(store, to)).isTrue();
  }

  @Test
  void copyOfAnotherSessionIsRefused() {
    SessionId to = otherIdAfter(store, id);
    copy(to, "1 1700000000000 5:a", "7:tag", "@a", "7");

    assertThat(copy(to, "1 1700000000000 5:b", "9:tag", "@a", "9").code()).isEqualTo(Reply.TAKEN);
    assertThat(load(store, to).fields().get("@a")).isEqualTo(bytes("7"));
  }

  @Test
  void switchAgainAnswersTheSame() {
    Version known = StoreFixture.created(store, id, HALF_AN_HOUR, "a", "0");
    Keys.Place place = keys.place(id);
    String forward = place.forward(keys.place(otherIdAfter(store, id)));
    List<Object> arguments = List.of(FAR, known.text(), known.text(), "9:tag", forward, MINUTE);

    for (int i = 0; i < 2; i++) {
      Reply reply = run(Script.SWITCH, place.both(), arguments);
      assertThat(reply.code()).isEqualTo(1);
      assertThat(reply.text(2)).isEqualTo("9:tag");
      assertThat(reply.text(3)).isEqualTo(known.text());
    }
    List<Object> another = List.of(FAR, known.text(), known.text(), "9:x", "8:else", MINUTE);
    assertThat(run(Script.SWITCH, place.both(), another).code()).isEqualTo(Reply.MOVED);
  }

  @Test
  void invalidationAgainAnswersTrueToItsCallerOnly() {
    StoreFixture.created(store, id, HALF_AN_HOUR);
    List<String> both = keys.place(id).both();

    assertThat(run(Script.INVALIDATE, both, List.of(FAR, "mine", MINUTE)).code()).isEqualTo(1);
    assertThat(run(Script.INVALIDATE, both, List.of(FAR, "other", MINUTE)).code()).isZero();
    assertThat(run(Script.INVALIDATE, both, List.of(FAR, "mine", MINUTE)).code()).isEqualTo(1);
  }

  @Test
  void finishAgainDoesNotHarmASuccessor() {
    StoreFixture.created(store, id, Duration.ofMillis(10));
    StoreFixture.pass(Duration.ofMillis(15));
    Claim claim = store.sweep(1, deadline()).claims().get(0);
    store.finish(claim, deadline());
    StoreFixture.created(store, id, HALF_AN_HOUR);

    store.finish(claim, deadline());

    assertThat(StoreFixture.isAbsent(store, id)).isFalse();
  }

  @Test
  void writesThatCarryAPastMomentAreRefused() {
    Version known = StoreFixture.created(store, id, HALF_AN_HOUR, "a", "0");
    List<Object> arguments = new ArrayList<>(commit(known, "tag"));
    arguments.set(0, "1700000000000");

    Reply reply = run(Script.COMMIT, keys.place(id).both(), arguments);

    assertThat(reply.code()).isEqualTo(Reply.TOO_LATE);
    assertThat(load(store, id).version()).isEqualTo(known);
  }

  private static List<Object> commit(Version known, String tag) {
    return List.of(FAR, known.text(), tag, "", "0", MINUTE, "10", "@a", "mine");
  }

  private Reply changeId(Keys.Place from, Version known, SessionId to) {
    Keys.Place target = keys.place(to);
    return run(
        Script.CHANGE_ID,
        List.of(from.session(), from.index(), target.session(), target.index()),
        List.of(FAR, known.text(), "tag", to.value(), "0", MINUTE, MINUTE, from.forward(target)));
  }

  private Reply copy(SessionId to, String header, String token, String... fields) {
    List<Object> arguments =
        new ArrayList<>(
            List.of(FAR, header, token, to.value(), "1800000", "0", MINUTE, "1:nowhere"));
    arguments.addAll(List.of(fields));
    return run(Script.COPY, keys.place(to).both(), arguments);
  }

  private static Reply run(Script script, List<String> keys, List<Object> arguments) {
    return new Reply(GATEWAY.run(script, keys, arguments, new Caller(deadline(), () -> {})));
  }

  private static Version version(Reply reply) {
    return Version.parse(reply.text(2));
  }
}
