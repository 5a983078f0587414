package dev.coatcheck.redis;

import dev.coatcheck.session.Claim;
import dev.coatcheck.session.CommitResult;
import dev.coatcheck.session.Deadline;
import dev.coatcheck.session.ReadResult;
import dev.coatcheck.session.SessionDelta;
import dev.coatcheck.session.SessionId;
import dev.coatcheck.session.SessionMetadata;
import dev.coatcheck.session.SessionRecord;
import dev.coatcheck.session.SessionStore;
import dev.coatcheck.session.StoreUnavailableException;
import dev.coatcheck.session.SweepResult;
import dev.coatcheck.session.Version;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of one application in Redis: each method is one script, one more for a session that
 * has moved to another bucket; for a change of id see {@link IdChange}. Thread-safe.
 */
final class RedisSessionStore implements SessionStore {

  private static final Logger LOG = System.getLogger("dev.coatcheck.redis");

  /** As {@link ScriptRunner#LARGE_WRITE} for what a read answers; above it costs a second trip. */
  static final int LARGE_READ = 32 * 1024;

  /**
   * How long an invalidated or moved session leaves a trace for calls that are repeated or late.
   */
  private static final Duration TRACE = Duration.ofMinutes(1);

  private final ScriptRunner scripts;
  private final StoreOptions options;
  private final Keys keys;
  private final Tags tags = new Tags();
  private final String touch;
  private final String retentionMillis;
  private final AtomicReference<String> otherLabels = new AtomicReference<>("");

  RedisSessionStore(RedisGateway gateway, StoreOptions options) {
    this.options = options;
    this.keys = new Keys(options.prefix(), options.namespace());
    this.scripts = new ScriptRunner(gateway, keys, options.onCommand());
    Duration touchInterval = options.touchInterval();
    this.touch = touchInterval == null ? "auto" : millis(touchInterval);
    this.retentionMillis = millis(options.retention());
  }

  @Override
  public ReadResult read(SessionId id, @Nullable Version known, Deadline deadline) {
    Keys.Place place = keys.place(id);
    Reply reply = read(place, known, "", deadline);
    if (reply.code() == 5) {
      String wayBack = reply.text(2);
      if (!isSession(place, keys.follow(place, wayBack), reply.text(3), deadline)) {
        return new ReadResult.Absent();
      }
      reply = read(place, known, wayBack, deadline);
    }
    return switch (reply.code()) {
      case 1 -> new ReadResult.Unchanged(Instant.ofEpochMilli(reply.number(2)));
      case 2 -> changed(reply);
      case 3 -> loaded(id, reply.from(3), reply.number(2), deadline);
      case 4 ->
          loaded(id, scripts.fields(place, scripts.request(deadline)), reply.number(2), deadline);
      default -> new ReadResult.Absent();
    };
  }

  @Override
  public CommitResult create(
      SessionId id, SessionMetadata metadata, SessionDelta content, Deadline deadline) {
    String tag = tags.next();
    Duration maxInactive = content.maxInactive();
    List<Object> arguments =
        arguments(
            "",
            tag,
            Long.toString(metadata.createdAt().toEpochMilli()),
            metadata.issuedId().getBytes(StandardCharsets.UTF_8),
            millis(maxInactive == null ? metadata.maxInactive() : maxInactive),
            touch,
            retentionMillis);
    boolean large = ScriptRunner.isLarge(content.puts());
    if (!large) {
      putsInto(arguments, content);
    }
    Reply reply =
        scripts.write(
            Script.CREATE,
            keys(keys.place(id), tag, large),
            arguments,
            large ? content.puts() : null,
            deadline);
    if (reply.code() != 1) {
      return new CommitResult.Gone();
    }
    Version version = version(reply, 2);
    return new CommitResult.Committed(version, version);
  }

  @Override
  public CommitResult commit(SessionId id, Version known, SessionDelta delta, Deadline deadline) {
    String tag = tags.next();
    boolean large = ScriptRunner.isLarge(delta.puts());
    Duration maxInactive = delta.maxInactive();
    List<Object> arguments =
        arguments(
            "",
            known.text(),
            tag,
            maxInactive == null ? "" : millis(maxInactive),
            touch,
            retentionMillis,
            Integer.toString(8 + delta.puts().size() * (large ? 1 : 2)));
    if (large) {
      arguments.addAll(delta.puts().keySet());
    } else {
      putsInto(arguments, delta);
    }
    arguments.addAll(delta.removes());
    Map<String, byte[]> apart = large ? delta.puts() : null;
    return result(
        scripts.following(
            keys.place(id),
            place ->
                scripts.write(Script.COMMIT, keys(place, tag, large), arguments, apart, deadline)));
  }

  @Override
  public CommitResult changeId(SessionId from, String issuedId, Version known, Deadline deadline) {
    SessionId to = SessionId.ofIssued(issuedId);
    if (from.equals(to)) {
      throw new IllegalArgumentException("the new session id is the old one");
    }
    IdChange change =
        new IdChange(
            keys.place(to), issuedId, known, tags.next(), touch, retentionMillis, millis(TRACE));
    Reply reply = change.of(keys.place(from), scripts, deadline);
    if (reply.code() == Reply.TAKEN) {
      throw new IllegalStateException(
          "the new session id belongs to another session; check the container's id generator");
    }
    return result(reply);
  }

