package dev.coatcheck.it.filter;

import dev.coatcheck.testkit.http.WebApp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The plain test application with Spring Security instead of the container's login: its libraries,
 * its filter in web.xml, and the same pages for members only.
 */
final class SpringSecurityWar {

  private static final Path LIBRARIES = Path.of(System.getProperty("it.target"), "spring-security");

  private SpringSecurityWar() {}

  /** The application, to be served at this path. */
  static WebApp at(String contextPath) {
    WebApp application =
        WebApp.at(contextPath)
            .plus("WEB-INF/web.xml", resource("web.xml"))
            .plus("WEB-INF/applicationContext.xml", resource("applicationContext.xml"));
    for (Path library : libraries()) {
      application = application.plus("WEB-INF/lib/" + library.getFileName(), library);
    }
    return application;
  }

  private static List<Path> libraries() {
    try (Stream<Path> files = Files.list(LIBRARIES)) {
      return files.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path resource(String name) {
    URL url = SpringSecurityWar.class.getResource("/spring-security/" + name);
    try {
      return Path.of(Objects.requireNonNull(url, name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
