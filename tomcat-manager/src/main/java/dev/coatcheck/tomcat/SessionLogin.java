package dev.coatcheck.tomcat;

import dev.coatcheck.session.LiveSession;
import dev.coatcheck.session.LoginRecord;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.Principal;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.catalina.authenticator.Constants;
import org.apache.catalina.authenticator.SavedRequest;
import org.apache.catalina.realm.GenericPrincipal;
import org.jspecify.annotations.Nullable;

/**
 * The container login of one session: Tomcat's objects, over the session's notes, from where every
 * node has them. An object set here stays the same here until another node changes it. Thread-safe.
 *
 * <p>User name and password, which the form authenticator keeps when its cache is off, stay on the
 * node; they are never stored.
 */
final class SessionLogin {

  private static final Logger LOG = System.getLogger("dev.coatcheck.tomcat");
  private static final String REQUEST_NOTE = "form-request";
  private static final String EXPECTED_NOTE = "form-login";
  private static final byte[] EXPECTED = {1};
  private static final Set<String> STORED_NOTES =
      Set.of(Constants.FORM_REQUEST_NOTE, Constants.SESSION_ID_NOTE);

  private record Login(byte[] bytes, @Nullable Principal principal, @Nullable String method) {}

  private record Waiting(byte[] bytes, SavedRequest request) {}

  private final LiveSession live;
  private final SavedRequestFormat format;
  private @Nullable Login login;
  private @Nullable Waiting waiting;

  SessionLogin(LiveSession live, SavedRequestFormat format) {
    this.live = live;
    this.format = format;
  }

  /** Whether Tomcat's note of this name is kept here, for all nodes. */
  static boolean isStored(String noteName) {
    return STORED_NOTES.contains(noteName);
  }

  @Nullable Principal principal() {
    Login current = login();
    return current == null ? null : current.principal();
  }

  @Nullable String method() {
    Login current = login();
    return current == null ? null : current.method();
  }

  void principal(@Nullable Principal principal) {
    set(principal, method());
  }

  void method(@Nullable String method) {
    set(principal(), method);
  }

  /** One of the stored notes, or null. */
  @Nullable Object note(String name) {
    if (name.equals(Constants.FORM_REQUEST_NOTE)) {
      return waitingRequest();
    }
    // the flag stands for the id under which the client was sent to the login page, see setNote
    return live.note(EXPECTED_NOTE) == null ? null : live.issuedId();
  }

  /**
   * Keeps one of the stored notes. Of the id that the form authenticator expects only the fact is
   * kept, for it is always the session's own: the authenticator renews it with each change of id.
   */
  synchronized void note(String name, Object value) {
    if (!name.equals(Constants.FORM_REQUEST_NOTE)) {
      live.putNote(EXPECTED_NOTE, EXPECTED);
    } else if (value instanceof SavedRequest request) {
      byte[] bytes = format.toBytes(request);
      waiting = new Waiting(bytes, request);
      live.putNote(REQUEST_NOTE, bytes);
    }
  }

  synchronized void removeNote(String name) {
    if (name.equals(Constants.FORM_REQUEST_NOTE)) {
      waiting = null;
      live.removeNote(REQUEST_NOTE);
    } else {
      live.removeNote(EXPECTED_NOTE);
    }
  }

  private synchronized void set(@Nullable Principal principal, @Nullable String method) {
    if (principal == null && method == null) {
      login = null;
      live.removeNote(LoginRecord.NOTE);
      return;
    }
    byte[] bytes =
        new LoginRecord(principal == null ? null : principal.getName(), roles(principal), method)
            .toBytes();
    if (!Arrays.equals(bytes, live.note(LoginRecord.NOTE))) {
      live.putNote(LoginRecord.NOTE, bytes); // some authenticators set the same one each time
    }
    login = new Login(bytes, principal, method);
  }

  private synchronized @Nullable Login login() {
    byte[] bytes = live.note(LoginRecord.NOTE);
    if (bytes == null) {
      login = null;
      return null;
    }
    Login current = login;
    if (current == null || !Arrays.equals(current.bytes(), bytes)) {
      current = restored(bytes);
      login = current;
    }
    return current;
  }

  private static Login restored(byte[] bytes) {
    try {
      LoginRecord record = LoginRecord.ofBytes(bytes);
      String name = record.name();
      Principal principal = name == null ? null : principal(name, record.roles());
      return new Login(bytes, principal, record.method());
    } catch (IllegalArgumentException e) {
      LOG.log(Level.WARNING, "A session's login cannot be read, its user has to log in again", e);
      return new Login(bytes, null, null);
    }
  }

  private static Principal principal(String name, List<String> roles) {
    try {
      return new GenericPrincipal(name, roles);
    } catch (NoSuchMethodError tomcat9) {
      return principalWithoutPassword(name, roles);
    }
  }

  @SuppressWarnings("deprecation") // all that Tomcat 9 has; Tomcat 11 has it no more
  private static Principal principalWithoutPassword(String name, List<String> roles) {
    return new GenericPrincipal(name, null, roles);
  }

  private synchronized @Nullable SavedRequest waitingRequest() {
    byte[] bytes = live.note(REQUEST_NOTE);
    if (bytes == null) {
      waiting = null;
      return null;
    }
    Waiting current = waiting;
    if (current == null || !Arrays.equals(current.bytes(), bytes)) {
      try {
        current = new Waiting(bytes, format.ofBytes(bytes, live.issuedId()));
      } catch (IOException e) {
        LOG.log(Level.WARNING, "The request before a login cannot be read, it is not replayed", e);
        return null;
      }
      waiting = current;
    }
    return current.request();
  }

  private static List<String> roles(@Nullable Principal principal) {
    return principal instanceof GenericPrincipal generic ? List.of(generic.getRoles()) : List.of();
  }
}
