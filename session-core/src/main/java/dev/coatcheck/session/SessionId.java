package dev.coatcheck.session;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of a session id that names the session on every node: the id as the client sends it,
 * without the route suffix (".node1") that some containers append. Immutable.
 *
 * <p>An id is a bearer secret, so {@link #toString()} shows only its first characters.
 *
 * @param value 16 to 128 characters out of {@code [A-Za-z0-9_-]}
 */
public record SessionId(String value) {

  private static final Pattern BARE = Pattern.compile("[A-Za-z0-9_-]{16,128}");
  private static final Pattern ROUTE = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

  public SessionId {
    if (!BARE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "session id of "
              + value.length()
              + " characters is not 16 to 128 of [A-Za-z0-9_-]; check the container's id generator");
    }
  }

  /**
   * Reads what a client presented or a container issued, with or without a route suffix.
   *
   * @return the id, or null when the text does not look like an id and must not be looked up
   */
  public static @Nullable SessionId parse(@Nullable String text) {
    if (text == null) {
      return null;
    }
    int dot = text.indexOf('.');
    String bare = dot < 0 ? text : text.substring(0, dot);
    if (!BARE.matcher(bare).matches()
        || (dot >= 0 && !ROUTE.matcher(text.substring(dot + 1)).matches())) {
      return null;
    }
    return new SessionId(bare);
  }

  /**
   * Reads an id that a container issued.
   *
   * @throws IllegalArgumentException when it is not an id that any node would look up again
   */
  public static SessionId ofIssued(String issuedId) {
    SessionId id = parse(issuedId);
    if (id == null) {
      throw new IllegalArgumentException(
          "issued session id of "
              + issuedId.length()
              + " characters is not [A-Za-z0-9_-]{16,128} with an optional .route;"
              + " check sessionIdLength and jvmRoute of the container");
    }
    return id;
  }

  @Override
  public String toString() {
    return value.substring(0, 4) + "…";
  }
}
