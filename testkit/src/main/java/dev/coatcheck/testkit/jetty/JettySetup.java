package dev.coatcheck.testkit.jetty;

import dev.coatcheck.testkit.server.Directories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * What one Jetty node is to be like: its {@code $JETTY_BASE} in the making. Modules are added as an
 * administrator adds them, by start.jar. Confined to one thread.
 */
public final class JettySetup {

  private static final int PATIENCE_SECONDS = 120;

  private final JettyDistribution distribution;
  private final String name;
  private final Path base;
  private final List<Path> zips = new ArrayList<>();
  private final List<Path> directories = new ArrayList<>();
  private final Set<String> modules = new LinkedHashSet<>(List.of("http"));
  private final List<String> ini = new ArrayList<>();
  private final List<String> users = new ArrayList<>();
  private final List<String> jvmOptions = new ArrayList<>();
  private final List<Application> applications = new ArrayList<>();

  JettySetup(JettyDistribution distribution, String name, Path directory) {
    this.distribution = distribution;
    this.name = name;
    this.base = directory.toAbsolutePath().normalize().resolve(name);
  }

  /** Unpacks an archive into the node's directory, before modules are added. */
  public JettySetup unpack(Path zip) {
    zips.add(zip);
    return this;
  }

  /** Copies the files of a directory into the node's, before modules are added. */
  public JettySetup copy(Path directory) {
    directories.add(directory);
    return this;
  }

  /** Lets start.jar look for modules and their files in a directory too. */
  public JettySetup includeDirectory(Path directory) {
    ini.add("--include-jetty-dir=" + directory.toAbsolutePath());
    return this;
  }

  /** Adds modules, besides the one for HTTP and those that applications need. */
  public JettySetup modules(String... names) {
    modules.addAll(List.of(names));
    return this;
  }

  /** Sets a property of start.jar. */
  public JettySetup property(String property, String value) {
    ini.add(property + "=" + value);
    return this;
  }

  /**
   * Deploys a WAR, an exploded one, or what the XML file of a context says.
   *
   * @param environment {@code ee8}, {@code ee9}, {@code ee10} or {@code ee11}
   * @param path of the application as a file name, without a suffix: {@code root} is /
   */
  public JettySetup webapp(String environment, String path, Path source) {
    modules.add(environment + "-deploy");
    modules.add(environment + "-annotations");
    applications.add(new Application(environment, path, source));
    return this;
  }

  /**
   * Adds a user of the realm "default", as Jetty calls that of applications that name none.
   *
   * @param roles with commas between them
   */
  public JettySetup user(String user, String password, String roles) {
    users.add(user + ": " + password + "," + roles);
    return this;
  }

  /** Adds an option of the virtual machine; the last one wins. */
  public JettySetup jvmOption(String option) {
    jvmOptions.add(option);
    return this;
  }

  /**
   * Makes the node's directory. The node is not started.
   *
   * @throws IllegalStateException when start.jar refuses the modules; the text is what it said
   */
  public JettyNode create() {
    try {
      Directories.delete(base);
      for (String directory : List.of("etc", "logs", "start.d", "webapps", "work")) {
        Files.createDirectories(base.resolve(directory));
      }
      for (Path zip : zips) {
        try (FileSystem archive = FileSystems.newFileSystem(zip)) {
          Directories.copy(archive.getPath("/"), base);
        }
      }
      for (Path directory : directories) {
        Directories.copy(directory, base);
      }
      writeRealm();
      Files.write(base.resolve("start.d/testkit.ini"), ini);
      addModules();
      for (Application application : applications) {
        deploy(application);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("could not set up node " + name + " in " + base, e);
    }
    return new JettyNode(name, distribution, base, List.copyOf(jvmOptions));
  }

  private void addModules() throws IOException {
    Path said = base.resolve("logs/add-modules.txt");
    Process adding =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                distribution.home().resolve("start.jar").toString(),
                "jetty.base=" + base,
                "--approve-all-licenses",
                "--add-modules=" + String.join(",", modules))
            .directory(base.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    boolean ended;
    try {
      ended = adding.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      ended = false;
    }
    if (!ended) {
      adding.destroyForcibly();
    }
    if (!ended || adding.exitValue() != 0) {
      throw new IllegalStateException(
          "start.jar did not add " + modules + " to " + name + ":\n" + Files.readString(said));
    }
  }

  /**
   * Without a realm no application with a login would start. It is a bean of the server: there the
   * applications of all environments find it.
   */
  private void writeRealm() throws IOException {
    Files.write(base.resolve("etc/testkit-users.properties"), users);
    Files.writeString(
        base.resolve("etc/testkit-realm.xml"),
        """
        <?xml version="1.0"?>
        <!DOCTYPE Configure PUBLIC "-//Jetty//Configure//EN"
            "https://jetty.org/configure_10_0.dtd">
        <Configure id="Server" class="org.eclipse.jetty.server.Server">
          <Call class="org.eclipse.jetty.util.resource.ResourceFactory" name="of">
            <Arg><Ref refid="Server"/></Arg>
            <Call id="users" name="newResource">
              <Arg><Property name="jetty.base"/>/etc/testkit-users.properties</Arg>
            </Call>
          </Call>
          <Call name="addBean">
            <Arg>
              <New class="org.eclipse.jetty.security.HashLoginService">
                <Set name="name">default</Set>
                <Set name="config"><Ref refid="users"/></Set>
              </New>
            </Arg>
          </Call>
        </Configure>
        """,
        StandardCharsets.UTF_8);
    ini.add("etc/testkit-realm.xml");
    modules.add("security");
  }

  /** The file beside the application says where it belongs. */
  private void deploy(Application application) throws IOException {
    Path webapps = base.resolve("webapps");
    if (Files.isDirectory(application.source())) {
      Directories.copy(application.source(), webapps.resolve(application.path()));
    } else {
      String suffix = application.source().toString().replaceFirst(".*(?=\\.)", "");
      Files.copy(application.source(), webapps.resolve(application.path() + suffix));
    }
    Files.writeString(
        webapps.resolve(application.path() + ".properties"),
        "environment=" + application.environment() + "\n");
  }

  private record Application(String environment, String path, Path source) {}
}
