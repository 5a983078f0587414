package dev.coatcheck.jetty;

import dev.coatcheck.session.LoginRecord;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.jetty.security.IdentityService;
import org.eclipse.jetty.security.LoginService;
import org.eclipse.jetty.security.SecurityHandler;
import org.eclipse.jetty.security.UserIdentity;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.jspecify.annotations.Nullable;

/**
 * The logins of ee8 and ee9, which have security classes of their own, with the servlet API in
 * their signatures. One jar serves all environments, so they are found by name: in the loader of
 * the context, for ours does not see them.
 */
final class NestedLogins {

  private static final Pattern CONTEXT =
      Pattern.compile("(org\\.eclipse\\.jetty\\.ee\\d+)\\.nested\\..*");

  private static final String SECURITY_HANDLER = ".security.SecurityHandler";
  private static final String CURRENT = "getCurrentSecurityHandler";

  private NestedLogins() {}

  /** Whether the caller is in a context of ee8 or ee9. */
  static boolean inUse() {
    return environment(ContextHandler.getCurrentContextHandler()) != null;
  }

  /** A login as ee8 and ee9 set it, or null when it is none. */
  static @Nullable LoginRecord record(Object login) {
    Class<?> type = login.getClass();
    try {
      return type.getMethod("getUserIdentity").invoke(login) instanceof UserIdentity user
          ? Logins.record(user, (String) type.getMethod("getAuthMethod").invoke(login))
          : null;
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }

  /** See {@link Logins#restored}. */
  static @Nullable Object restored(LoginRecord login) {
    ContextHandler context = ContextHandler.getCurrentContextHandler();
    String environment = environment(context);
    if (environment == null) {
      return null;
    }
    ClassLoader loader = context.getClass().getClassLoader();
    try {
      Class<?> handlers = loader.loadClass(environment + SECURITY_HANDLER);
      Object security = handlers.getMethod(CURRENT).invoke(null);
      if (security == null) {
        return null;
      }
      LoginService service = (LoginService) handlers.getMethod("getLoginService").invoke(security);
      IdentityService identities =
          (IdentityService) handlers.getMethod("getIdentityService").invoke(security);
      return loader
          .loadClass(environment + ".security.authentication.SessionAuthentication")
          .getConstructor(String.class, UserIdentity.class, Object.class)
          .newInstance(login.method(), Logins.user(login, service, identities), null);
    } catch (ClassNotFoundException e) {
      return null; // the environment is there without its security module
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(
          "this release of Jetty has other logins in " + environment + " than are known", e);
    }
  }

  /**
   * The roles that the caller's application declares. Not of ee8 and ee9 alone: ee10 and later,
   * too, let only their own security handler tell them.
   */
  static Set<String> declaredRoles() {
    SecurityHandler core = SecurityHandler.getCurrentSecurityHandler();
    try {
      Object roles =
          core == null
              ? declaredRoles(ContextHandler.getCurrentContextHandler())
              : core.getClass().getMethod("getKnownRoles").invoke(core);
      return roles instanceof Set<?> all
          ? all.stream().map(String::valueOf).collect(Collectors.toUnmodifiableSet())
          : Set.of();
    } catch (ReflectiveOperationException e) {
      return Set.of(); // a handler that tells none
    }
  }

  private static @Nullable Object declaredRoles(@Nullable ContextHandler context)
      throws ReflectiveOperationException {
    String environment = environment(context);
    if (context == null || environment == null) {
      return null;
    }
    ClassLoader loader = context.getClass().getClassLoader();
    Object security =
        loader.loadClass(environment + SECURITY_HANDLER).getMethod(CURRENT).invoke(null);
    return security == null ? null : security.getClass().getMethod("getRoles").invoke(security);
  }

  /** The package of all classes of the context's environment, or null in ee10 and later. */
  private static @Nullable String environment(@Nullable ContextHandler context) {
    Class<?> type = context == null ? null : context.getClass();
    while (type != null) {
      Matcher matcher = CONTEXT.matcher(type.getName());
      if (matcher.matches()) {
        return matcher.group(1);
      }
      type = type.getSuperclass();
    }
    return null;
  }
}
