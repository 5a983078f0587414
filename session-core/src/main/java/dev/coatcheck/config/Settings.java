package dev.coatcheck.config;

import dev.coatcheck.session.UnreadableAttributes;
import dev.coatcheck.session.UnstorableAttributes;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The settings in force for one application on one node, complete and valid. Made by a {@link
 * SettingsLoader}. Immutable.
 */
public final class Settings {

  /**
   * One setting in force.
   *
   * @param shown the value as it may be logged
   */
  record Entry<T>(T value, String shown, String origin) {}

  private final Map<Setting<?>, Entry<?>> entries;

  Settings(Map<Setting<?>, Entry<?>> entries) {
    this.entries = new LinkedHashMap<>(entries);
  }

  /**
   * Settings that code decides, by name, without a look at system properties or the environment.
   *
   * @throws InvalidSettingsException when anything is wrong, naming all of it
   */
  public static Settings of(Namespace application, Map<String, String> values) {
    return SettingsLoader.of(new Properties(), Map.of())
        .then(SettingsSource.ofApplication("code", values))
        .load(application);
  }

  /** Where Redis is. */
  public RedisLocation redis() {
    return value(Setting.REDIS);
  }

  /** Which application's sessions these are. */
  public Namespace namespace() {
    return value(Setting.NAMESPACE);
  }

  /** How all keys begin. */
  public String prefix() {
    return value(Setting.PREFIX);
  }

  /** How long one request may wait for Redis, all its commands together. */
  public Duration requestTimeout() {
    return value(Setting.REQUEST_TIMEOUT);
  }

  /** How many bytes of encoded sessions a node keeps between requests; 0 for none. */
  public long cacheBytes() {
    return value(Setting.CACHE_SIZE);
  }

  /** What to do with stored bytes that cannot be decoded. */
  public UnreadableAttributes unreadableAttributes() {
    return value(Setting.UNREADABLE_ATTRIBUTES);
  }

  /** What to do with values that cannot be encoded. */
  public UnstorableAttributes unstorableAttributes() {
    return value(Setting.UNSTORABLE_ATTRIBUTES);
  }

  /** How long after an access further ones need not be recorded. */
  public TouchInterval touchInterval() {
    return value(Setting.TOUCH_INTERVAL);
  }

  /** How often a node looks for expired sessions. */
  public Duration sweepInterval() {
    return value(Setting.SWEEP_INTERVAL);
  }

  /** How long an expired session waits to be destroyed before Redis drops it. */
  public Duration retention() {
    return value(Setting.RETENTION);
  }

  /** How many bytes an encoded attribute may have. */
  public long maxAttributeBytes() {
    return value(Setting.MAX_ATTRIBUTE_SIZE);
  }

  /** How many bytes all encoded attributes of a session may have together. */
  public long maxSessionBytes() {
    return value(Setting.MAX_SESSION_SIZE);
  }

  /** From how many bytes on an encoded attribute is compressed; empty for never. */
  public Optional<Long> compressAbove() {
    return value(Setting.COMPRESS_ABOVE);
  }

  /** Which classes may be stored and read. */
  public ClassPatterns classFilter() {
    return value(Setting.CLASS_FILTER);
  }

  /** What happens to objects of classes that are not Serializable. */
  public NotSerializable notSerializable() {
    return value(Setting.NOT_SERIALIZABLE);
  }

  /** Whether the first values of each class are read back as soon as they were encoded. */
  public boolean selfCheck() {
    return value(Setting.SELF_CHECK) == Switch.ON;
  }

  /** One line with each setting, its value and where it comes from; shows no secrets. */
  public String describe() {
    StringBuilder line = new StringBuilder();
    entries.forEach(
        (setting, entry) ->
            line.append(line.length() == 0 ? "" : ", ")
                .append(setting.name())
                .append('=')
                .append(entry.shown())
                .append(" (")
                .append(entry.origin())
                .append(')'));
    return line.toString();
  }

  @Override
  public String toString() {
    return "Settings[" + describe() + "]";
  }

  @SuppressWarnings("unchecked") // the loader fills each entry from the very setting it is under
  private <T> T value(Setting<T> setting) {
    Entry<?> entry = entries.get(setting);
    if (entry == null) {
      throw new IllegalStateException(setting.name() + " was not loaded");
    }
    return (T) entry.value();
  }
}
