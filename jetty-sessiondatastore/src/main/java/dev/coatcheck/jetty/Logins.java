package dev.coatcheck.jetty;

import dev.coatcheck.session.LoginRecord;
import java.security.Principal;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.security.auth.Subject;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.eclipse.jetty.security.AuthenticationState;
import org.eclipse.jetty.security.DefaultIdentityService;
import org.eclipse.jetty.security.IdentityService;
import org.eclipse.jetty.security.LoginService;
import org.eclipse.jetty.security.RolePrincipal;
import org.eclipse.jetty.security.SecurityHandler;
import org.eclipse.jetty.security.UserIdentity;
import org.eclipse.jetty.security.UserPrincipal;
import org.eclipse.jetty.security.authentication.SessionAuthentication;
import org.eclipse.jetty.security.jaas.JAASLoginService;
import org.eclipse.jetty.security.jaas.JAASRole;
import org.eclipse.jetty.security.jaas.JAASUserPrincipal;
import org.jspecify.annotations.Nullable;

/**
 * Jetty's logins and those that are stored. Apart from its caller because jetty-security may be
 * absent: nothing but a login leads here.
 */
final class Logins {

  private Logins() {}

  /** A login as Jetty sets it, or null when it is of no kind that is known. */
  static @Nullable LoginRecord record(Object login) {
    return login instanceof AuthenticationState.Succeeded succeeded
        ? record(succeeded.getUserIdentity(), succeeded.getAuthenticationType())
        : NestedLogins.record(login);
  }

  static LoginRecord record(UserIdentity user, @Nullable String method) {
    Principal principal = user.getUserPrincipal();
    return new LoginRecord(principal.getName(), roles(user), method);
  }

  /**
   * The login for the context in which the caller is, or null when that has no security handler.
   *
   * @throws IllegalArgumentException when this release of Jetty has no place for it
   */
  static @Nullable Object restored(LoginRecord login) {
    if (login.name() == null) {
      return null;
    }
    SecurityHandler security = SecurityHandler.getCurrentSecurityHandler();
    if (security == null) {
      return NestedLogins.restored(login);
    }
    UserIdentity user = user(login, security.getLoginService(), security.getIdentityService());
    return new SessionAuthentication(login.method(), user, null);
  }

  /** The user as a login service would have made it, but without credentials. */
  static UserIdentity user(
      LoginRecord login, @Nullable LoginService service, @Nullable IdentityService identities) {
    Subject subject = new Subject();
    Principal principal =
        service instanceof JAASLoginService
            ? new JAASUserPrincipal(login.name(), subject, AlreadyLoggedIn.as(login, subject))
            : new UserPrincipal(login.name(), null);
    subject.getPrincipals().add(principal);
    login.roles().forEach(role -> new RolePrincipal(role).configureForSubject(subject));
    subject.setReadOnly();
    String[] roles = login.roles().toArray(String[]::new);
    return identities == null
        ? UserIdentity.from(subject, principal, roles)
        : identities.newUserIdentity(subject, principal, roles);
  }

  /**
   * All that can be known: Jetty asks a user for one role at a time. Its own login services put a
   * principal for each into the subject, of one class or another; the users of others are asked for
   * the roles that the application declares.
   */
  private static List<String> roles(UserIdentity user) {
    Set<String> candidates = new TreeSet<>(NestedLogins.declaredRoles());
    Subject subject = user.getSubject();
    if (subject != null) {
      for (Principal each : subject.getPrincipals()) {
        if (!each.equals(user.getUserPrincipal())) {
          candidates.add(each.getName());
        }
      }
    }
    return candidates.stream().filter(role -> isOwn(user, role)).toList();
  }

  /** Jetty's users are in that role, too, that the running servlet lends them by its run-as. */
  private static boolean isOwn(UserIdentity user, String role) {
    return user.isUserInRole(role)
        && (!DefaultIdentityService.isRoleAssociated(role) || isInSubject(user, role));
  }

  private static boolean isInSubject(UserIdentity user, String role) {
    return user.getSubject() != null
        && user.getSubject().getPrincipals().stream()
            .filter(each -> each instanceof RolePrincipal || each instanceof JAASRole)
            .anyMatch(each -> each.getName().equals(role));
  }

  /** For the logout of a JAAS login that was made on another node: no module has to be told. */
  private static final class AlreadyLoggedIn extends LoginContext {

    private AlreadyLoggedIn(String name, Subject subject) throws LoginException {
      super(name, subject, null, new NoModules());
    }

    static LoginContext as(LoginRecord login, Subject subject) {
      try {
        return new AlreadyLoggedIn("coatcheck", subject);
      } catch (LoginException e) {
        throw new IllegalArgumentException("JAAS has no place for " + login, e);
      }
    }

    @Override
    public void logout() {}
  }

  private static final class NoModules extends Configuration {
    @Override
    public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
      return new AppConfigurationEntry[0];
    }
  }
}
