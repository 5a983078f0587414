package dev.coatcheck.jetty;

import org.eclipse.jetty.session.NullSessionCacheFactory;

/** The same without our cache. */
class StoreAloneLoginTest extends LoginOnTwoNodesTest {

  @Override
  void application(TestNode node) {
    node.caches(new NullSessionCacheFactory());
    super.application(node);
  }
}
