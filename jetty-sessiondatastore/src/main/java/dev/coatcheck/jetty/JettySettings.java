package dev.coatcheck.jetty;

import dev.coatcheck.config.Namespace;
import dev.coatcheck.config.Settings;
import dev.coatcheck.config.SettingsLoader;
import dev.coatcheck.config.SettingsSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.server.Context;
import org.eclipse.jetty.util.resource.Resource;
import org.jspecify.annotations.Nullable;

/** Where Jetty has settings for us. */
final class JettySettings {

  private static final String FILE = "coatcheck.properties";

  private JettySettings() {}

  /**
   * Reads the settings of one context: system properties and environment, the properties of the
   * context's own store and of the server's factory, then {@code coatcheck.properties} in
   * WEB-INF/classes and in the jetty.base's resources.
   *
   * @throws dev.coatcheck.config.InvalidSettingsException naming all that is wrong
   */
  static Settings load(Context context, Map<String, String> ofStore, Map<String, String> ofFactory)
      throws IOException {
    return SettingsLoader.ofProcess()
        .then(SettingsSource.ofApplication("CoatcheckSessionDataStore of the context", ofStore))
        .then(SettingsSource.ofNode("jetty.session.coatcheck", ofFactory))
        .then(ofApplication(context))
        .then(ofServer())
        .load(application(context));
  }

  /** Which application it is, the same on each node: its namespace unless one is set. */
  static Namespace application(Context context) {
    List<String> virtualHosts = context.getVirtualHosts();
    return Namespace.ofApplication(
        context.getContextPath(),
        virtualHosts == null || virtualHosts.isEmpty() ? null : virtualHosts.get(0),
        null);
  }

  private static SettingsSource ofApplication(Context context) throws IOException {
    String origin = "WEB-INF/classes/" + FILE;
    Resource base = context.getBaseResource();
    Resource file = base == null ? null : base.resolve(origin);
    if (file == null || !file.exists() || file.isDirectory()) {
      return SettingsSource.ofApplication(origin, Map.of());
    }
    try (InputStream in = file.newInputStream()) {
      return SettingsSource.ofApplication(origin, SettingsSource.readProperties(origin, in));
    }
  }

  private static SettingsSource ofServer() throws IOException {
    String origin = "resources/" + FILE;
    @Nullable String base = System.getProperty("jetty.base");
    Path file = base == null ? null : Path.of(base, origin);
    if (file == null || !Files.isRegularFile(file)) {
      return SettingsSource.ofNode(origin, Map.of());
    }
    try (InputStream in = Files.newInputStream(file)) {
      return SettingsSource.ofNode(origin, SettingsSource.readProperties(origin, in));
    }
  }
}
