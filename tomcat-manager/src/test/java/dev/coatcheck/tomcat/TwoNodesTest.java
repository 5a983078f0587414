package dev.coatcheck.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coatcheck.testkit.RedisServer;
import jakarta.servlet.http.HttpSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The shortest proof that any node serves any request; the contract tells the rest. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoNodesTest {

  private final Browser browser = new Browser();
  private RedisServer redis;
  private TestNode first;
  private TestNode second;

  @BeforeAll
  void start() throws Exception {
    redis = RedisServer.start();
    first = TestNode.start(redis.uri(), TwoNodesTest::application);
    second = TestNode.start(redis.uri(), TwoNodesTest::application);
  }

  @AfterAll
  void stop() throws Exception {
    first.close();
    second.close();
    redis.close();
  }

  private static void application(TestNode node) {
    node.page(
        "/count",
        (request, response) -> {
          HttpSession session = request.getSession();
          Integer count = (Integer) session.getAttribute("count");
          session.setAttribute("count", count == null ? 1 : count + 1);
          response.getWriter().print(session.getAttribute("count"));
        });
    node.page(
        "/add",
        (request, response) -> {
          HttpSession session = request.getSession();
          if (session.getAttribute("list") == null) {
            session.setAttribute("list", new ArrayList<String>());
          }
          List<?> list = (List<?>) session.getAttribute("list");
          list.add(null);
          response.getWriter().print(list.size());
        });
  }

  @Test
  void eachCountsOnWhereTheOtherStopped() throws Exception {
    for (int i = 1; i <= 20; i++) {
      assertThat(browser.get(i % 2 == 0 ? first : second, "/count").body()).isEqualTo("" + i);
    }
  }

  @Test
  void eachSeesWhatTheOtherChangedInPlace() throws Exception {
    for (int i = 1; i <= 20; i++) {
      assertThat(browser.get(i % 2 == 0 ? first : second, "/add").body()).isEqualTo("" + i);
    }
  }

  @Test
  void twoTomcatsInOneJvmAreTwoNodes() {
    assertThat(nodeId(first)).isNotEqualTo(nodeId(second));
    assertThat(first.manager.running()).isNotSameAs(second.manager.running());
  }

  private static String nodeId(TestNode node) {
    return Objects.requireNonNull(node.manager.running()).node().coatcheck().nodeId();
  }
}
