package dev.coatcheck.config;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * One reason why the settings cannot be used. Holds no secrets. Immutable.
 *
 * @param name what was to be set, as the administrator wrote it
 * @param value what was written, safe to be shown; null when there is none or it may be secret
 * @param problem what is wrong, to be read after name and value
 * @param origin where it was written, or null when it was written nowhere
 * @param remedy what to do, an order
 */
public record SettingProblem(
    String name, @Nullable String value, String problem, @Nullable String origin, String remedy)
    implements Serializable {

  private static final int LONGEST_SHOWN = 120;

  static SettingProblem unknownName(String name, String origin, @Nullable String nearest) {
    return new SettingProblem(
        name,
        null,
        "is not a setting",
        origin,
        nearest == null
            ? "remove it, or write one of the names in docs/configuration.md"
            : "write " + nearest + ", or remove it");
  }

  static SettingProblem malformedFile(String origin) {
    return new SettingProblem(
        origin,
        null,
        "is not a properties file",
        null,
        "write \\\\ for each backslash, or / in paths");
  }

  static SettingProblem empty(Setting<?> setting, String origin) {
    return new SettingProblem(
        setting.name(), "", "is empty", origin, "write a value, or remove the setting");
  }

  static SettingProblem missing(Setting<?> setting, String example) {
    return new SettingProblem(
        setting.name(),
        null,
        "is not set",
        null,
        "write "
            + setting.name()
            + "=\""
            + example
            + "\" in the container's configuration, or set "
            + setting.environmentVariable()
            + " or -D"
            + setting.systemProperty());
  }

  static SettingProblem forOneApplicationOnly(Setting<?> setting, String value, String origin) {
    return new SettingProblem(
        setting.name(),
        value,
        "is set for all applications",
        origin,
        "write it for each application, or set " + Setting.PREFIX.name() + " to keep fleets apart");
  }

  /** All of it in one line, without line breaks or control characters. */
  public String message() {
    return name
        + ": "
        + (value == null ? "" : "\"" + printable(value) + "\" ")
        + problem
        + (origin == null ? "" : " (from " + origin + ")")
        + "; "
        + remedy;
  }

  private static String printable(String value) {
    String oneLine = value.replaceAll("\\p{Cntrl}", "?");
    return oneLine.length() <= LONGEST_SHOWN
        ? oneLine
        : oneLine.substring(0, LONGEST_SHOWN) + "...";
  }

  @Override
  public String toString() {
    return message();
  }
}
