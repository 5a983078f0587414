package dev.coatcheck.testkit.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A variant of the plain test application, and the path at which it is served. Immutable.
 *
 * @param contextPath such as "/app"
 * @param sessionConfig what its web.xml has in {@code <session-config>}
 * @param withoutClasses simple names of classes that are left out
 * @param files what is added to the WAR, by the path that it gets there
 */
public record WebApp(
    String contextPath, String sessionConfig, Set<String> withoutClasses, Map<String, Path> files) {

  /** A file that the container serves by itself, below the application's path. */
  static final String STATIC_FILE = "static.txt";

  private static final String PACKAGE = "org/example/plainwar";

  public WebApp {
    withoutClasses = Set.copyOf(withoutClasses);
    files = Map.copyOf(files);
  }

  /** The application as it is. */
  public static WebApp at(String contextPath) {
    return new WebApp(contextPath, "", Set.of(), Map.of());
  }

  /** The application with this content of {@code <session-config>}. */
  public WebApp sessionConfig(String xml) {
    return new WebApp(contextPath, xml, withoutClasses, files);
  }

  /** The application without one of its classes, as if it were an older version. */
  public WebApp without(String simpleClassName) {
    return new WebApp(contextPath, sessionConfig, Set.of(simpleClassName), files);
  }

  /** The application with one more file, such as a library, or with another web.xml. */
  public WebApp plus(String path, Path file) {
    Map<String, Path> more = new HashMap<>(files);
    more.put(path, file);
    return new WebApp(contextPath, sessionConfig, withoutClasses, more);
  }

  /**
   * Writes the WAR, unpacked, to a new directory below this one.
   *
   * @return the new directory
   */
  public Path unpackTo(Path parent) {
    String name = contextPath.isEmpty() ? "ROOT" : contextPath.substring(1).replace('/', '#');
    try {
      Path root = parent.resolve(name);
      Path classes = Files.createDirectories(root.resolve("WEB-INF/classes/" + PACKAGE));
      Files.writeString(root.resolve("WEB-INF/web.xml"), webXml());
      Files.writeString(root.resolve(STATIC_FILE), "always the same");
      copyClasses(classes);
      for (Map.Entry<String, Path> file : files.entrySet()) {
        Path target = root.resolve(file.getKey());
        Files.createDirectories(target.resolveSibling(""));
        Files.copy(file.getValue(), target, StandardCopyOption.REPLACE_EXISTING);
      }
      return root;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String webXml() throws IOException {
    try (InputStream in = resource("web.xml").openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replace(
              "<!-- session-config -->", "<session-config>" + sessionConfig + "</session-config>");
    }
  }

  private void copyClasses(Path target) throws IOException {
    URI site;
    try {
      site = resource("Site.class").toURI();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
    if (site.getScheme().equals("jar")) {
      String file = site.getSchemeSpecificPart();
      Path path = Path.of(URI.create(file.substring(0, file.indexOf("!/"))));
      // by its path, for only one file system at a time may be open by the URI of a jar
      try (FileSystem jar = FileSystems.newFileSystem(path)) {
        copyClasses(jar.getPath(PACKAGE), target);
      }
    } else {
      copyClasses(Path.of(site).resolveSibling(""), target);
    }
  }

  private void copyClasses(Path source, Path target) throws IOException {
    List<Path> classes;
    try (Stream<Path> files = Files.list(source)) {
      classes = files.filter(this::isWanted).toList();
    }
    for (Path file : classes) {
      Files.copy(file, target.resolve(file.getFileName().toString()));
    }
  }

  private boolean isWanted(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".class")
        && !withoutClasses.contains(name.substring(0, name.length() - ".class".length()));
  }

  private static URL resource(String name) {
    URL resource = WebApp.class.getClassLoader().getResource(PACKAGE + "/" + name);
    if (resource == null) {
      throw new IllegalStateException(PACKAGE + "/" + name + " is not on the class path");
    }
    return resource;
  }
}
