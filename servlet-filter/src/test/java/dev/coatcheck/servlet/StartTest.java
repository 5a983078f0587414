package dev.coatcheck.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coatcheck.Coatcheck;
import dev.coatcheck.testkit.HeardLog;
import dev.coatcheck.testkit.RedisProbe;
import dev.coatcheck.testkit.RedisServer;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the filter comes into an application, and what it says of mistakes. */
class StartTest {

  private static final String HEAD =
      "<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\"";
  private static final String ALL =
      "<url-pattern>/*</url-pattern><dispatcher>REQUEST</dispatcher>"
          + "<dispatcher>ERROR</dispatcher><dispatcher>ASYNC</dispatcher></filter-mapping>";

  @AutoClose private static final RedisServer SERVER = RedisServer.start();
  @AutoClose private static final RedisProbe REDIS = SERVER.probe();

  @TempDir private Path directory;
  private HeardLog log;

  @BeforeEach
  void listen() {
    REDIS.command("FLUSHALL");
    log = new HeardLog();
  }

  @AfterEach
  void stopListening() {
    log.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {">", " metadata-complete=\"true\">"})
  void itRegistersItselfWhateverWebXmlSaysOfMetadata(String attributes) throws IOException {
    try (TestTomcat tomcat = tomcat(HEAD + attributes + "</web-app>")) {
      tomcat.get("/set");

      assertThat(REDIS.keys("cc:shop:*:s:*")).hasSize(1);
      assertThat(tomcat.context().findFilterMaps()).hasSize(1);
      assertThat(tomcat.context().getManager().getActiveSessions()).isZero();
    }
  }

  @Test
  void inWebXmlItIsNotRegisteredAgainAndItsInitParametersAreSettings() throws IOException {
    String filter =
        filter(
            "sessions",
            "<init-param><param-name>prefix</param-name>"
                + "<param-value>mine</param-value></init-param>");
    try (TestTomcat tomcat = tomcat(HEAD + ">" + filter + mapping("sessions") + "</web-app>")) {
      tomcat.get("/set");

      assertThat(REDIS.keys("mine:shop:*:s:*")).hasSize(1);
      assertThat(tomcat.context().findFilterDefs()).hasSize(1);
      assertThat(log.messages()).noneMatch(message -> message.contains("filter-mapping"));
    }
  }

  @Test
  void twoOfThemAreRefusedByName() throws IOException {
    String filters = filter("sessions", "") + filter("sessions-too", "");
    try (TestTomcat tomcat =
        tomcat(
            HEAD + ">" + filters + mapping("sessions") + mapping("sessions-too") + "</web-app>")) {

      assertThat(tomcat.isServed()).isFalse();
      assertThat(log.messages())
          .anyMatch(m -> m.contains("sessions\"") && m.contains("leave one of them in web.xml"));
    }
  }

  @Test
  void allWrongSettingsAreNamedAndStopTheApplication() throws IOException {
    String filter =
        filter(
            "sessions",
            "<init-param><param-name>sweepIntervall</param-name>"
                + "<param-value>1s</param-value></init-param><init-param>"
                + "<param-name>touchInterval</param-name><param-value>5</param-value></init-param>");
    try (TestTomcat tomcat = tomcat(HEAD + ">" + filter + mapping("sessions") + "</web-app>")) {

      assertThat(tomcat.isServed()).isFalse();
      assertThat(log.messages())
          .anyMatch(m -> m.contains("sweepInterval") && m.contains("touchInterval"));
    }
  }

  @Test
  void filtersThatComeBeforeItAreNamed() throws IOException {
    String early =
        "<filter><filter-name>early</filter-name><filter-class>"
            + "org.apache.catalina.filters.AddDefaultCharsetFilter</filter-class>"
            + "<async-supported>true</async-supported></filter>";
    try (TestTomcat tomcat =
        tomcat(
            HEAD
                + ">"
                + early
                + filter("ours", "")
                + mapping("early")
                + mapping("ours")
                + "</web-app>")) {

      assertThat(tomcat.isServed()).isTrue();
      assertThat(log.messages())
          .anyMatch(m -> m.contains("mapped before ours") && m.contains("filters=early"));
    }
  }

