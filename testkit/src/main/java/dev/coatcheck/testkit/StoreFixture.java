package dev.coatcheck.testkit;

import dev.coatcheck.session.Claim;
import dev.coatcheck.session.CommitResult;
import dev.coatcheck.session.Deadline;
import dev.coatcheck.session.Field;
import dev.coatcheck.session.ReadResult;
import dev.coatcheck.session.SessionDelta;
import dev.coatcheck.session.SessionId;
import dev.coatcheck.session.SessionMetadata;
import dev.coatcheck.session.SessionRecord;
import dev.coatcheck.session.SessionStore;
import dev.coatcheck.session.Version;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** What the tests of a session store need: nodes, ids, and short words for long types. */
public interface StoreFixture {

  Duration HALF_AN_HOUR = Duration.ofMinutes(30);

  /** A node's store; every node of a test sees the same sessions. */
  SessionStore node();

  /** A node's store with a touch interval and a lease of its own. */
  SessionStore node(Duration touchInterval, Duration lease);

  /** Time enough for a slow machine. */
  static Deadline deadline() {
    return Deadline.in(Duration.ofSeconds(20));
  }

  static SessionId id() {
    return new SessionId(UUID.randomUUID().toString().replace("-", ""));
  }

  /** An id to which a session can move in one step on every store. */
  static SessionId idAfter(SessionStore store, SessionId id) {
    return NewId.FITTING.after(store, id);
  }

  /** An id to which it cannot. */
  static SessionId otherIdAfter(SessionStore store, SessionId id) {
    return NewId.OTHER.after(store, id);
  }

  static SessionMetadata metadata(SessionId id, Duration maxInactive) {
    Instant created = Instant.ofEpochMilli(1_700_000_000_123L);
    return new SessionMetadata(id.value() + ".node1", created, created, maxInactive);
  }

  /** The version of a new session. */
  static Version created(SessionStore store, SessionId id, Duration maxInactive, String... pairs) {
    return committed(store.create(id, metadata(id, maxInactive), puts(pairs), deadline()))
        .version();
  }

  static CommitResult.Committed committed(CommitResult result) {
    if (result instanceof CommitResult.Committed committed) {
      return committed;
    }
    throw new AssertionError("not committed: " + result);
  }

  static SessionRecord loaded(ReadResult result) {
    if (result instanceof ReadResult.Loaded loaded) {
      return loaded.record();
    }
    throw new AssertionError("not loaded: " + result);
  }

  static SessionRecord load(SessionStore store, SessionId id) {
    return loaded(store.read(id, null, deadline()));
  }

  static boolean isAbsent(SessionStore store, SessionId id) {
    return store.read(id, null, deadline()) instanceof ReadResult.Absent;
  }

  /** A delta of attributes: name, value, name, value. */
  static SessionDelta puts(String... pairs) {
    Map<String, byte[]> puts = new TreeMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      puts.put(Field.ofAttribute(pairs[i]), bytes(pairs[i + 1]));
    }
    return new SessionDelta(puts, Set.of(), null);
  }

  static SessionDelta put(String attribute, byte[] value) {
    return new SessionDelta(Map.of(Field.ofAttribute(attribute), value), Set.of(), null);
  }

  static SessionDelta remove(String attribute) {
    return new SessionDelta(Map.of(), Set.of(Field.ofAttribute(attribute)), null);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Bytes of all kinds. */
  static byte[] bytes(int size, int seed) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) (i * 31 + seed + (i >> 8));
    }
    return bytes;
  }

  /** Fields as text, to be compared and shown. */
  static Map<String, String> texts(Map<String, byte[]> fields) {
    Map<String, String> texts = new TreeMap<>();
    fields.forEach((name, value) -> texts.put(name, new String(value, StandardCharsets.UTF_8)));
    return texts;
  }

  static boolean same(byte @Nullable [] one, byte @Nullable [] other) {
    return Arrays.equals(one, other);
  }

  /** Lets time pass; what is asserted afterwards must hold however much later it is. */
  static void pass(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }

  /** Sweeps until nothing is due any more. */
  static List<Claim> sweepAll(SessionStore store) {
    List<Claim> claims = new ArrayList<>();
    boolean more = true;
    while (more) {
      var result = store.sweep(16, deadline());
      claims.addAll(result.claims());
      more = result.moreDue();
    }
    return claims;
  }

  /** Runs all at once and answers what each came to. */
  static <T> List<T> atOnce(List<Callable<T>> tasks) {
    ExecutorService pool = Executors.newFixedThreadPool(tasks.size());
    try {
      CountDownLatch start = new CountDownLatch(tasks.size());
      List<Future<T>> futures = new ArrayList<>();
      for (Callable<T> task : tasks) {
        futures.add(
            pool.submit(
                () -> {
                  start.countDown();
                  start.await();
                  return task.call();
                }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results;
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    } finally {
      pool.shutdownNow();
    }
  }
}
