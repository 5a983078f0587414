package dev.coatcheck.config;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One application, as a part of the keys in Redis: applications of different namespaces never see
 * each other's sessions, and all nodes of one application must agree on its namespace. Immutable.
 */
public record Namespace(String value) {

  private static final String ROOT = "ROOT";
  private static final String UNRESERVED_PUNCTUATION = "-._~";

  /**
   * The namespace of an application that was given none: {@code shop} for the context path {@code
   * /shop}, {@code ROOT} for the root application, {@code a%2Fb} for {@code /a/b}; followed by
   * {@code @host} on a virtual host other than the default one, and by {@code ##version} where
   * several versions run side by side. Every adapter calls this, so that different containers agree
   * on the namespace of one application. Different arguments never give one namespace; host names
   * that differ only in case are one host.
   *
   * @param contextPath the context path, not percent-encoded; empty or {@code /} for the root
   * @param virtualHost the host's name, or null when it is the container's default host
   * @param version what follows {@code ##} in the name of a Tomcat context, or null or empty
   * @throws IllegalArgumentException when the context path is not empty and does not begin with a
   *     slash, or is not valid Unicode
   */
  public static Namespace ofApplication(
      String contextPath, @Nullable String virtualHost, @Nullable String version) {
    StringBuilder name = new StringBuilder(ofPath(contextPath));
    if (virtualHost != null && !virtualHost.isEmpty()) {
      name.append('@').append(encoded(virtualHost.toLowerCase(Locale.ROOT)));
    }
    if (version != null && !version.isEmpty()) {
      name.append("##").append(encoded(version));
    }
    return new Namespace(name.toString());
  }

  private static String ofPath(String contextPath) {
    if (contextPath.isEmpty() || contextPath.equals("/")) {
      return ROOT;
    }
    if (contextPath.charAt(0) != '/') {
      throw new IllegalArgumentException(
          "context path \"" + contextPath + "\" does not begin with a slash");
    }
    String path = encoded(contextPath.substring(1));
    return path.equals(ROOT) ? "%52OOT" : path; // an application at /ROOT is not the root
  }

  /** Percent-encodes all but the unreserved characters of RFC 3986, section 2.3. */
  private static String encoded(String text) {
    StringBuilder encoded = new StringBuilder();
    ByteBuffer bytes = utf8(text);
    while (bytes.hasRemaining()) {
      int octet = bytes.get() & 0xFF;
      if (isUnreserved(octet)) {
        encoded.append((char) octet);
      } else {
        encoded.append(String.format(Locale.ROOT, "%%%02X", octet));
      }
    }
    return encoded.toString();
  }

  private static ByteBuffer utf8(String text) {
    try {
      // String.getBytes would turn every unpaired surrogate into the same question mark.
      return StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
    } catch (CharacterCodingException unpairedSurrogate) {
      throw new IllegalArgumentException("not valid Unicode: " + text, unpairedSurrogate);
    }
  }

  private static boolean isUnreserved(int octet) {
    return (octet >= 'a' && octet <= 'z')
        || (octet >= 'A' && octet <= 'Z')
        || (octet >= '0' && octet <= '9')
        || UNRESERVED_PUNCTUATION.indexOf(octet) >= 0;
  }

  /** The namespace as it stands in keys. */
  @Override
  public String toString() {
    return value;
  }
}
