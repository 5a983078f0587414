package dev.coatcheck.redis;

import io.netty.channel.epoll.Epoll;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.config.BaseConfig;
import org.redisson.config.BaseMasterSlaveServersConfig;
import org.redisson.config.Config;
import org.redisson.config.ConfigSupport;
import org.redisson.config.ConstantDelay;
import org.redisson.config.DelayStrategy;
import org.redisson.config.EqualJitterDelay;
import org.redisson.config.ReadMode;
import org.redisson.config.SingleServerConfig;
import org.redisson.config.SubscriptionMode;
import org.redisson.config.TransportMode;

/**
 * Redisson as we run it: few shared connections, few threads, short and bounded waits. A user's own
 * file is taken as it is, but for what correctness needs, and for values that are just Redisson's
 * defaults, which do not suit short requests.
 */
final class RedissonConfigFactory {

  /**
   * Below ten, Redisson lets many commands share a connection, which doubles or triples what it
   * carries. More than one, so that a large reply does not hold up all others.
   */
  static final int CONNECTIONS = 4;

  private static final int MOST_SHARED_CONNECTIONS = 9;
  private static final int IDLE_CONNECTIONS = 2;
  private static final int NETTY_THREADS = 2;
  private static final int THREADS = 2;

  /** After this a command is sent again, to the same connection as a rule: not a useful hurry. */
  private static final int TIMEOUT_MILLIS = 1500;

  private static final int CONNECT_TIMEOUT_MILLIS = 1000;
  private static final int PING_MILLIS = 5000;

  /** Multiples of 100 ms give Redisson's timer its cheapest tick. */
  private static final DelayStrategy RETRY_DELAY = new ConstantDelay(Duration.ofMillis(100));

  private static final DelayStrategy RECONNECTION_DELAY = new ConstantDelay(Duration.ofMillis(500));

  private static final Pattern LINE_AND_COLUMN = Pattern.compile("line (\\d+), column \\d+");
  private static final Pattern PROPERTY = Pattern.compile("Cannot create property=(\\w+)");

  private RedissonConfigFactory() {}

  /**
   * Redisson's configuration for these options.
   *
   * @throws IllegalArgumentException when the file cannot be used
   */
  static Config config(RedisOptions options) {
    Config config = evenCluster(options);
    if (config.isClusterConfig()) {
      throw new IllegalArgumentException(
          options.file()
              + " describes a Redis Cluster, which is not supported yet; name one server,"
              + " a master with its replicas, or a sentinel group");
    }
    return config;
  }

  /** The same, where a Redis Cluster is allowed: parts of the store work on it already. */
  static Config evenCluster(RedisOptions options) {
    Path file = options.file();
    Config config = file == null ? server(options) : read(file);
    Config defaults = new Config();
    if (config.getNettyThreads() == defaults.getNettyThreads()) {
      config.setNettyThreads(NETTY_THREADS);
    }
    if (config.getThreads() == defaults.getThreads()) {
      config.setThreads(THREADS);
    }
    if (config.getTransportMode() == TransportMode.NIO && Epoll.isAvailable()) {
      config.setTransportMode(TransportMode.EPOLL);
    }
    // The server may be away when an application starts, and scripts are loaded by the gateway.
    config.setLazyInitialization(true).setUseScriptCache(false);
    // Redisson would keep the class loaders of web applications for ever.
    config.setUseThreadClassLoader(false).setReferenceEnabled(false);
    config.setCodec(ByteArrayCodec.INSTANCE);
    return config;
  }

  private static Config server(RedisOptions options) {
    Config config = new Config();
    config.setUsername(options.user()).setPassword(options.password());
    SingleServerConfig server = config.useSingleServer();
    server.setAddress(options.address()).setDatabase(options.database());
    tune(server);
    return config;
  }

  private static Config read(Path file) {
    Config config = parse(file);
    if (config.isClusterConfig()) {
      tune(config.useClusterServers());
    } else if (config.isSingleConfig()) {
      tune(config.useSingleServer());
    } else if (config.isSentinelConfig()) {
      tune(config.useSentinelServers());
    } else {
      tune(mastersAndReplicas(config));
    }
    return config;
  }