  @Test
  void dispatchesThatItDoesNotSeeAreNamed() throws IOException {
    String mapping =
        "<filter-mapping><filter-name>ours</filter-name><url-pattern>/*</url-pattern>"
            + "</filter-mapping>";
    try (TestTomcat tomcat = tomcat(HEAD + ">" + filter("ours", "") + mapping + "</web-app>")) {

      assertThat(tomcat.isServed()).isTrue();
      assertThat(log.messages()).anyMatch(m -> m.contains("REQUEST, ERROR and ASYNC"));
    }
  }

  @Test
  void aContextParameterKeepsItAway() throws IOException {
    String off =
        "<context-param><param-name>coatcheck.register</param-name>"
            + "<param-value>false</param-value></context-param>";
    try (TestTomcat tomcat = tomcat(HEAD + ">" + off + "</web-app>")) {
      tomcat.get("/set");

      assertThat(REDIS.keys("*")).isEmpty();
      assertThat(tomcat.context().getManager().getActiveSessions()).isOne();
    }
  }

  @Test
  void anAdapterOfTheContainerKeepsItAway() throws IOException {
    String early =
        "<listener><listener-class>" + Adapter.class.getName() + "</listener-class></listener>";
    try (TestTomcat tomcat = tomcat(HEAD + ">" + early + "</web-app>")) {
      List<String> cookies = tomcat.get("/set").headers().allValues("Set-Cookie");

      assertThat(REDIS.keys("*")).isEmpty();
      assertThat(log.messages()).anyMatch(m -> m.contains("kept by some adapter"));
      assertThat(cookies).singleElement().asString().startsWith("JSESSIONID=");
    }
  }

  @Test
  void theCookieOfTheContainerMakesWayForOurs() throws IOException {
    String form =
        "<login-config><auth-method>FORM</auth-method><form-login-config>"
            + "<form-login-page>/login</form-login-page><form-error-page>/no</form-error-page>"
            + "</form-login-config></login-config>";
    try (TestTomcat tomcat = tomcat(HEAD + ">" + form + "</web-app>")) {
      List<String> cookies = tomcat.get("/set").headers().allValues("Set-Cookie");

      assertThat(cookies).hasSize(1).allMatch(cookie -> cookie.startsWith("JSESSIONID="));
      assertThat(tomcat.context().getServletContext().getSessionCookieConfig().getName())
          .isEqualTo("JSESSIONID_NODE");
      assertThat(log.messages()).anyMatch(m -> m.contains("keeps logins by its form"));
    }
  }

  /** As CDI's and Spring's do. */
  @Test
  void aSessionThatARequestListenerMakesDoesNotTakeThePlaceOfOurs() throws IOException {
    String early =
        "<listener><listener-class>" + Early.class.getName() + "</listener-class></listener>";
    try (TestTomcat tomcat = tomcat(HEAD + ">" + early + "</web-app>")) {
      List<String> cookies = tomcat.get("/set").headers().allValues("Set-Cookie");

      assertThat(cookies)
          .hasSize(2)
          .anyMatch(cookie -> cookie.startsWith("JSESSIONID="))
          .anyMatch(cookie -> cookie.startsWith("JSESSIONID_NODE="));
      assertThat(REDIS.keys("cc:shop:*:s:*")).hasSize(1);
    }
  }

  private TestTomcat tomcat(String webXml) {
    return new TestTomcat(directory, SERVER.uri(), webXml, StartTest::set);
  }

  private static void set(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    request.getSession().setAttribute("a", "1");
    response.getWriter().print("ok");
  }

  /**
   * @param parameters its init-params, if any
   */
  private static String filter(String name, String parameters) {
    return "<filter><filter-name>"
        + name
        + "</filter-name><filter-class>dev.coatcheck.servlet.CoatcheckFilter</filter-class>"
        + "<async-supported>true</async-supported>"
        + parameters
        + "</filter>";
  }

  private static String mapping(String name) {
    return "<filter-mapping><filter-name>" + name + "</filter-name>" + ALL;
  }

  /** Says what the adapters of containers say. */
  public static final class Adapter implements ServletContextListener {
    @Override
    public void contextInitialized(ServletContextEvent event) {
      event.getServletContext().setAttribute(Coatcheck.ADAPTER_ATTRIBUTE, "some adapter");
    }
  }

  /** Asks for the session before any filter is called. */
  public static final class Early implements ServletRequestListener {
    @Override
    public void requestInitialized(ServletRequestEvent event) {
      ((HttpServletRequest) event.getServletRequest()).getSession();
    }
  }
}
