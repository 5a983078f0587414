package dev.coatcheck.it.filter;

import dev.coatcheck.testkit.embedded.EmbeddedTomcat;
import dev.coatcheck.testkit.http.Node;
import dev.coatcheck.testkit.http.NodeLauncher;
import dev.coatcheck.testkit.http.NodesInOneJvmContract;
import java.lang.ref.WeakReference;
import org.apache.catalina.Context;
import org.junit.jupiter.api.parallel.Isolated;

/** Each application brings its own client, which has to go with it. */
@Isolated // counts the threads of this JVM
class NodesInOneJvmOnTomcatIT extends NodesInOneJvmContract {

  @Override
  public NodeLauncher launcher() {
    return FilterNodes.onTomcat();
  }

  @Override
  protected WeakReference<ClassLoader> undeploy(Node node, String contextPath) {
    Context context = ((EmbeddedTomcat) node).context(contextPath);
    WeakReference<ClassLoader> loader = new WeakReference<>(context.getLoader().getClassLoader());
    context.getParent().removeChild(context);
    return loader;
  }

  @Override
  protected void redeploy(Node node, String contextPath) {
    ((EmbeddedTomcat) node).context(contextPath).reload();
  }
}
