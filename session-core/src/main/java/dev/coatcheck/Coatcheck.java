package dev.coatcheck;

import dev.coatcheck.codec.ClassFilter;
import dev.coatcheck.codec.CodecOptions;
import dev.coatcheck.codec.CodecOptions.PlainClasses;
import dev.coatcheck.codec.CompressingStore;
import dev.coatcheck.codec.KryoAttributeCodec;
import dev.coatcheck.config.ClassPatterns;
import dev.coatcheck.config.NotSerializable;
import dev.coatcheck.config.RedisLocation;
import dev.coatcheck.config.Settings;
import dev.coatcheck.metrics.SessionsMBeanRegistration;
import dev.coatcheck.metrics.SessionsMetrics;
import dev.coatcheck.redis.RedisOptions;
import dev.coatcheck.redis.StoreOptions;
import dev.coatcheck.session.AttributePolicy;
import dev.coatcheck.session.Deadline;
import dev.coatcheck.session.ExpirySweeper;
import dev.coatcheck.session.SessionCounters;
import dev.coatcheck.session.SessionId;
import dev.coatcheck.session.Sessions;
import dev.coatcheck.session.StoreUnavailableException;
import dev.coatcheck.session.WatchedStore;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;

/**
 * One node: what a server (or each of several embedded ones in one process) opens its applications
 * at. All applications with the same Redis share one connection. Thread-safe.
 */
public final class Coatcheck implements AutoCloseable {

  /**
   * The attribute of the servlet context by which an adapter of the container tells that it keeps
   * the application's sessions; the filter, should it be there as well, then keeps out of the way.
   */
  public static final String ADAPTER_ATTRIBUTE = "dev.coatcheck.adapter";

  private static final Logger LOG = System.getLogger("dev.coatcheck");

  /** How long a node may take to destroy a claimed session before another one may claim it. */
  private static final Duration LEASE = Duration.ofMinutes(1);

  /**
   * How long an application's start waits for Redis to answer. The first command loads a thousand
   * classes, which would be more than a request's time on a busy machine.
   */
  private static final Duration PATIENCE_AT_START = Duration.ofSeconds(5);

  private final String nodeId;
  private final SharedConnections connections = new SharedConnections();

  private Coatcheck(String nodeId) {
    this.nodeId = nodeId;
  }

  /** A new node with an id of its own. */
  public static Coatcheck newNode() {
    byte[] random = new byte[6];
    new SecureRandom().nextBytes(random);
    return new Coatcheck(HexFormat.of().formatHex(random));
  }

  /** Unique in the fleet, and for each start of a server. */
  public String nodeId() {
    return nodeId;
  }

  /**
   * Opens an application's sessions. Redis need not be there yet; the call waits for a few seconds
   * at most until it answers.
   *
   * @throws IllegalArgumentException when Redisson's configuration file cannot be used
   */
  public Application open(ApplicationSpec spec) {
    Deque<Application.Part> parts = new ArrayDeque<>();
    boolean opened = false;
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    // not the application's: threads that the client starts would keep it for ever
    thread.setContextClassLoader(Coatcheck.class.getClassLoader());
    try {
      Application application = open(spec, parts);
      opened = true;
      return application;
    } finally {
      thread.setContextClassLoader(before);
      if (!opened) {
        parts.forEach(Application.Part::close);
      }
    }
  }

  /** Closes the connections; its applications should have been closed before. Idempotent. */
  @Override
  public void close() {
    connections.close();
  }

