package dev.coatcheck.testkit.embedded;

import dev.coatcheck.testkit.http.NodePlan;
import io.undertow.security.idm.Account;
import io.undertow.security.idm.Credential;
import io.undertow.security.idm.IdentityManager;
import io.undertow.security.idm.PasswordCredential;
import java.security.Principal;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The users of an {@link EmbeddedUndertow}: the member alone. */
final class Members implements IdentityManager {

  @Override
  public Account verify(Account account) {
    return account;
  }

  @Override
  public @Nullable Account verify(String name, Credential credential) {
    boolean known =
        name.equals(NodePlan.MEMBER)
            && credential instanceof PasswordCredential password
            && Arrays.equals(password.getPassword(), NodePlan.MEMBER_PASSWORD.toCharArray());
    return known ? new Member() : null;
  }

  @Override
  public @Nullable Account verify(Credential credential) {
    return null;
  }

  /** Who has shown the password. */
  private record Member() implements Account {

    @Override
    public Principal getPrincipal() {
      return () -> NodePlan.MEMBER;
    }

    @Override
    public Set<String> getRoles() {
      return Set.of(NodePlan.MEMBER_ROLE);
    }
  }
}
