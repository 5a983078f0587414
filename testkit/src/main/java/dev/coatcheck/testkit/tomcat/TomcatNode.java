package dev.coatcheck.testkit.tomcat;

import dev.coatcheck.testkit.server.ServerNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One real Tomcat in a process of its own. Used by one thread at a time. */
public final class TomcatNode extends ServerNode {

  /** Name of the system property from which server.xml takes the port. */
  static final String PORT = "testkit.tomcat.port";

  /** A port that was taken ends the process, instead of leaving a Tomcat that listens nowhere. */
  private static final String EXIT = "-Dorg.apache.catalina.startup.EXIT_ON_INIT_FAILURE=true";

  private final Path home;
  private final List<String> jvmOptions;

  TomcatNode(String name, TomcatDistribution distribution, Path base, List<String> jvmOptions) {
    super(name, base);
    this.home = distribution.home();
    this.jvmOptions = jvmOptions;
  }

  @Override
  protected List<String> arguments(int port) {
    List<String> arguments = new ArrayList<>(TomcatDistribution.OPTIONS);
    arguments.add(EXIT);
    arguments.add("-Djava.util.logging.config.file=" + base().resolve("conf/logging.properties"));
    arguments.add("-Dcatalina.home=" + home);
    arguments.add("-Dcatalina.base=" + base());
    arguments.add("-Djava.io.tmpdir=" + base().resolve("temp"));
    arguments.add("-D" + PORT + "=" + port);
    arguments.addAll(jvmOptions);
    arguments.add("-classpath");
    arguments.add(
        String.join(
            System.getProperty("path.separator"),
            home.resolve("bin/bootstrap.jar").toString(),
            home.resolve("bin/tomcat-juli.jar").toString()));
    arguments.add("org.apache.catalina.startup.Bootstrap");
    arguments.add("start");
    return arguments;
  }

  /** {@code catalina.*.log} repeats the console. */
  @Override
  protected boolean isLog(String fileName) {
    return fileName.matches("(?!catalina).*\\.log");
  }

  @Override
  protected List<String> deletedDirectories() {
    return List.of("conf", "lib", "temp", "webapps", "webapps-javaee", "work");
  }
}
