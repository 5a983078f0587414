package dev.coatcheck.it.distribution;

import dev.coatcheck.testkit.http.WebApp;
import dev.coatcheck.testkit.jetty.JettyDistribution;
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
 * then, compiled against the Servlet API 4 that Jetty brings along for ee8.
 */
final class JavaEeWar {

  private static final String PACKAGE = "org/example/plainwar";

  private static final String HEAD =
      "<web-app xmlns=\"http://xmlns.jcp.org/xml/ns/javaee\" version=\"4.0\">";

  private JavaEeWar() {}

  /** Writes it, unpacked, to a new directory. */
  static Path unpackTo(Path parent, JettyDistribution jetty) {
    Path root = WebApp.at("/java-ee").unpackTo(parent);
    try {
      Path webXml = root.resolve("WEB-INF/web.xml");
      Files.writeString(webXml, Files.readString(webXml).replaceFirst("(?s)<web-app.*?>", HEAD));
      compile(
          rewritten(parent.resolve("java-ee-sources")),
          root.resolve("WEB-INF/classes"),
          servletApi(jetty));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return root;
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
    for (Path old : list(classes.resolve(PACKAGE))) {
      Files.delete(old);
    }
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

  private static Path servletApi(JettyDistribution jetty) throws IOException {
    return list(jetty.home().resolve("lib")).stream()
        .filter(jar -> jar.getFileName().toString().matches("jetty-servlet-api-4.*\\.jar"))
        .findFirst()
        .orElseThrow();
  }

  private static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
