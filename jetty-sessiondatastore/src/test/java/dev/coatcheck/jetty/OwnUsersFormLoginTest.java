package dev.coatcheck.jetty;

import org.eclipse.jetty.security.LoginService;

/** Form logins in ee8 by a login service that is not one of Jetty's. */
class OwnUsersFormLoginTest extends Ee8FormLoginTest {

  @Override
  LoginService users() {
    return new OwnUsers();
  }
}
