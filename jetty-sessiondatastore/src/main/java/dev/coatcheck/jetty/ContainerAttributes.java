package dev.coatcheck.jetty;

import dev.coatcheck.session.LiveSession;
import dev.coatcheck.session.LoginRecord;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;

/**
 * What Jetty itself keeps in a session, logins above all: Jetty's objects, over the session's
 * notes, from where every node has them. Neither a password nor a class of Jetty's is ever stored.
 * An object set here stays the same here until another node changes it. Thread-safe.
 *
 * <p>Each note but the login is a format number and text. In the text the session's id, which may
 * be part of a URI, is left out and put in again as it is on the day.
 */
final class ContainerAttributes {

  private static final Logger LOG = System.getLogger("dev.coatcheck.jetty");

  /** Written out, as are the others: the class that has the constant may be absent. */
  private static final String LOGIN = "org.eclipse.jetty.security.UserIdentity";

  private static final String FORM_URI = "org.eclipse.jetty.security.form_URI";
  private static final String FORM_METHOD = "org.eclipse.jetty.security.form_METHOD";
  private static final String FORM_POST = "org.eclipse.jetty.security.form_POST";

  private static final Map<String, String> NOTES =
      Map.of(
          LOGIN,
          LoginRecord.NOTE,
          "org.eclipse.jetty.security.sessionAuthenticated",
          "jetty-authenticated",
          "org.eclipse.jetty.security.sessionCreatedSecure",
          "jetty-secure",
          FORM_URI,
          "jetty-form-uri",
          FORM_METHOD,
          "jetty-form-method",
          FORM_POST,
          "jetty-form-post");

  private static final int FORMAT = 1;

  /** Stands for the session's id; no URI and no form as browsers send it holds this. */
  private static final String ID = "\0";

  /**
   * An object and the note for which it stands.
   *
   * @param note null for what no note can express; it is on this node alone
   */
  private record Kept(byte @Nullable [] note, @Nullable Object value) {}

  private final LiveSession live;
  private final Map<String, Kept> kept = new HashMap<>();

  ContainerAttributes(LiveSession live) {
    this.live = live;
  }

  /** Whether Jetty's attribute of this name is kept here, never as the application's. */
  static boolean isContainers(String name) {
    return NOTES.containsKey(name);
  }

  /**
   * One of these attributes; null also for a login in a context without a security handler, and for
   * what a newer release has stored. Such a note stays as it is.
   */
  synchronized @Nullable Object get(String name) {
    byte[] note = live.note(noteOf(name));
    Kept current = kept.get(name);
    if (current != null && Arrays.equals(current.note(), note)) {
      return current.value();
    }
    kept.remove(name);
    if (note == null) {
      return null;
    }
    try {
      Object value = decoded(name, note);
      if (value != null) {
        kept.put(name, new Kept(note, value));
      }
      return value;
    } catch (IllegalArgumentException e) {
      LOG.log(
          Level.WARNING,
          "What Jetty keeps in a session cannot be read and is taken as absent: " + name,
          e);
      kept.put(name, new Kept(note, null)); // says so once
      return null;
    }
  }

  /**
   * Sets or, with null, removes one of these attributes.
   *
   * @return the value before, or null
   */
  synchronized @Nullable Object set(String name, @Nullable Object value) {
    Object before = get(name);
    String noteName = noteOf(name);
    byte[] note = value == null ? null : encoded(name, value);
    if (note == null) {
      live.removeNote(noteName);
    } else if (!Arrays.equals(note, live.note(noteName))) {
      live.putNote(noteName, note); // an equal login set again writes nothing
    }
    if (value == null) {
      kept.remove(name);
    } else {
      kept.put(name, new Kept(note, value));
    }
    return before;
  }

  /** The names of those that are there and can be read here; a snapshot. */
  synchronized Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    for (String name : NOTES.keySet()) {
      if (get(name) != null) {
        names.add(name);
      }
    }
    return names;
  }

  /** A value as a note, or null when it is of no kind that another node could understand. */
  private byte @Nullable [] encoded(String name, Object value) {
    if (name.equals(LOGIN)) {
      LoginRecord login = record(value);
      return login == null ? null : login.toBytes();
    }
    String text =
        switch (name) {
          case FORM_POST -> value instanceof Fields form ? SavedPost.toText(form) : null;
          case FORM_URI -> value instanceof HttpURI uri ? uri.asString() : text(value);
          case FORM_METHOD -> text(value);
          default -> value instanceof Boolean flag ? flag.toString() : null;
        };
    return text == null ? null : bytes(text.replace(live.issuedId(), ID));
  }

  private @Nullable Object decoded(String name, byte[] note) {
    if (name.equals(LOGIN)) {
      return restored(LoginRecord.ofBytes(note));
    }
    String text = text(note).replace(ID, live.issuedId());
    return switch (name) {
      case FORM_POST -> SavedPost.ofText(text);
      case FORM_URI -> address(text);
      case FORM_METHOD -> text;
      default -> Boolean.valueOf(text); // always the same object, as Jetty compares it
    };
  }

  /** Null outside of any context: nobody could tell which of the two is wanted. */
  private static @Nullable Object address(String text) {
    if (ContextHandler.getCurrentContextHandler() == null) {
      return null;
    }
    return NestedLogins.inUse() ? text : HttpURI.from(text);
  }

  private static @Nullable String text(Object value) {
    return value instanceof String text ? text : null;
  }

  private static @Nullable LoginRecord record(Object value) {
    LoginRecord login = null;
    try {
      login = Logins.record(value);
    } catch (NoClassDefFoundError e) {
      LOG.log(Level.DEBUG, "This server has no jetty-security", e);
    }
    if (login == null) {
      String type = value.getClass().getName();
      LOG.log(Level.WARNING, "A login of an unknown kind exists on this node only: {0}", type);
    }
    return login;
  }

  private static @Nullable Object restored(LoginRecord login) {
    try {
      return Logins.restored(login);
    } catch (NoClassDefFoundError e) {
      return null; // a server without jetty-security knows no logins
    }
  }

  private static byte[] bytes(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    byte[] note = new byte[utf8.length + 1];
    note[0] = FORMAT;
    System.arraycopy(utf8, 0, note, 1, utf8.length);
    return note;
  }

  private static String text(byte[] note) {
    if (note.length == 0 || note[0] != FORMAT) {
      throw new IllegalArgumentException("a note of another format was stored by a newer release");
    }
    return new String(note, 1, note.length - 1, StandardCharsets.UTF_8);
  }

  private static String noteOf(String name) {
    String note = NOTES.get(name);
    if (note == null) {
      throw new IllegalArgumentException(name + " is the application's");
    }
    return note;
  }
}
