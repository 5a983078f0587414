package dev.coatcheck.config;

import dev.coatcheck.session.UnreadableAttributes;
import dev.coatcheck.session.UnstorableAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the catalogue of settings, which is the single place that knows their names, forms,
 * defaults and bounds. The documentation is rendered from it. Immutable.
 *
 * @param <T> what the setting's text becomes
 */
public final class Setting<T> {

  /** How often an administrator needs a setting. */
  public enum Need {
    /** Nothing works without it. */
    ESSENTIAL,
    /** Worth a look before going live. */
    FREQUENT,
    /** The default serves nearly everybody. */
    RARE
  }

  static final Setting<RedisLocation> REDIS =
      new Setting<>(
          "redis",
          Need.ESSENTIAL,
          new RedisLocationType(),
          null,
          "Where Redis is, or a Redisson configuration file.");

  static final Setting<Namespace> NAMESPACE =
      new Setting<>(
          "namespace",
          Need.FREQUENT,
          new NameType<>("-._~%@#", Namespace::new),
          null,
          "The application's name in Redis; nodes with the same one share sessions."
              + " Set for one application only.");

  static final Setting<String> PREFIX =
      new Setting<>(
          "prefix",
          Need.FREQUENT,
          new NameType<>("-._", Function.identity()),
          "cc",
          "How all keys begin; separates fleets that use one Redis.");

  static final Setting<Duration> REQUEST_TIMEOUT =
      new Setting<>(
          "requestTimeout",
          Need.FREQUENT,
          AmountType.duration(Duration.ofMillis(50), Duration.ofSeconds(60)),
          "1500ms",
          "How long one request may wait for Redis, all its commands together,"
              + " before it answers 503.");

  static final Setting<Long> CACHE_SIZE =
      new Setting<>(
          "cacheSize",
          Need.FREQUENT,
          AmountType.size(0, 64L << 30),
          "64MB",
          "How much of encoded sessions a node keeps between requests, so that it need not"
              + " fetch and decode them again; 0 keeps none.");

  static final Setting<UnreadableAttributes> UNREADABLE_ATTRIBUTES =
      new Setting<>(
          "unreadableAttributes",
          Need.FREQUENT,
          new ChoiceType<>(UnreadableAttributes.class),
          "fail",
          "What getAttribute does when the stored bytes cannot be decoded here: throw (fail),"
              + " answer null and keep the bytes for other nodes, or answer null and drop them.");

  static final Setting<UnstorableAttributes> UNSTORABLE_ATTRIBUTES =
      new Setting<>(
          "unstorableAttributes",
          Need.FREQUENT,
          new ChoiceType<>(UnstorableAttributes.class),
          "local",
          "What happens to a value that cannot be encoded: it stays on its node with a warning,"
              + " or the request fails.");

  static final Setting<TouchInterval> TOUCH_INTERVAL =
      new Setting<>(
          "touchInterval",
          Need.RARE,
          new TouchIntervalType(),
          "auto",
          "How long after an access further ones need not be recorded; 0s records each. A session"
              + " may live that much longer. auto is a twentieth of the timeout, at most 30s.");

  static final Setting<Duration> SWEEP_INTERVAL =
      new Setting<>(
          "sweepInterval",
          Need.RARE,
          AmountType.duration(Duration.ofMillis(100), Duration.ofHours(1)),
          "5s",
          "How often the fleet looks for expired sessions, to run the application's listeners.");

  static final Setting<Duration> RETENTION =
      new Setting<>(
          "retention",
          Need.RARE,
          AmountType.duration(Duration.ofSeconds(1), Duration.ofDays(365)),
          "24h",
          "How long an expired session waits for a node to destroy it: the longest stop of the"
              + " whole fleet after which sessionDestroyed still fires.");

  static final Setting<Long> MAX_ATTRIBUTE_SIZE =
      new Setting<>(
          "maxAttributeSize",
          Need.RARE,
          AmountType.size(1L << 10, 512L << 20),
          "4MB",
          "The largest encoded attribute; a larger one counts as unstorable.");

