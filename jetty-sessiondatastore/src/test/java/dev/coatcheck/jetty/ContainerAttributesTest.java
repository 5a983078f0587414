package dev.coatcheck.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coatcheck.session.LiveSession;
import dev.coatcheck.session.LoginRecord;
import dev.coatcheck.testkit.HeardLog;
import dev.coatcheck.testkit.RedisProbe;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.security.auth.Subject;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.security.UserIdentity;
import org.eclipse.jetty.security.UserPrincipal;
import org.eclipse.jetty.security.authentication.SessionAuthentication;
import org.eclipse.jetty.server.Session;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Jetty's own attributes, one by one, in sessions of two nodes that are no place for logins. */
class ContainerAttributesTest extends OnTwoNodes {

  private static final String LOGIN = "org.eclipse.jetty.security.UserIdentity";
  private static final String AUTHENTICATED = "org.eclipse.jetty.security.sessionAuthenticated";
  private static final String SECURE = "org.eclipse.jetty.security.sessionCreatedSecure";
  private static final String FORM_URI = "org.eclipse.jetty.security.form_URI";
  private static final String FORM_METHOD = "org.eclipse.jetty.security.form_METHOD";
  private static final String FORM_POST = "org.eclipse.jetty.security.form_POST";

  /** Something to do with a session in a request. */
  private interface Task extends Function<CoatcheckSession, @Nullable Object> {}

  private final AtomicReference<Task> task = new AtomicReference<>();
  private final AtomicReference<@Nullable Object> result = new AtomicReference<>();

  @Override
  void application(TestNode node) {
    node.app("/")
        .page(
            "/do",
            (request, response) -> {
              result.set(task.get().apply((CoatcheckSession) request.getSession(true)));
              return "done";
            })
        .page(
            "/renew",
            (request, response) -> {
              request.getSession(true).renewId(request, response);
              return "renewed";
            });
  }

  private @Nullable Object in(TestNode node, Task work) throws Exception {
    task.set(work);
    assertThat(browser.get(node, "/do").body()).isEqualTo("done");
    return result.get();
  }

  private static SessionAuthentication login(String name, Object password) {
    UserIdentity user = UserIdentity.from(new Subject(), new UserPrincipal(name, null));
    return new SessionAuthentication("FORM", user, password);
  }

  @Test
  void flagsAreTheVeryObjectsThatJettyCompares() throws Exception {
    in(first, session -> session.setAttribute(AUTHENTICATED, Boolean.TRUE));
    in(first, session -> session.setAttribute(SECURE, Boolean.FALSE));

    assertThat(in(second, session -> session.getAttribute(AUTHENTICATED))).isSameAs(Boolean.TRUE);
    assertThat(in(second, session -> session.getAttribute(SECURE))).isSameAs(Boolean.FALSE);
    assertThat(in(second, session -> session.removeAttribute(AUTHENTICATED)))
        .isSameAs(Boolean.TRUE);
    assertThat(in(first, session -> session.getAttributeNameSet())).isEqualTo(Set.of(SECURE));
  }

  @Test
  void anObjectIsTheSameUntilAnotherNodeChangesIt() throws Exception {
    SessionAuthentication ada = login("ada", "secret");
    in(first, session -> session.setAttribute(LOGIN, ada));

    assertThat(in(first, session -> session.getAttribute(LOGIN))).isSameAs(ada);
    assertThat(in(second, session -> session.setAttribute(LOGIN, login("grace", "secret"))))
        .as("no security handler is there to know ada")
        .isNull();
    assertThat(in(first, session -> session.getAttribute(LOGIN))).isNull();
    assertThat(in(first, session -> session.live().note(LoginRecord.NOTE)))
        .as("the note stays for nodes that can use it")
        .isEqualTo(new LoginRecord("grace", List.of(), "FORM").toBytes());
  }

  @Test
  void anEqualLoginSetAgainWritesNothing() throws Exception {
    in(first, session -> session.setAttribute(LOGIN, login("ada", "secret")));

    assertThat(
            in(
                second,
                session -> {
                  session.setAttribute(LOGIN, login("ada", "secret"));
                  boolean same = session.live().mayHaveChanged();
                  session.setAttribute(LOGIN, login("grace", "secret"));
                  return List.of(same, session.live().mayHaveChanged());
                }))
        .isEqualTo(List.of(false, true));
  }

  @Test
  void aWaitingRequestKeepsItsFormAndFollowsTheIdOfTheSession() throws Exception {
    Fields form = new Fields(true);
    form.add("z", "1", "");
    form.add("a b", "é=&\0\uD83E\uDD86");
    form.add("", "x");
    in(first, session -> session.setAttribute(FORM_POST, form));
    in(first, session -> session.setAttribute(FORM_METHOD, "POST"));
    String page = "http://shop.example/order;jsessionid=ID?x=1";
    String old = browser.cookie;
    in(first, session -> session.setAttribute(FORM_URI, HttpURI.from(page.replace("ID", old))));

    try (RedisProbe probe = redis.probe()) {
      assertThat(probe.keys("*:s:*"))
          .flatExtracting(key -> probe.hash(key).values())
          .filteredOn(value -> value.contains("/order;jsessionid="))
          .hasSize(1)
          .noneMatch(value -> value.contains(old));
    }
    browser.get(second, "/renew");
    assertThat(browser.cookie).isNotEqualTo(old);
    assertThat(in(second, session -> session.getAttribute(FORM_URI)))
        .isEqualTo(HttpURI.from(page.replace("ID", browser.cookie)));
    assertThat(in(second, session -> session.getAttribute(FORM_POST))).isEqualTo(form);
    assertThat(in(second, session -> session.getAttribute(FORM_METHOD))).isEqualTo("POST");
  }

