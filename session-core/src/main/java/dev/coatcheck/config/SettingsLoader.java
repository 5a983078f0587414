package dev.coatcheck.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Reads the settings from several sources, of which an earlier one beats a later one: system
 * properties, the environment, then whatever an adapter adds in its order, then the defaults.
 * Operator beats packager. Immutable.
 */
public final class SettingsLoader {

  private static final String DEFAULT_ORIGIN = "default";

  private final List<SettingsSource> sources;

  private SettingsLoader(List<SettingsSource> sources) {
    this.sources = List.copyOf(sources);
  }

  /** A loader with this process's own system properties and environment. */
  public static SettingsLoader ofProcess() {
    return of(System.getProperties(), System.getenv());
  }

  /** A loader with the given system properties and environment, of which it takes a copy. */
  public static SettingsLoader of(Properties systemProperties, Map<String, String> environment) {
    return new SettingsLoader(
        List.of(
            SettingsSource.ofSystemProperties(systemProperties),
            SettingsSource.ofEnvironment(environment)));
  }

  /** A loader that asks {@code source} for what none of this one's sources sets. */
  public SettingsLoader then(SettingsSource source) {
    List<SettingsSource> more = new ArrayList<>(sources);
    more.add(source);
    return new SettingsLoader(more);
  }

  /**
   * Reads all settings.
   *
   * @param application the namespace for an application that sets none
   * @throws InvalidSettingsException when anything is wrong, naming all of it
   */
  public Settings load(Namespace application) {
    List<SettingProblem> problems = new ArrayList<>();
    sources.forEach(source -> addProblemsOfNames(source, problems));
    Map<Setting<?>, Settings.Entry<?>> entries = new LinkedHashMap<>();
    for (Setting<?> setting : Setting.all()) {
      Settings.Entry<?> entry =
          setting == Setting.NAMESPACE && firstWith(setting) == null
              ? new Settings.Entry<>(application, application.value(), "context path")
              : entry(setting, problems);
      if (entry != null) {
        entries.put(setting, entry);
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidSettingsException(problems);
    }
    return new Settings(entries);
  }

  private static void addProblemsOfNames(SettingsSource source, List<SettingProblem> problems) {
    List<String> known = Setting.all().stream().map(source::spelling).toList();
    for (String name : source.names()) {
      if (!known.contains(name)) {
        problems.add(
            SettingProblem.unknownName(name, source.origin(), NearestName.among(known, name)));
      }
    }
    for (Setting<?> setting : Setting.all()) {
      String text = source.value(setting);
      if (text != null && !source.mayHold(setting)) {
        problems.add(SettingProblem.forOneApplicationOnly(setting, text, source.origin(setting)));
      }
    }
  }

  private <T> Settings.@Nullable Entry<T> entry(Setting<T> setting, List<SettingProblem> problems) {
    SettingsSource source = firstWith(setting);
    String text = source == null ? setting.defaultText() : source.value(setting);
    if (text == null) {
      problems.add(SettingProblem.missing(setting, RedisLocationType.EXAMPLE));
      return null;
    }
    String origin = source == null ? DEFAULT_ORIGIN : source.origin(setting);
    if (text.isEmpty()) {
      problems.add(SettingProblem.empty(setting, origin));
      return null;
    }
    String shown = setting.type().shown(text);
    Parsed<T> parsed = setting.type().parse(text);
    if (parsed instanceof Parsed.Accepted<T> accepted) {
      return new Settings.Entry<>(
          accepted.value(), shown, source == null ? DEFAULT_ORIGIN : source.origin());
    }
    Parsed.Refused<T> refused = (Parsed.Refused<T>) parsed;
    problems.add(
        new SettingProblem(setting.name(), shown, refused.problem(), origin, refused.remedy()));
    return null;
  }

  private @Nullable SettingsSource firstWith(Setting<?> setting) {
    for (SettingsSource source : sources) {
      if (source.mayHold(setting) && source.value(setting) != null) {
        return source;
      }
    }
    return null;
  }
}
