package dev.coatcheck.it.distribution;

import dev.coatcheck.testkit.http.NodePlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The filter's one jar for an application: into WEB-INF/lib with it, a file of settings beside the
 * classes, and nothing in web.xml.
 */
record FilterJar(Path jar) {

  static FilterJar ofJakarta() {
    return new FilterJar(Path.of(System.getProperty("it.filterJar")));
  }

  static FilterJar ofJavaEe() {
    return new FilterJar(Path.of(System.getProperty("it.javaxFilterJar")));
  }

  /** Adds both to an unpacked application. */
  void addTo(Path war, NodePlan plan) {
    addTo(war, plan.redis().toString(), plan.settings());
  }

  /**
   * The same.
   *
   * @param more settings, besides that of Redis
   */
  void addTo(Path war, String redis, Map<String, String> more) {
    List<String> settings = new ArrayList<>(List.of("redis=" + redis));
    more.forEach((name, value) -> settings.add(name + "=" + value));
    try {
      Path lib = Files.createDirectories(war.resolve("WEB-INF/lib"));
      Files.copy(jar, lib.resolve(jar.getFileName()));
      Files.write(war.resolve("WEB-INF/classes/coatcheck.properties"), settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
