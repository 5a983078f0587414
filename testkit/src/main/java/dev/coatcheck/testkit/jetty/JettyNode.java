package dev.coatcheck.testkit.jetty;

import dev.coatcheck.testkit.server.ServerNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One real Jetty, started through start.jar. Used by one thread at a time. */
public final class JettyNode extends ServerNode {

  private final Path home;
  private final List<String> jvmOptions;

  JettyNode(String name, JettyDistribution distribution, Path base, List<String> jvmOptions) {
    super(name, base);
    this.home = distribution.home();
    this.jvmOptions = jvmOptions;
  }

  @Override
  protected List<String> arguments(int port) {
    List<String> arguments = new ArrayList<>(jvmOptions);
    arguments.add("-Djava.io.tmpdir=" + base().resolve("work"));
    arguments.add("-jar");
    arguments.add(home.resolve("start.jar").toString());
    arguments.add("jetty.base=" + base());
    arguments.add("jetty.http.host=127.0.0.1");
    arguments.add("jetty.http.port=" + port);
    return arguments;
  }

  @Override
  protected boolean isLog(String fileName) {
    return fileName.equals("console.log");
  }

  @Override
  protected List<String> deletedDirectories() {
    return List.of("etc", "lib", "modules", "resources", "start.d", "webapps", "work");
  }
}