  static final Setting<Long> MAX_SESSION_SIZE =
      new Setting<>(
          "maxSessionSize",
          Need.RARE,
          AmountType.size(1L << 10, 8L << 30),
          "32MB",
          "The most that all encoded attributes of a session may have together; the largest of those"
              + " that grow beyond it count as unstorable.");

  static final Setting<Optional<Long>> COMPRESS_ABOVE =
      new Setting<>(
          "compressAbove",
          Need.RARE,
          new OffOrType<>(AmountType.size(1L << 10, 512L << 20)),
          "off",
          "Attributes that encode to more are stored compressed: half the memory in Redis or less,"
              + " for several times the work of storing them.");

  static final Setting<ClassPatterns> CLASS_FILTER =
      new Setting<>(
          "classFilter",
          Need.RARE,
          new ClassPatternsType(),
          "none",
          "Which classes may be stored and read, in the syntax of Java's serialization filters;"
              + " learn logs what the application needs. Java's values and collections, and a"
              + " built-in list of classes known to be abused, need not be listed.");

  static final Setting<NotSerializable> NOT_SERIALIZABLE =
      new Setting<>(
          "notSerializable",
          Need.RARE,
          new ChoiceType<>(NotSerializable.class),
          "store",
          "What happens to objects of the application's classes that are not Serializable: stored"
              + " all the same, or refused as by a container that serializes sessions.");

  static final Setting<Switch> SELF_CHECK =
      new Setting<>(
          "selfCheck",
          Need.RARE,
          new ChoiceType<>(Switch.class),
          "on",
          "Whether the first few values of each class are read back as soon as they were encoded,"
              + " so that what no node could read counts as unstorable at once.");

  private static final List<Setting<?>> ALL =
      List.of(
          REDIS,
          NAMESPACE,
          PREFIX,
          REQUEST_TIMEOUT,
          CACHE_SIZE,
          UNREADABLE_ATTRIBUTES,
          UNSTORABLE_ATTRIBUTES,
          TOUCH_INTERVAL,
          SWEEP_INTERVAL,
          RETENTION,
          MAX_ATTRIBUTE_SIZE,
          MAX_SESSION_SIZE,
          COMPRESS_ABOVE,
          CLASS_FILTER,
          NOT_SERIALIZABLE,
          SELF_CHECK);

  private final String name;
  private final Need need;
  private final ValueType<T> type;
  private final @Nullable String defaultText;
  private final String help;

  private Setting(
      String name, Need need, ValueType<T> type, @Nullable String defaultText, String help) {
    this.name = name;
    this.need = need;
    this.type = type;
    this.defaultText = defaultText;
    this.help = help;
  }

  /** All settings, those needed most often first. */
  public static List<Setting<?>> all() {
    return ALL;
  }

  /** The name in the container's configuration and in property files, such as sweepInterval. */
  public String name() {
    return name;
  }

  /** The name of the system property, such as coatcheck.sweepInterval. */
  public String systemProperty() {
    return SettingsSource.SYSTEM_PROPERTY_PREFIX + name;
  }

  /** The name of the environment variable, such as COATCHECK_SWEEP_INTERVAL. */
  public String environmentVariable() {
    return SettingsSource.ENVIRONMENT_PREFIX
        + name.replaceAll("(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
  }

  /** How often it is needed. */
  public Need need() {
    return need;
  }

  /** What may be written, bounds included, in a few words. */
  public String shape() {
    return type.shape();
  }

  /** The default as text, or null when there is none or it depends on the application. */
  public @Nullable String defaultText() {
    return defaultText;
  }

  /** One or two sentences for administrators. */
  public String help() {
    return help;
  }

  /** Whether it makes sense for a single application only, never for a whole node. */
  public boolean isPerApplication() {
    return this == NAMESPACE;
  }

  ValueType<T> type() {
    return type;
  }

  @Override
  public String toString() {
    return name;
  }
}
