package dev.coatcheck.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coatcheck.session.LoginRecord;
import java.security.Principal;
import java.util.Objects;
import java.util.Set;
import javax.security.auth.Subject;
import org.eclipse.jetty.ee10.servlet.security.ConstraintSecurityHandler;
import org.eclipse.jetty.security.DefaultIdentityService;
import org.eclipse.jetty.security.IdentityService.Association;
import org.eclipse.jetty.security.UserIdentity;
import org.eclipse.jetty.security.authentication.SessionAuthentication;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.junit.jupiter.api.Test;

/** What of a login is stored, whatever login service it is from. */
class LoginRecordsTest {

  private record Named(String name) implements Principal {
    @Override
    public String getName() {
      return name;
    }
  }

  @Test
  void aGroupThatTheLoginServiceTakesForARoleIsOne() {
    Subject subject = new Subject();
    subject.getPrincipals().addAll(Set.of(new Named("ada"), new Named("staff"), new Named("x")));

    assertThat(record(UserIdentity.from(subject, new Named("ada"), "staff")).roles())
        .containsExactly("staff");
  }

  @Test
  void rolesThatOnlyTheIdentityKnowsAreFoundAmongThoseDeclared() throws Exception {
    UserIdentity identity = UserIdentity.from(new Subject(), new Named("ada"), "staff", "secret");

    assertThat(within(identity, "staff", "admin").roles()).containsExactly("staff");
  }

  @Test
  @SuppressWarnings("try") // what is lent is held, not used
  void aRoleThatAServletLendsIsNotTheUsers() throws Exception {
    DefaultIdentityService service = new DefaultIdentityService();
    UserIdentity identity = UserIdentity.from(new Subject(), new Named("ada"), "staff");

    try (Association lent = service.associate(identity, service.newRunAsToken("admin"))) {
      assertThat(identity.isUserInRole("admin")).isTrue();
      assertThat(within(identity, "staff", "admin").roles()).containsExactly("staff");
    }
  }

  @Test
  void whatIsNoLoginIsNotStored() {
    assertThat(Logins.record("a text")).isNull();
  }

  private static LoginRecord record(UserIdentity identity) {
    return Objects.requireNonNull(
        Logins.record(new SessionAuthentication("FORM", identity, "secret-4711")));
  }

  /** The record as made in a context that declares roles. */
  private static LoginRecord within(UserIdentity identity, String... declared) throws Exception {
    ConstraintSecurityHandler security = new ConstraintSecurityHandler();
    security.setRoles(Set.of(declared));
    ContextHandler context = new ContextHandler(security, "/");
    LoginRecord[] made = new LoginRecord[1];
    context.getContext().run(() -> made[0] = record(identity));
    return made[0];
  }
}
