package dev.coatcheck.jetty;

import java.util.function.Function;
import javax.security.auth.Subject;
import org.eclipse.jetty.security.DefaultIdentityService;
import org.eclipse.jetty.security.IdentityService;
import org.eclipse.jetty.security.LoginService;
import org.eclipse.jetty.security.UserIdentity;
import org.eclipse.jetty.security.UserPrincipal;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Session;
import org.jspecify.annotations.Nullable;

/** A company's own login service: its users' roles are known to their identities alone. */
final class OwnUsers implements LoginService {

  private IdentityService identities = new DefaultIdentityService();

  @Override
  public String getName() {
    return "members";
  }

  @Override
  public @Nullable UserIdentity login(
      String name,
      Object password,
      Request request,
      Function<Boolean, Session> getOrCreateSession) {
    return "ada".equals(name) && FormLoginContract.PASSWORD.equals(password)
        ? UserIdentity.from(
            new Subject(), new UserPrincipal(name, null), FormLoginContract.MEMBER, "reader")
        : null;
  }

  @Override
  public boolean validate(UserIdentity user) {
    return true;
  }

  @Override
  public IdentityService getIdentityService() {
    return identities;
  }

  @Override
  public void setIdentityService(IdentityService service) {
    identities = service;
  }

  @Override
  public void logout(UserIdentity user) {}
}
