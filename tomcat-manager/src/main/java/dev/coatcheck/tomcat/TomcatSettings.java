package dev.coatcheck.tomcat;

import dev.coatcheck.config.InvalidSettingsException;
import dev.coatcheck.config.Namespace;
import dev.coatcheck.config.Settings;
import dev.coatcheck.config.SettingsLoader;
import dev.coatcheck.config.SettingsSource;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.apache.catalina.Container;
import org.apache.catalina.Context;
import org.apache.catalina.Engine;
import org.apache.catalina.WebResource;

/** Where Tomcat has settings for us. */
final class TomcatSettings {

  private static final String FILE = "coatcheck.properties";

  private TomcatSettings() {}

  /**
   * Reads the settings of one context: system properties and environment, the element in
   * context.xml, then {@code coatcheck.properties} in WEB-INF/classes and in Tomcat's conf.
   *
   * @param attributes of the element
   * @throws InvalidSettingsException naming all that is wrong
   */
  static Settings load(Context context, Map<String, String> attributes) throws IOException {
    return SettingsLoader.ofProcess()
        .then(SettingsSource.ofApplication("Manager in context.xml", attributes))
        .then(ofApplication(context))
        .then(ofServer(context))
        .load(application(context));
  }

  /** Which application it is, the same on each node: its namespace unless one is set. */
  static Namespace application(Context context) {
    String host = context.getParent() == null ? null : context.getParent().getName();
    Container engine = context.getParent() == null ? null : context.getParent().getParent();
    boolean defaultHost =
        host == null || (engine instanceof Engine e && host.equalsIgnoreCase(e.getDefaultHost()));
    return Namespace.ofApplication(
        context.getPath(), defaultHost ? null : host, context.getWebappVersion());
  }

  private static SettingsSource ofApplication(Context context) throws IOException {
    String origin = "WEB-INF/classes/" + FILE;
    WebResource file =
        context.getResources() == null ? null : context.getResources().getResource("/" + origin);
    if (file == null || !file.isFile()) {
      return SettingsSource.ofApplication(origin, Map.of());
    }
    try (InputStream in = file.getInputStream()) {
      return SettingsSource.ofApplication(origin, SettingsSource.readProperties(origin, in));
    }
  }

  private static SettingsSource ofServer(Context context) throws IOException {
    String origin = "conf/" + FILE;
    File base = context.getCatalinaBase();
    File file = base == null ? null : new File(base, origin);
    if (file == null || !file.isFile()) {
      return SettingsSource.ofNode(origin, Map.of());
    }
    try (InputStream in = new FileInputStream(file)) {
      return SettingsSource.ofNode(origin, SettingsSource.readProperties(origin, in));
    }
  }
}
