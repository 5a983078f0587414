package dev.coatcheck.it.distribution;

import dev.coatcheck.testkit.http.WebApp;
import dev.coatcheck.testkit.jetty.JettyDistribution;
import dev.coatcheck.testkit.server.Directories;
import dev.coatcheck.testkit.tomcat.TomcatDistribution;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * The plain test application as it was in the days of Java EE: its sources with the packages of
 * then, compiled against the Servlet API 4 that a server brings along. Thread-safe.
 */
final class JavaEeWar {

  private static final String PACKAGE = "org/example/plainwar";

  private static final String HEAD =
      "<web-app xmlns=\"http://xmlns.jcp.org/xml/ns/javaee\" version=\"4.0\">";

  private final Path classes;

  private JavaEeWar(Path classes) {
    this.classes = classes;
  }

  /** Compiles it for the applications of ee8. */
  static JavaEeWar of(JettyDistribution jetty) {
    return compiled("jetty-" + jetty.version(), jetty.home(), "jetty-servlet-api-4.*\\.jar");
  }

  /** Compiles it for a Tomcat 9. */
  static JavaEeWar of(TomcatDistribution tomcat) {
    return compiled("tomcat-" + tomcat.version(), tomcat.home(), "servlet-api\\.jar");
  }

  /** Writes a variant of it, unpacked, to a new directory below this one. */
  Path unpack(WebApp application, Path parent) {
    Path root = application.unpackTo(parent);
    try {
      Path webXml = root.resolve("WEB-INF/web.xml");
      Files.writeString(webXml, Files.readString(webXml).replaceFirst("(?s)<web-app.*?>", HEAD));
      for (Path later : list(root.resolve("WEB-INF/classes").resolve(PACKAGE))) {
        Path compiled = classes.resolve(PACKAGE).resolve(later.getFileName());
        Files.delete(later);
        if (Files.exists(compiled)) { // not so the package's annotations
          Files.copy(compiled, later);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return root;
  }

  private static JavaEeWar compiled(String server, Path home, String servletApi) {
    Path directory = Installation.target().resolve("java-ee").resolve(server);
    try {
      Directories.delete(directory);
      Path classes = Files.createDirectories(directory.resolve("classes"));
      Path api =
          list(home.resolve("lib")).stream()
              .filter(jar -> jar.getFileName().toString().matches(servletApi))
              .findFirst()
              .orElseThrow();
      compile(rewritten(directory.resolve("sources")), classes, api);
      return new JavaEeWar(classes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> rewritten(Path target) throws IOException {
    Files.createDirectories(target);
    for (Path source : list(Path.of(System.getProperty("it.plainwar"), PACKAGE))) {
      if (!source.endsWith("package-info.java")) {
        Files.writeString(
            target.resolve(source.getFileName()),
            Files.readString(source).replace("jakarta.servlet", "javax.servlet"));
      }
    }
    return list(target);
  }

  private static void compile(List<Path> sources, Path classes, Path servletApi)
      throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of("-proc:none", "-d", classes.toString(), "-cp", servletApi.toString());
      var units = files.getJavaFileObjectsFromPaths(sources);
      if (!compiler.getTask(messages, files, null, options, null, units).call()) {
        throw new IllegalStateException(messages.toString());
      }
    }
  }

  private static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
