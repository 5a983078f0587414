package dev.coatcheck.jetty;

import java.security.Principal;
import java.util.Map;
import java.util.Set;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.FailedLoginException;
import javax.security.auth.login.LoginException;
import javax.security.auth.spi.LoginModule;
import org.eclipse.jetty.security.LoginService;
import org.eclipse.jetty.security.jaas.JAASLoginService;

/** Form logins whose users are JAAS's, with a class of their own for roles. */
class JaasFormLoginTest extends Ee10FormLoginTest {

  @Override
  LoginService users() {
    JAASLoginService service = new JAASLoginService("members");
    service.setRoleClassNames(new String[] {Group.class.getName()});
    service.setConfiguration(
        new Configuration() {
          @Override
          public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
            return new AppConfigurationEntry[] {
              new AppConfigurationEntry(
                  Users.class.getName(), LoginModuleControlFlag.REQUIRED, Map.of())
            };
          }
        });
    return service;
  }

  /** A role as this company's directory has it. */
  public record Group(String name) implements Principal {
    @Override
    public String getName() {
      return name;
    }
  }

  /** Ada. */
  public static final class Users implements LoginModule {

    private Subject subject = new Subject();
    private CallbackHandler client = callbacks -> {};

    @Override
    public void initialize(
        Subject user, CallbackHandler callbacks, Map<String, ?> shared, Map<String, ?> options) {
      subject = user;
      client = callbacks;
    }

    @Override
    public boolean login() throws LoginException {
      NameCallback name = new NameCallback("name");
      PasswordCallback password = new PasswordCallback("password", false);
      try {
        client.handle(new Callback[] {name, password});
      } catch (Exception e) {
        throw new LoginException("" + e);
      }
      if (!"ada".equals(name.getName())
          || !FormLoginContract.PASSWORD.equals(String.valueOf(password.getPassword()))) {
        throw new FailedLoginException();
      }
      subject.getPrincipals().addAll(Set.of(new Group(MEMBER), new Group("reader")));
      return true;
    }

    @Override
    public boolean commit() {
      return true;
    }

    @Override
    public boolean abort() {
      return true;
    }

    @Override
    public boolean logout() {
      subject.getPrincipals().clear();
      return true;
    }
  }
}
