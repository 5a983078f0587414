package dev.coatcheck.it.embedded;

import dev.coatcheck.testkit.embedded.EmbeddedTomcat;
import dev.coatcheck.testkit.http.Node;
import dev.coatcheck.testkit.http.NodeLauncher;
import dev.coatcheck.testkit.http.NodePlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.core.StandardContext;

/** Launches Tomcats whose applications have our manager in their context.xml. */
final class EmbeddedTomcatWithUs implements NodeLauncher {

  private final boolean routes;
  private final String valves;

  private EmbeddedTomcatWithUs(boolean routes, String valves) {
    this.routes = routes;
    this.valves = valves;
  }

  static EmbeddedTomcatWithUs plain() {
    return new EmbeddedTomcatWithUs(false, "");
  }

  /** Node 0 has the route n0, and so on. */
  static EmbeddedTomcatWithUs withRoutes() {
    return new EmbeddedTomcatWithUs(true, "");
  }

  /** The context.xml has these valves as well. */
  static EmbeddedTomcatWithUs withValves(String xml) {
    return new EmbeddedTomcatWithUs(false, xml);
  }

  @Override
  public Node launch(NodePlan plan) {
    return new EmbeddedTomcat(
        plan, routes ? "n" + plan.number() : null, context -> configure(context, plan));
  }

  private void configure(StandardContext context, NodePlan plan) {
    StringBuilder xml =
        new StringBuilder("<Context><Manager className='dev.coatcheck.tomcat.CoatcheckManager'");
    xml.append(" redis='").append(plan.redis()).append('\'');
    plan.settings().forEach((name, value) -> xml.append(' ').append(name + "='" + value + "'"));
    xml.append("/>").append(valves).append("</Context>");
    try {
      Path file = Path.of(context.getDocBase(), "META-INF", "context.xml");
      Files.createDirectories(file.getParent());
      Files.writeString(file, xml);
      context.setConfigFile(file.toUri().toURL());
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
