package dev.coatcheck.testkit.embedded;

import dev.coatcheck.testkit.http.Node;
import dev.coatcheck.testkit.http.NodePlan;
import dev.coatcheck.testkit.http.WebApp;
import dev.coatcheck.testkit.http.WithoutTheApplication;
import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.handlers.PathHandler;
import io.undertow.server.handlers.resource.PathResourceManager;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * An Undertow of its own inside this JVM. Undertow alone reads no WARs; what the server around it
 * does for the plain test application, {@link UnpackedWar} does here.
 */
public final class EmbeddedUndertow implements Node {

  private final List<DeploymentManager> applications = new ArrayList<>();
  private final List<ApplicationLoader> loaders = new ArrayList<>();
  private final Undertow server;
  private final URI uri;
  private boolean closed;

  /**
   * Starts it.
   *
   * @param configuration is given each application before it starts
   */
  public EmbeddedUndertow(NodePlan plan, Consumer<DeploymentInfo> configuration) {
    PathHandler paths = Handlers.path();
    try {
      for (WebApp application : plan.applications()) {
        DeploymentInfo deployment = deployment(application, plan.workDirectory());
        configuration.accept(deployment);
        DeploymentManager manager = Servlets.newContainer().addDeployment(deployment);
        applications.add(manager);
        manager.deploy();
        paths.addPrefixPath(application.contextPath(), manager.start());
      }
    } catch (ServletException e) {
      throw new IllegalStateException(e);
    }
    server =
        Undertow.builder()
            .addHttpListener(0, "127.0.0.1")
            .setWorkerThreads(100)
            .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, 300_000)
            .setHandler(paths)
            .build();
    server.start();
    InetSocketAddress address = (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
    uri = URI.create("http://127.0.0.1:" + address.getPort());
  }

  @Override
  public URI uri() {
    return uri;
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    server.stop();
    try {
      for (DeploymentManager application : applications) {
        application.stop();
        application.undeploy();
      }
      for (ApplicationLoader loader : loaders) {
        loader.close();
      }
    } catch (ServletException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private DeploymentInfo deployment(WebApp application, Path directory) {
    Path root = application.unpackTo(directory);
    ClassLoader parent =
        new WithoutTheApplication(EmbeddedUndertow.class.getClassLoader(), "dev.coatcheck.");
    ApplicationLoader loader = ApplicationLoader.of(root, parent);
    loaders.add(loader);
    try {
      DeploymentInfo deployment =
          Servlets.deployment()
              .setDeploymentName(root.getFileName().toString())
              .setContextPath(application.contextPath())
              .setClassLoader(loader)
              .setResourceManager(new PathResourceManager(root))
              .setTempDir(Files.createTempDirectory(directory, "temp"))
              .setIdentityManager(new Members());
      new UnpackedWar(root, loader).describeTo(deployment);
      return deployment;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
