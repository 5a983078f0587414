package dev.coatcheck.jetty.embedded;

import dev.coatcheck.testkit.embedded.EmbeddedJetty;
import dev.coatcheck.testkit.http.Node;
import dev.coatcheck.testkit.http.NodeLauncher;
import dev.coatcheck.testkit.http.NodesInOneJvmContract;
import dev.coatcheck.testkit.http.WebApp;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated // counts the threads of this JVM
class NodesInOneJvmIT extends NodesInOneJvmContract {

  @TempDir private Path directory;

  @Override
  public NodeLauncher launcher() {
    return EmbeddedJettyWithUs.plain();
  }

  @Override
  protected WeakReference<ClassLoader> undeploy(Node node, String contextPath) {
    EmbeddedJetty jetty = (EmbeddedJetty) node;
    WeakReference<ClassLoader> loader =
        new WeakReference<>(jetty.context(contextPath).getClassLoader());
    jetty.undeploy(contextPath);
    return loader;
  }

  @Override
  protected void redeploy(Node node, String contextPath) {
    EmbeddedJetty jetty = (EmbeddedJetty) node;
    jetty.undeploy(contextPath);
    jetty.deploy(WebApp.at(contextPath), directory);
  }

  @Override
  protected boolean isOf(Node node, Thread thread) {
    return thread.getName().startsWith(((EmbeddedJetty) node).threads());
  }
}
