package dev.coatcheck.testkit.tomcat;

import dev.coatcheck.testkit.server.Directories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one Tomcat node is to be like: its {@code $CATALINA_BASE} in the making. The files of {@code
 * conf} are those of the distribution, changed only where a node has to differ from its neighbours.
 * Confined to one thread.
 */
public final class TomcatSetup {

  private final TomcatDistribution distribution;
  private final String name;
  private final Path base;
  private final List<Path> lib = new ArrayList<>();
  private final List<String> contextLines = new ArrayList<>();
  private final List<String> users = new ArrayList<>();
  private final List<String> jvmOptions = new ArrayList<>();
  private final Map<String, Path> webapps = new LinkedHashMap<>();
  private final Map<String, Path> legacyWebapps = new LinkedHashMap<>();
  private @Nullable String jvmRoute;
  private boolean accessLog;

  TomcatSetup(TomcatDistribution distribution, String name, Path directory) {
    this.distribution = distribution;
    this.name = name;
    this.base = directory.toAbsolutePath().normalize().resolve(name);
  }

  /** Puts a jar, or all jars of a directory, into {@code lib}. */
  public TomcatSetup lib(Path jarOrDirectory) {
    lib.add(jarOrDirectory);
    return this;
  }

  /** Adds a line to {@code conf/context.xml}, before its end. */
  public TomcatSetup contextLine(String line) {
    contextLines.add(line);
    return this;
  }

  /**
   * Deploys a WAR, or an exploded one.
   *
   * @param path of the application as a file name, without a suffix: {@code ROOT} is /
   */
  public TomcatSetup webapp(String path, Path warOrDirectory) {
    webapps.put(path, warOrDirectory);
    return this;
  }

  /** Deploys a WAR of Java EE through {@code webapps-javaee}, where Tomcat migrates it. */
  public TomcatSetup legacyWebapp(String path, Path war) {
    legacyWebapps.put(path, war);
    return this;
  }

  /** Deploys one of the distribution's own: {@code manager}, {@code examples}, {@code ROOT}. */
  public TomcatSetup stockWebapp(String path) {
    return webapp(path, distribution.home().resolve("webapps").resolve(path));
  }

  /** Adds a user of Tomcat's own realm. */
  public TomcatSetup user(String user, String password, String roles) {
    users.add(
        "<user username=\"" + user + "\" password=\"" + password + "\" roles=\"" + roles + "\"/>");
    return this;
  }

  /** Sets the route that session ids end with. */
  public TomcatSetup jvmRoute(String route) {
    jvmRoute = route;
    return this;
  }

  /** Keeps the access log, which is left out otherwise. */
  public TomcatSetup accessLog() {
    accessLog = true;
    return this;
  }

  /** Adds an option of the virtual machine; the last one wins. */
  public TomcatSetup jvmOption(String option) {
    jvmOptions.add(option);
    return this;
  }

  /** Makes the node's directory. The node is not started. */
  public TomcatNode create() {
    try {
      Directories.delete(base);
      for (String directory : List.of("logs", "temp", "webapps", "webapps-javaee", "work")) {
        Files.createDirectories(base.resolve(directory));
      }
      Directories.copy(distribution.home().resolve("conf"), base.resolve("conf"));
      editServer();
      editContext();
      edit("tomcat-users.xml", "</tomcat-users>", String.join("\n", users) + "</tomcat-users>");
      copyJars();
      deploy(webapps, "webapps");
      deploy(legacyWebapps, "webapps-javaee");
    } catch (IOException e) {
      throw new UncheckedIOException("could not set up node " + name + " in " + base, e);
    }
    return new TomcatNode(name, distribution, base, List.copyOf(jvmOptions));
  }

  private void editServer() throws IOException {
    edit("server.xml", "<Server port=\"8005\"", "<Server port=\"-1\"");
    edit(
        "server.xml",
        "<Connector port=\"8080\" protocol=\"HTTP/1.1\"\n",
        "<Connector address=\"127.0.0.1\" port=\"${" + TomcatNode.PORT + "}\"\n");
    if (jvmRoute != null) {
      String engine = "<Engine name=\"Catalina\" defaultHost=\"localhost\"";
      edit("server.xml", engine + ">", engine + " jvmRoute=\"" + jvmRoute + "\">");
    }
    if (!accessLog) {
      String valve = "<Valve className=\"org.apache.catalina.valves.AccessLogValve\"";
      edit("server.xml", valve, valve + " enabled=\"false\"");
    }
  }

  private void editContext() throws IOException {
    for (String line : contextLines) {
      edit("context.xml", "</Context>", "    " + line + "\n</Context>");
    }
  }

  /** Replaces the last occurrence: the files show further ones, commented out, before it. */
  private void edit(String file, String text, String replacement) throws IOException {
    Path path = base.resolve("conf").resolve(file);
    String content = Files.readString(path).replace("\r\n", "\n");
    int at = content.lastIndexOf(text);
    if (at < 0) {
      throw new IllegalStateException(
          "conf/" + file + " of Tomcat " + distribution.version() + " has no " + text.strip());
    }
    Files.writeString(
        path, content.substring(0, at) + replacement + content.substring(at + text.length()));
  }

  private void copyJars() throws IOException {
    Path target = Files.createDirectories(base.resolve("lib"));
    for (Path source : lib) {
      if (Files.isDirectory(source)) {
        Directories.copy(source, target);
      } else {
        Files.copy(source, target.resolve(source.getFileName()));
      }
    }
  }

  private void deploy(Map<String, Path> applications, String directory) throws IOException {
    for (var application : applications.entrySet()) {
      Path source = application.getValue();
      Path target = base.resolve(directory);
      if (Files.isDirectory(source)) {
        Directories.copy(source, target.resolve(application.getKey()));
      } else {
        Files.copy(source, target.resolve(application.getKey() + ".war"));
      }
    }
  }
}
