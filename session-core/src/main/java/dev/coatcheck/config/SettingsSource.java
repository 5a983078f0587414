package dev.coatcheck.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One place where settings are written, as a copy of what stood there. An adapter makes one for the
 * container's element and one for each {@code coatcheck.properties}. Immutable.
 */
public final class SettingsSource {

  static final String SYSTEM_PROPERTY_PREFIX = "coatcheck.";
  static final String ENVIRONMENT_PREFIX = "COATCHECK_";

  /**
   * Variables that Kubernetes and Docker add by themselves for a service named {@code coatcheck} or
   * {@code coatcheck-redis}; nobody can prevent them, hence they are no unknown settings.
   */
  private static final Pattern SERVICE_LINK =
      Pattern.compile(
          "COATCHECK_([A-Z0-9_]+_)?"
              + "(SERVICE_HOST|SERVICE_PORT(_\\w+)?|PORT|PORT_[0-9]+_(TCP|UDP|SCTP)(_\\w+)?)");

  private enum Kind {
    SYSTEM_PROPERTIES,
    ENVIRONMENT,
    NODE,
    APPLICATION
  }

  private final Kind kind;
  private final String origin;
  private final Map<String, String> values;

  private SettingsSource(Kind kind, String origin, Map<String, String> values) {
    this.kind = kind;
    this.origin = origin;
    this.values = new TreeMap<>(values);
  }

  /**
   * Settings of one application: its element in the container's configuration, its init parameters.
   *
   * @param origin where they stand, such as {@code context.xml}, for messages
   * @param values by setting name; all that is there, so that wrong names are found
   */
  public static SettingsSource ofApplication(String origin, Map<String, String> values) {
    return new SettingsSource(Kind.APPLICATION, origin, values);
  }

  /**
   * Settings of all applications of a node, which may not name a namespace.
   *
   * @param origin where they stand, for messages
   * @param values by setting name; all that is there, so that wrong names are found
   */
  public static SettingsSource ofNode(String origin, Map<String, String> values) {
    return new SettingsSource(Kind.NODE, origin, values);
  }

  /**
   * What a {@code coatcheck.properties} says, as setting names and values.
   *
   * @param origin the file's name, for messages
   * @param file in UTF-8; read to its end, not closed
   * @throws InvalidSettingsException when it is no properties file
   * @throws IOException when it cannot be read
   */
  public static Map<String, String> readProperties(String origin, InputStream file)
      throws IOException {
    Properties properties = new Properties();
    try {
      properties.load(new InputStreamReader(file, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException malformed) {
      throw new InvalidSettingsException(SettingProblem.malformedFile(origin));
    }
    return entries(properties);
  }

  static SettingsSource ofSystemProperties(Properties properties) {
    Map<String, String> ours = entries(properties);
    ours.keySet().removeIf(name -> !name.startsWith(SYSTEM_PROPERTY_PREFIX));
    return new SettingsSource(Kind.SYSTEM_PROPERTIES, "system property", ours);
  }

  static SettingsSource ofEnvironment(Map<String, String> environment) {
    Map<String, String> ours = new TreeMap<>(environment);
    ours.keySet()
        .removeIf(
            name -> !name.startsWith(ENVIRONMENT_PREFIX) || SERVICE_LINK.matcher(name).matches());
    return new SettingsSource(Kind.ENVIRONMENT, "environment", ours);
  }

  /** The names that are set here, as they are written here. */
  Set<String> names() {
    return values.keySet();
  }

  /** The setting's value without blanks around it, or null when it is not set here. */
  @Nullable String value(Setting<?> setting) {
    String value = values.get(spelling(setting));
    return value == null ? null : value.strip();
  }

  /** How the setting is written here. */
  String spelling(Setting<?> setting) {
    return switch (kind) {
      case SYSTEM_PROPERTIES -> setting.systemProperty();
      case ENVIRONMENT -> setting.environmentVariable();
      case NODE, APPLICATION -> setting.name();
    };
  }

  /** Where these settings stand. */
  String origin() {
    return origin;
  }

  /** Where the setting stands, to the letter. */
  String origin(Setting<?> setting) {
    return switch (kind) {
      case SYSTEM_PROPERTIES, ENVIRONMENT -> origin + " " + spelling(setting);
      case NODE, APPLICATION -> origin;
    };
  }

  /** Whether the setting makes sense here. */
  boolean mayHold(Setting<?> setting) {
    return kind == Kind.APPLICATION || !setting.isPerApplication();
  }

  private static Map<String, String> entries(Properties properties) {
    Map<String, String> entries = new TreeMap<>();
    for (String name : properties.stringPropertyNames()) {
      entries.put(name, properties.getProperty(name, ""));
    }
    return entries;
  }
}
