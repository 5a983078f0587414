package dev.coatcheck.it.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coatcheck.testkit.embedded.EmbeddedTomcat;
import dev.coatcheck.testkit.http.Browser;
import dev.coatcheck.testkit.http.Node;
import dev.coatcheck.testkit.http.NodeLauncher;
import dev.coatcheck.testkit.http.NodesInOneJvmContract;
import java.io.IOException;
import java.lang.ref.WeakReference;
import org.apache.catalina.Context;
import org.apache.catalina.Session;
import org.junit.jupiter.api.Test;

class NodesInOneJvmIT extends NodesInOneJvmContract {

  @Override
  public NodeLauncher launcher() {
    return EmbeddedTomcatWithUs.plain();
  }

  @Override
  protected WeakReference<ClassLoader> undeploy(Node node, String contextPath) {
    Context context = context(node, contextPath);
    WeakReference<ClassLoader> loader = new WeakReference<>(context.getLoader().getClassLoader());
    context.getParent().removeChild(context);
    return loader;
  }

  @Override
  protected void redeploy(Node node, String contextPath) {
    context(node, contextPath).reload();
  }

  @Test
  void eachNodeHasItsOwnSessionObject() throws IOException {
    Browser browser = fleet().browser("/app");
    browser.get(0, "/basket/new");
    browser.get(1, "/basket/add?shelf=s&item=1");
    String id = browser.sessionId();

    Session onNode0 = context(fleet().node(0), "/app").getManager().findSession(id);
    Session onNode1 = context(fleet().node(1), "/app").getManager().findSession(id);

    assertThat(onNode0).isNotNull().isNotSameAs(onNode1);
    assertThat(onNode0.getSession()).isNotSameAs(onNode1.getSession());
  }

  private static Context context(Node node, String contextPath) {
    return ((EmbeddedTomcat) node).context(contextPath);
  }
}