  @SuppressWarnings("checkstyle:IllegalCatch") // the parser throws whatever it likes
  private static Config parse(Path file) {
    try {
      return yaml().fromYAML(withNamesOfHere(Files.readString(file)), Config.class);
    } catch (IOException | RuntimeException | LinkageError e) {
      throw new IllegalArgumentException(unusable(file, e));
    }
  }

  /** The parser's own words are not repeated: they quote the file, which may hold passwords. */
  private static String unusable(Path file, Throwable e) {
    String words = String.valueOf(e.getMessage());
    StringBuilder text = new StringBuilder(file + " cannot be read as Redisson's YAML");
    LINE_AND_COLUMN
        .matcher(words)
        .results()
        .max(Comparator.comparingInt(place -> Integer.parseInt(place.group(1))))
        .ifPresent(place -> text.append(", see ").append(place.group()));
    String property = "";
    for (Matcher nested = PROPERTY.matcher(words); nested.find(); ) {
      property = nested.group(1);
    }
    if (!property.isEmpty()) {
      text.append(", property ").append(property);
    }
    text.append(": ").append(e.getClass().getSimpleName());
    if (property.equals("codec") || e instanceof LinkageError) {
      text.append("; take codec out, it has no effect here");
    }
    return text.toString();
  }

  private static ConfigSupport yaml() {
    return new ConfigSupport(RedissonConfigFactory.class.getClassLoader(), false);
  }

  /**
   * A file names Redisson's classes as Redisson's documentation does; the jar to drop in has them
   * under other names.
   */
  private static String withNamesOfHere(String yaml) {
    String here = Config.class.getPackageName().replaceFirst("[.]config$", ".");
    return yaml.replace("!<org.redisson.", "!<" + here).replace("!!org.redisson.", "!!" + here);
  }

  private static BaseMasterSlaveServersConfig<?> mastersAndReplicas(Config config) {
    try {
      return config.useMasterSlaveServers();
    } catch (IllegalStateException itIsTheOther) {
      return config.useReplicatedServers();
    }
  }

  private static void tune(SingleServerConfig config) {
    SingleServerConfig defaults = new Config().useSingleServer();
    common(config, defaults);
    config.setConnectionPoolSize(
        shared(config.getConnectionPoolSize(), defaults.getConnectionPoolSize()));
    config.setConnectionMinimumIdleSize(idle(config.getConnectionMinimumIdleSize()));
    config.setSubscriptionConnectionMinimumIdleSize(0);
  }

  private static void tune(BaseMasterSlaveServersConfig<?> config) {
    BaseMasterSlaveServersConfig<?> defaults = new Config().useMasterSlaveServers();
    common(config, defaults);
    config.setMasterConnectionPoolSize(
        shared(config.getMasterConnectionPoolSize(), defaults.getMasterConnectionPoolSize()));
    config.setMasterConnectionMinimumIdleSize(idle(config.getMasterConnectionMinimumIdleSize()));
    config.setSubscriptionConnectionMinimumIdleSize(0);
    // A replica may not have what the last request wrote.
    config.setReadMode(ReadMode.MASTER).setSubscriptionMode(SubscriptionMode.MASTER);
  }

  private static void common(BaseConfig<?> config, BaseConfig<?> defaults) {
    if (config.getTimeout() == defaults.getTimeout()) {
      config.setTimeout(TIMEOUT_MILLIS);
    }
    if (config.getConnectTimeout() == defaults.getConnectTimeout()) {
      config.setConnectTimeout(CONNECT_TIMEOUT_MILLIS);
    }
    if (config.getRetryAttempts() == defaults.getRetryAttempts()) {
      config.setRetryAttempts(1);
    }
    if (config.getRetryDelay() instanceof EqualJitterDelay) {
      config.setRetryDelay(RETRY_DELAY);
    }
    if (config.getReconnectionDelay() instanceof EqualJitterDelay) {
      config.setReconnectionDelay(RECONNECTION_DELAY);
    }
    if (config.getPingConnectionInterval() == defaults.getPingConnectionInterval()) {
      config.setPingConnectionInterval(PING_MILLIS);
    }
  }

  private static int shared(int connections, int byDefault) {
    return connections == byDefault ? CONNECTIONS : Math.min(connections, MOST_SHARED_CONNECTIONS);
  }

  private static int idle(int connections) {
    return Math.min(connections, IDLE_CONNECTIONS);
  }
}
