package dev.coatcheck.it.filter;

import dev.coatcheck.testkit.embedded.EmbeddedJetty;
import dev.coatcheck.testkit.embedded.EmbeddedTomcat;
import dev.coatcheck.testkit.embedded.EmbeddedUndertow;
import dev.coatcheck.testkit.http.Feature;
import dev.coatcheck.testkit.http.Node;
import dev.coatcheck.testkit.http.NodeLauncher;
import dev.coatcheck.testkit.http.NodePlan;
import dev.coatcheck.testkit.http.WebApp;
import dev.coatcheck.testkit.http.WithoutTheApplication;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.FilterInfo;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.catalina.core.StandardContext;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;

/**
 * Launches containers whose applications have the filter in their WEB-INF/lib and its settings
 * beside their classes. Its sessions have Tomcat's habits wherever it is.
 */
public final class FilterNodes implements NodeLauncher {

  private static final Path JAR = Path.of(System.getProperty("it.filterJar"));

  private final Function<NodePlan, Node> container;

  private FilterNodes(Function<NodePlan, Node> container) {
    this.container = container;
  }

  static FilterNodes onTomcat() {
    return onTomcat(context -> {});
  }

  /**
   * @param more is given each context, too, before it starts
   */
  static FilterNodes onTomcat(Consumer<StandardContext> more) {
    Consumer<StandardContext> loader = context -> context.setParentClassLoader(withoutUs());
    return new FilterNodes(plan -> new EmbeddedTomcat(plan, null, loader.andThen(more)));
  }

  static FilterNodes onJetty() {
    return new FilterNodes(plan -> new EmbeddedJetty(plan, FilterNodes::configure));
  }

  static FilterNodes onUndertow() {
    return onUndertow(deployment -> {});
  }

  /**
   * @param more is given each application, too, before it starts
   */
  public static FilterNodes onUndertow(Consumer<DeploymentInfo> more) {
    Consumer<DeploymentInfo> filter = FilterNodes::configure;
    return new FilterNodes(plan -> new EmbeddedUndertow(plan, filter.andThen(more)));
  }

  @Override
  public Node launch(NodePlan plan) {
    return container.apply(equipped(plan));
  }

  /** The same plan with the filter in each application. */
  public static NodePlan equipped(NodePlan plan) {
    Path settings = settings(plan);
    List<WebApp> applications =
        plan.applications().stream()
            .map(application -> application.plus("WEB-INF/lib/coatcheck-servlet-filter.jar", JAR))
            .map(application -> application.plus("WEB-INF/classes/coatcheck.properties", settings))
            .toList();
    return new NodePlan(
        plan.number(), plan.redis(), plan.settings(), applications, plan.workDirectory());
  }

  @Override
  public Map<Feature, String> missing() {
    return Map.of(
        Feature.CONTAINER_LOGIN,
        "container logins live in the container's own session, which a filter cannot see; see"
            + " docs/quickstart-filter.md");
  }

  private static Path settings(NodePlan plan) {
    Properties settings = new Properties();
    settings.putAll(plan.settings());
    settings.setProperty("redis", plan.redis().toString());
    Path file = plan.workDirectory().resolve("coatcheck.properties");
    try (Writer writer = Files.newBufferedWriter(file)) {
      settings.store(writer, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  /**
   * Ours are on the class path of these tests, but applications are to see those that they bring.
   */
  private static ClassLoader withoutUs() {
    return new WithoutTheApplication(FilterNodes.class.getClassLoader(), "dev.coatcheck.");
  }

  private static void configure(Server jetty) {
    jetty
        .getDescendants(WebAppContext.class)
        .forEach(context -> context.setClassLoader(withoutUs()));
  }

  /** What a server around Undertow does when it finds the filter's initializer in the WAR. */
  private static void configure(DeploymentInfo undertow) {
    String name = "dev.coatcheck.servlet.CoatcheckFilter";
    try {
      Class<? extends Filter> type =
          undertow.getClassLoader().loadClass(name).asSubclass(Filter.class);
      undertow.addFilter(new FilterInfo("coatcheck", type).setAsyncSupported(true));
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
    for (DispatcherType dispatch : DispatcherType.values()) {
      undertow.addFilterUrlMapping("coatcheck", "/*", dispatch);
    }
  }
}
