package dev.coatcheck.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.server.Session;
import org.eclipse.jetty.session.ManagedSession;
import org.junit.jupiter.api.Test;

/** The shortest proof that any node serves any request; the contract tells the rest. */
class TwoNodesTest extends OnTwoNodes {

  @Override
  void application(TestNode node) {
    node.app("/")
        .page(
            "/count",
            (request, response) -> {
              Session session = request.getSession(true);
              Integer count = (Integer) session.getAttribute("count");
              session.setAttribute("count", count == null ? 1 : count + 1);
              return String.valueOf(session.getAttribute("count"));
            })
        .page(
            "/add",
            (request, response) -> {
              Session session = request.getSession(true);
              if (session.getAttribute("list") == null) {
                session.setAttribute("list", new ArrayList<String>());
              }
              List<?> list = (List<?>) session.getAttribute("list");
              list.add(null);
              return String.valueOf(list.size());
            })
        .page(
            "/renew",
            (request, response) -> {
              Session session = request.getSession(true);
              session.renewId(request, response);
              return "used by " + ((ManagedSession) session).getRequests();
            })
        .page(
            "/leave",
            (request, response) -> {
              request.getSession(false).invalidate();
              return "left";
            })
        .page("/here", (request, response) -> String.valueOf(request.getSession(false) != null));
  }

  @Test
  void whatOneNodeSetsTheOtherReads() throws Exception {
    assertThat(browser.get(first, "/count").body()).isEqualTo("1");
    assertThat(browser.get(second, "/count").body()).isEqualTo("2");
    assertThat(browser.get(first, "/count").body()).isEqualTo("3");
  }

  @Test
  void whatOneNodeChangesInPlaceTheOtherReads() throws Exception {
    for (int i = 1; i <= 6; i++) {
      assertThat(browser.get(i % 2 == 0 ? first : second, "/add").body()).isEqualTo("" + i);
    }
  }

  @Test
  void noHopRewritesTheCookie() throws Exception {
    browser.get(first, "/count");
    assertThat(browser.get(second, "/count").headers().allValues("Set-Cookie")).isEmpty();
  }

  @Test
  void aNewIdIsKnownToBothAndTheOldOneToNone() throws Exception {
    browser.get(first, "/count");
    Browser thief = new Browser();
    thief.cookie = browser.cookie;
    assertThat(browser.get(second, "/renew").body()).isEqualTo("used by 1");
    assertThat(browser.cookie).isNotEqualTo(thief.cookie);
    assertThat(browser.get(first, "/here").body()).isEqualTo("true");
    assertThat(thief.get(first, "/here").body()).isEqualTo("false");
    assertThat(thief.get(second, "/here").body()).isEqualTo("false");
  }

  @Test
  void aSessionThatEndedOnOneNodeHasEndedOnTheOther() throws Exception {
    browser.get(first, "/count");
    browser.get(second, "/leave");
    assertThat(browser.get(first, "/here").body()).isEqualTo("false");
    assertThat(browser.get(second, "/here").body()).isEqualTo("false");
  }
}