  @Override
  public boolean mayBecome(SessionId from, SessionId to) {
    return !from.equals(to) && keys.place(from).bucket() == keys.place(to).bucket();
  }

  @Override
  public boolean invalidate(SessionId id, Deadline deadline) {
    List<Object> arguments = arguments("", tags.next(), millis(TRACE));
    return scripts
            .following(
                keys.place(id),
                place -> scripts.write(Script.INVALIDATE, place.both(), arguments, null, deadline))
            .code()
        == 1;
  }

  @Override
  public SweepResult sweep(int most, Deadline deadline) {
    String tag = tags.next();
    List<Object> arguments =
        List.of(
            tag,
            Integer.toString(most),
            millis(options.lease()),
            retentionMillis,
            options.nodeId(),
            options.applicationLabel());
    Caller caller = new Caller(deadline, () -> {});
    Reply reply = scripts.run(Script.SWEEP, List.of(keys.base()), arguments, caller);
    warnOfOthers(reply.text(5));
    List<Claim> claims = new ArrayList<>();
    for (int i = 6; i + 1 < reply.size(); i += 2) {
      Keys.Place place = keys.place((int) reply.number(i), reply.text(i + 1));
      claim(RecordLayout.of(scripts.fields(place, caller)), tag, claims);
    }
    return new SweepResult(
        claims, reply.number(3) == 1, Duration.ofMillis(reply.number(4)), (int) reply.number(2));
  }

  @Override
  public void finish(Claim claim, Deadline deadline) {
    scripts.run(
        Script.FINISH,
        keys.place(claim.record().id()).both(),
        List.of(claim.tag()),
        new Caller(deadline, () -> {}));
  }

  /** Nothing to release: the connection belongs to all stores of the container. */
  @Override
  public void close() {}

  private Reply read(Keys.Place place, @Nullable Version known, String wayBack, Deadline deadline) {
    List<Object> arguments =
        List.of(known == null ? "" : known.text(), touch, retentionMillis, LARGE_READ, wayBack);
    return scripts.run(Script.READ, place.both(), arguments, scripts.request(deadline));
  }

  /** Whether a copy that is pending is the session by now. */
  private boolean isSession(Keys.Place copy, Keys.Place of, String header, Deadline deadline) {
    List<Object> arguments = List.of(header, of.forward(copy));
    Caller caller = scripts.request(deadline);
    return scripts.run(Script.STAYED, List.of(of.session()), arguments, caller).code() == 0;
  }

  private static ReadResult changed(Reply reply) {
    Map<String, byte[]> changed = new HashMap<>();
    Set<String> removed = new HashSet<>();
    for (int i = 5; i + 1 < reply.size(); i += 2) {
      byte[] value = reply.bytes(i + 1);
      if (value == null) {
        removed.add(reply.text(i));
      } else {
        changed.put(reply.text(i), value);
      }
    }
    return new ReadResult.Changed(
        version(reply, 3),
        Instant.ofEpochMilli(reply.number(2)),
        Duration.ofMillis(reply.number(4)),
        changed,
        removed);
  }

  private static ReadResult loaded(
      SessionId id, List<@Nullable Object> fields, long lastMillis, Deadline deadline) {
    RecordLayout layout = RecordLayout.of(fields);
    if (!layout.isAlive()) {
      return new ReadResult.Absent(); // ended between the script and the native read
    }
    try {
      return new ReadResult.Loaded(layout.record(id, Instant.ofEpochMilli(lastMillis)));
    } catch (StoreUnavailableException e) {
      throw deadline.failed(e);
    }
  }

  private static void claim(RecordLayout layout, String tag, List<Claim> claims) {
    if (!layout.isClaimedBy(tag)) {
      return; // the lease ran out before it was read; somebody else has it now
    }
    try {
      SessionRecord record = layout.record(null, null);
      claims.add(new Claim(record, tag));
    } catch (StoreUnavailableException e) {
      LOG.log(Level.WARNING, "An expired session is left to its end: " + e.getMessage());
    }
  }

  private void warnOfOthers(String labels) {
    if (!labels.equals(otherLabels.getAndSet(labels)) && !labels.isEmpty()) {
      LOG.log(
          Level.WARNING,
          "Another application uses the same sessions: namespace={0} here={1} there={2};"
              + " give each application its own namespace",
          options.namespace(),
          options.applicationLabel(),
          labels);
    }
  }

  private static CommitResult result(Reply reply) {
    return reply.code() == 1
        ? new CommitResult.Committed(version(reply, 2), version(reply, 3))
        : new CommitResult.Gone();
  }

  private static Version version(Reply reply, int index) {
    Version version = Version.parse(reply.text(index));
    if (version == null) {
      throw RecordLayout.unknownFormat();
    }
    return version;
  }

  private static List<String> keys(Keys.Place place, String tag, boolean large) {
    return large ? List.of(place.session(), place.index(), place.parking(tag)) : place.both();
  }

  private static void putsInto(List<Object> arguments, SessionDelta delta) {
    delta
        .puts()
        .forEach(
            (name, value) -> {
              arguments.add(name);
              arguments.add(value);
            });
  }

  private static List<Object> arguments(Object... arguments) {
    return new ArrayList<>(Arrays.asList(arguments));
  }

  private static String millis(Duration duration) {
    return Long.toString(RecordLayout.millis(duration));
  }
}
