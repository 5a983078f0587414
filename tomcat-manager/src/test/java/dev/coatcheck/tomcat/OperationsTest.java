package dev.coatcheck.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coatcheck.testkit.RedisServer;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.management.Attribute;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.catalina.Session;
import org.apache.catalina.util.LifecycleMBeanBase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What JMX and Tomcat's manager application ask of a manager. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperationsTest {

  private static final String PASSWORD = "a-password-that-nobody-may-see";

  private final List<String> destroyed = new CopyOnWriteArrayList<>();
  private RedisServer redis;
  private TestNode asked;
  private TestNode other;
  private Browser browser;

  @BeforeAll
  void start() throws Exception {
    redis = RedisServer.start("requirepass " + PASSWORD);
    String uri = redis.uri("", PASSWORD);
    asked = TestNode.start(uri, this::application);
    other = TestNode.start(uri, this::application);
  }

  @AfterAll
  void stop() throws Exception {
    asked.close();
    other.close();
    redis.close();
  }

  private void application(TestNode node) {
    node.page(
        "/set",
        (request, response) -> {
          request.getSession().setAttribute("name", "value");
          response.getWriter().print(request.getSession().getId());
        });
    node.page(
        "/get",
        (request, response) -> {
          HttpSession session = request.getSession(false);
          response.getWriter().print(session == null ? "none" : session.getAttribute("name"));
        });
    node.context.addApplicationLifecycleListener(
        new HttpSessionListener() {
          @Override
          public void sessionDestroyed(HttpSessionEvent event) {
            destroyed.add((String) event.getSession().getAttribute("name"));
          }
        });
  }

  @BeforeEach
  void createSessionOnTheOtherNode() throws Exception {
    destroyed.clear();
    browser = new Browser();
    browser.get(other, "/set");
  }

  @Test
  void listsOnlyWhatThisNodeHasAtHand() throws Exception {
    String id = browser.cookie;
    assertThat(asked.manager.listSessionIds()).doesNotContain(id);
    assertThat(asked.manager.findSessions()).extracting(Session::getIdInternal).doesNotContain(id);

    browser.get(asked, "/get");

    assertThat(asked.manager.listSessionIds()).contains(id);
    assertThat(asked.manager.findSessions()).extracting(Session::getIdInternal).contains(id);
    assertThat(asked.manager.getActiveSessions()).isPositive();
    Set<String> ids = asked.manager.getSessionIdsFull();
    assertThat(ids).contains(id);
    ids.clear(); // as Tomcat's manager application does
    assertThat(asked.manager.getSessionIdsFull()).contains(id);
  }

  @Test
  void showsASessionThatOnlyTheStoreHas() {
    assertThat(asked.manager.getSession(browser.cookie)).containsEntry("name", "value");
    assertThat(asked.manager.getSessionAttribute(browser.cookie, "name")).isEqualTo("value");
    assertThat(asked.manager.getCreationTimestamp(browser.cookie)).isPositive();
    assertThat(asked.manager.getLastAccessedTimestamp(browser.cookie)).isPositive();
    assertThat(asked.manager.getSession("0123456789ABCDEF0123456789ABCDEF")).isNull();
  }

  @Test
  void expiresASessionThatOnlyTheStoreHas() throws Exception {
    asked.manager.expireSession(browser.cookie);

    assertThat(destroyed).containsExactly("value");
    assertThat(browser.get(other, "/get").body()).isEqualTo("none");
    assertThat(browser.get(asked, "/get").body()).isEqualTo("none");
    assertThat(destroyed).hasSize(1);
  }

  @Test
  void countsWhatThisNodeCreatedAndEnded() throws Exception {
    long created = asked.manager.getSessionCounter();
    long ended = asked.manager.getExpiredSessions();
    Browser here = new Browser();
    here.get(asked, "/set");

    asked.manager.expireSession(here.cookie);

    assertThat(asked.manager.getSessionCounter()).isEqualTo(created + 1);
    assertThat(asked.manager.getExpiredSessions()).isEqualTo(ended + 1);
    assertThat(asked.manager.getMaxActive()).isPositive();
  }

  @Test
  void showsNoPasswordInAnyMBean() throws Exception {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    ObjectName name = ((LifecycleMBeanBase) asked.manager).getObjectName();
    String[] attributes = names(server, name);

    assertThat(attributes).contains("activeSessions");
    for (Object attribute : server.getAttributes(name, attributes)) {
      assertThat(String.valueOf(((Attribute) attribute).getValue())).doesNotContain(PASSWORD);
    }
    for (ObjectName ours : server.queryNames(new ObjectName("*:type=CoatcheckSessions,*"), null)) {
      for (Object attribute : server.getAttributes(ours, names(server, ours))) {
        assertThat(String.valueOf(((Attribute) attribute).getValue())).doesNotContain(PASSWORD);
      }
    }
  }

  @Test
  void hasAnMBeanForEachOfTwoServersInOneJvm() throws Exception {
    assertThat(
            ManagementFactory.getPlatformMBeanServer()
                .queryNames(new ObjectName("*:type=CoatcheckSessions,*"), null))
        .hasSize(2);
  }

  private static String[] names(MBeanServer server, ObjectName name) throws Exception {
    return Arrays.stream(server.getMBeanInfo(name).getAttributes())
        .filter(MBeanAttributeInfo::isReadable)
        .map(MBeanAttributeInfo::getName)
        .toArray(String[]::new);
  }
}