  /** Of which class an address is depends on the environment; a wrong one would stay. */
  @Test
  void anAddressIsNotRebuiltOutsideOfAnyContext() throws Exception {
    in(first, session -> session.setAttribute(FORM_URI, HttpURI.from("http://shop.example/")));
    CoatcheckSession there = (CoatcheckSession) in(second, session -> session);

    assertThat(there.getAttribute(FORM_URI)).isNull();
    assertThat(in(second, session -> session.getAttribute(FORM_URI)))
        .isEqualTo(HttpURI.from("http://shop.example/"));
  }

  @Test
  void whatANewerReleaseStoredIsLeftAloneAndSaidOnce() throws Exception {
    byte[] newer = {99, 1, 2};
    in(
        first,
        session -> {
          session.live().putNote(LoginRecord.NOTE, newer);
          session.live().putNote("jetty-form-post", newer);
          return null;
        });
    try (HeardLog log = new HeardLog()) {
      for (int i = 0; i < 3; i++) {
        assertThat(in(second, session -> session.getAttribute(LOGIN))).isNull();
        assertThat(in(second, session -> session.getAttribute(FORM_POST))).isNull();
        assertThat(in(second, session -> session.getAttributeNameSet()).toString()).isEqualTo("[]");
      }
      assertThat(log.messages())
          .filteredOn(message -> message.contains("cannot be read and is taken as absent"))
          .hasSize(2)
          .allMatch(message -> message.contains("newer release"))
          .anyMatch(message -> message.contains(LOGIN))
          .anyMatch(message -> message.contains(FORM_POST));
    }
    assertThat(in(first, session -> session.live().note(LoginRecord.NOTE))).isEqualTo(newer);
    assertThat(in(first, session -> session.live().note("jetty-form-post"))).isEqualTo(newer);
  }

  @Test
  void aLoginOfAnotherKindStaysOnItsNode() throws Exception {
    try (HeardLog log = new HeardLog()) {
      in(first, session -> session.setAttribute(LOGIN, "ada"));
      assertThat(log.messages())
          .contains("A login of an unknown kind exists on this node only: java.lang.String");
    }
    assertThat(in(first, session -> session.getAttribute(LOGIN))).isEqualTo("ada");
    assertThat(in(second, session -> session.getAttribute(LOGIN))).isNull();
  }

  @Test
  void aServerWithoutSecurityDoesWithoutLogins() throws Exception {
    URL[] urls =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(path -> !new File(path).getName().startsWith("jetty-security"))
            // its code would unregister the methods of the first one when this loader is unloaded
            .filter(path -> !new File(path).getName().startsWith("netty-transport-native-epoll"))
            .map(ContainerAttributesTest::url)
            .toArray(URL[]::new);
    try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
      Supplier<?> server =
          (Supplier<?>)
              loader
                  .loadClass(ServerWithoutSecurity.class.getName())
                  .getDeclaredConstructor(String.class)
                  .newInstance(redis.uri());
      assertThat(server.get()).isEqualTo("null ada [other] null");
    }
  }

  private static URL url(String path) {
    try {
      return new File(path).toURI().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Runs where jetty-security is not to be found. */
  public static final class ServerWithoutSecurity implements Supplier<String> {

    private final String redis;

    public ServerWithoutSecurity(String redis) {
      this.redis = redis;
    }

    @Override
    public String get() {
      try (TestNode node = TestNode.start(redis, ServerWithoutSecurity::application)) {
        return new Browser().get(node, "/alone/do").body();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    /** With time for all classes to be loaded once more. */
    private static void application(TestNode node) {
      node.stores.setProperty("requestTimeout", "30s");
      node.app("/alone").page("/do", (request, response) -> answer(request.getSession(true)));
    }

    private static String answer(Session session) {
      LiveSession live = ((CoatcheckSession) session).live();
      live.putNote(LoginRecord.NOTE, new LoginRecord("ada", List.of(), "FORM").toBytes());
      Object restored = session.getAttribute(LOGIN);
      byte[] note = live.note(LoginRecord.NOTE);
      session.setAttribute("other", 1);
      String names = session.getAttributeNameSet().toString();
      session.setAttribute(LOGIN, "a login of no kind");
      String name = note == null ? "" : LoginRecord.ofBytes(note).name();
      String kept = Arrays.toString(live.note(LoginRecord.NOTE));
      return String.join(" ", String.valueOf(restored), name, names, kept);
    }
  }
}
