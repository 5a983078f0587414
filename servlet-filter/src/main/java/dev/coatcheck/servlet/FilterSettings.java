package dev.coatcheck.servlet;

import dev.coatcheck.config.Namespace;
import dev.coatcheck.config.Settings;
import dev.coatcheck.config.SettingsLoader;
import dev.coatcheck.config.SettingsSource;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where a web application has settings for us. */
final class FilterSettings {

  private static final String FILE = "coatcheck.properties";
  private static final String CLASSES = "/WEB-INF/classes/";

  private FilterSettings() {}

  /**
   * Reads the settings: system properties and environment, the filter's init parameters, then
   * {@code coatcheck.properties} in WEB-INF/classes and where the container has its own class path.
   *
   * @throws dev.coatcheck.config.InvalidSettingsException naming all that is wrong
   */
  static Settings load(FilterConfig config) throws IOException {
    ServletContext context = config.getServletContext();
    return SettingsLoader.ofProcess()
        .then(SettingsSource.ofApplication("init-param of the filter", parameters(config)))
        .then(ofApplication(context))
        .then(ofClassPath(context))
        .load(application(context));
  }

  /** Which application it is, the same on each node: its namespace unless one is set. */
  static Namespace application(ServletContext context) {
    return Namespace.ofApplication(context.getContextPath(), null, null);
  }

  private static Map<String, String> parameters(FilterConfig config) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String name : Collections.list(config.getInitParameterNames())) {
      parameters.put(name, config.getInitParameter(name));
    }
    return parameters;
  }

  private static SettingsSource ofApplication(ServletContext context) throws IOException {
    String origin = CLASSES.substring(1) + FILE;
    try (InputStream in = context.getResourceAsStream(CLASSES + FILE)) {
      return SettingsSource.ofApplication(
          origin, in == null ? Map.of() : SettingsSource.readProperties(origin, in));
    }
  }

  /** What the application's class loader finds first, unless that is the application's own file. */
  private static SettingsSource ofClassPath(ServletContext context) throws IOException {
    URL file = context.getClassLoader().getResource(FILE);
    if (file == null || context.getResource(CLASSES + FILE) != null) {
      return SettingsSource.ofNode(FILE, Map.of());
    }
    String origin = FILE + " on the class path";
    try (InputStream in = file.openStream()) {
      Map<String, String> values = SettingsSource.readProperties(origin, in);
      return file.getPath().contains(CLASSES)
          ? SettingsSource.ofApplication(origin, values)
          : SettingsSource.ofNode(origin, values);
    }
  }
}