  private Application open(ApplicationSpec spec, Deque<Application.Part> parts) {
    Settings settings = spec.settings();
    SessionCounters counters = new SessionCounters();
    WatchedStore store = store(spec, counters, parts);
    KryoAttributeCodec codec =
        KryoAttributeCodec.forApplication(spec.loader(), codecOptions(settings));
    parts.push(codec::close);
    Sessions sessions =
        new Sessions(
            store,
            codec,
            policy(settings, counters),
            counters,
            settings.cacheBytes(),
            InstantSource.system());
    parts.push(sessions::forgetAll);
    parts.push(mbean(spec, sessions, store, codec)::close);
    ExpirySweeper sweeper =
        new ExpirySweeper(
            settings.namespace().value(), store, sessions, spec.events(), times(settings));
    warmUp(store);
    sweeper.start();
    parts.push(sweeper::close);
    LOG.log(
        Level.INFO,
        "Sessions opened: application={0} node={1} settings: {2}",
        spec.label(),
        nodeId,
        settings.describe());
    return new Application(settings, sessions, parts);
  }

  /** Asks for a session that does not exist; without an answer requests will tell. */
  private void warmUp(WatchedStore store) {
    try {
      store.read(
          new SessionId("coatcheck-warm-up-" + nodeId), null, Deadline.in(PATIENCE_AT_START));
    } catch (StoreUnavailableException e) {
      LOG.log(Level.DEBUG, "Redis does not answer yet", e);
    }
  }

  private WatchedStore store(
      ApplicationSpec spec, SessionCounters counters, Deque<Application.Part> parts) {
    Settings settings = spec.settings();
    RedisOptions redis = redis(settings.redis());
    StoreOptions options =
        StoreOptions.of(settings.prefix(), settings.namespace().value(), nodeId)
            .withApplicationLabel(spec.label())
            .withTouchInterval(settings.touchInterval().fixed())
            .withRetention(settings.retention())
            .withLease(LEASE)
            .withOnCommand(counters.commands::increment);
    WatchedStore store =
        new WatchedStore(
            new CompressingStore(
                connections.acquire(redis).sessionStore(options),
                Math.toIntExact(settings.compressAbove().orElse((long) Integer.MAX_VALUE)),
                Math.toIntExact(settings.maxAttributeBytes())),
            spec.label());
    parts.push(() -> connections.release(redis));
    parts.push(store::close);
    return store;
  }

  private static SessionsMBeanRegistration mbean(
      ApplicationSpec spec, Sessions sessions, WatchedStore store, KryoAttributeCodec codec) {
    return SessionsMBeanRegistration.register(
        ManagementFactory.getPlatformMBeanServer(),
        spec.mbeanName(),
        new SessionsMetrics(
            sessions.counters(),
            sessions::localCount,
            store::state,
            codec::learnedPatterns,
            spec.settings().describe()));
  }

  private static RedisOptions redis(RedisLocation location) {
    if (location instanceof RedisLocation.Server server) {
      return RedisOptions.server(
          server.address(), server.user(), server.password(), server.database());
    }
    return RedisOptions.file(((RedisLocation.ConfigurationFile) location).path());
  }

  private static CodecOptions codecOptions(Settings settings) {
    return CodecOptions.DEFAULTS
        .withMaxBytes(Math.toIntExact(settings.maxAttributeBytes()))
        .withPlainClasses(
            settings.notSerializable() == NotSerializable.STORE
                ? PlainClasses.STORE
                : PlainClasses.REFUSE)
        .withClassFilter(classFilter(settings.classFilter()))
        .withSelfCheck(settings.selfCheck());
  }

  private static ClassFilter classFilter(ClassPatterns setting) {
    if (setting.learn()) {
      return ClassFilter.LEARNING;
    }
    return setting.patterns() == null ? ClassFilter.OPEN : ClassFilter.of(setting.patterns());
  }

  private static AttributePolicy policy(Settings settings, SessionCounters counters) {
    return new AttributePolicy(
        settings.unreadableAttributes(),
        settings.unstorableAttributes(),
        settings.maxSessionBytes(),
        counters);
  }

  private static ExpirySweeper.Times times(Settings settings) {
    return new ExpirySweeper.Times(settings.sweepInterval(), LEASE, settings.requestTimeout());
  }
}
