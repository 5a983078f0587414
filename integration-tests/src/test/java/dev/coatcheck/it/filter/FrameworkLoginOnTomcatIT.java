package dev.coatcheck.it.filter;

import dev.coatcheck.testkit.embedded.EmbeddedTomcat;
import dev.coatcheck.testkit.http.NodeLauncher;

/** A framework's login on two Tomcats. */
class FrameworkLoginOnTomcatIT extends FrameworkLoginContract {

  @Override
  public NodeLauncher launcher() {
    return FilterNodes.onTomcat();
  }

  @Override
  boolean hasSessionsOfItsOwn(int node) {
    EmbeddedTomcat tomcat = (EmbeddedTomcat) fleet().node(node);
    return tomcat.context("/app").getManager().getSessionCounter() > 0;
  }
}
