package dev.coatcheck.config;

import java.io.File;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code redis://[user:password@]host[:port][/database]}, the same with {@code rediss}, or {@code
 * file:/path}. Not read by {@code java.net.URI}: that one refuses host names with an underscore,
 * which are common in container networks, and repeats passwords in its messages.
 */
final class RedisLocationType implements ValueType<RedisLocation> {

  static final String EXAMPLE = "redis://127.0.0.1:6379";

  private static final String FORMS =
      "write redis://[user:password@]host[:port][/database], the same with rediss:// for TLS,"
          + " or file:/path/redisson.yaml";

  private static final int DEFAULT_PORT = 6379;
  private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):(//)?(.*)");
  private static final Pattern SERVER =
      Pattern.compile(
          "(?<host>[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(:(?<port>[0-9]{1,5}))?"
              + "(/(?<database>[0-9]{0,5}))?");

  @Override
  public Parsed<RedisLocation> parse(String text) {
    Matcher matcher = SCHEME.matcher(text);
    if (!matcher.matches()) {
      return looksLikeServer(text)
          ? refused("has no scheme", "write redis://" + text)
          : refused("is not the address of a Redis", FORMS);
    }
    String scheme = matcher.group(1);
    return switch (scheme) {
      case "redis", "rediss" ->
          matcher.group(2) == null
              ? refused("lacks the // after " + scheme + ":", FORMS)
              : server(scheme.equals("rediss"), matcher.group(3));
      case "file" -> file(text.substring("file:".length()));
      case "redis-sentinel", "redis-cluster" ->
          refused(
              "uses " + scheme + "://, which is not supported yet",
              "write the address of one server (redis:// or rediss://),"
                  + " or file:/path/redisson.yaml");
      default ->
          looksLikeServer(text)
              ? refused("has no scheme", "write redis://" + text)
              : refused("has an unknown scheme", FORMS);
    };
  }

  @Override
  public String shape() {
    return "`redis://[user:password@]host[:port][/database]`, the same with `rediss`,"
        + " or `file:/path/redisson.yaml`";
  }

  /**
   * Hides whatever can hold a password: everything before the last {@code @}, since a password may
   * hold unescaped slashes or {@code @} itself, and everything after a question mark.
   */
  @Override
  public String shown(String text) {
    if (parse(text) instanceof Parsed.Accepted<RedisLocation> accepted) {
      return accepted.value().toString();
    }
    int at = text.lastIndexOf('@');
    String shown = text;
    if (at >= 0) {
      Matcher scheme = Pattern.compile("(?<start>[a-z+-]+://)?.*", Pattern.DOTALL).matcher(text);
      String start = scheme.matches() && scheme.group("start") != null ? scheme.group("start") : "";
      shown = start + "***" + text.substring(at);
    }
    int query = shown.indexOf('?');
    return query < 0 ? shown : shown.substring(0, query) + "?***";
  }

  private static boolean looksLikeServer(String text) {
    return text.equals("localhost") || text.matches("[A-Za-z0-9._-]+:[0-9]{2,5}(/[0-9]*)?");
  }

  private static Parsed<RedisLocation> server(boolean tls, String authority) {
    int at = authority.lastIndexOf('@');
    String login = at < 0 ? null : authority.substring(0, at);
    String place = authority.substring(at + 1);
    if (place.contains("?") || place.contains("#")) {
      return refused("carries parameters, which are not supported", FORMS);
    }
    if (place.contains(",")) {
      return refused("names more than one server", "write one host, or file:/path/redisson.yaml");
    }
    Matcher matcher = SERVER.matcher(place);
    if (!matcher.matches()) {
      return refused("does not name a host, a port and a database as expected", FORMS);
    }
    int port = numberOr(DEFAULT_PORT, matcher.group("port"));
    if (port < 1 || port > 65_535) {
      return refused("has an impossible port", "write a port from 1 to 65535");
    }
    int database = numberOr(0, matcher.group("database"));
    return login == null
        ? accepted(tls, matcher.group("host"), port, null, null, database)
        : withLogin(tls, matcher.group("host"), port, login, database);
  }

  private static Parsed<RedisLocation> withLogin(
      boolean tls, String host, int port, String login, int database) {
    int colon = login.indexOf(':');
    if (colon < 0 || colon == login.length() - 1) {
      return refused(
          "has a login without a password",
          "write user:password@ or :password@ before the host, or nothing");
    }
    String user = decoded(login.substring(0, colon));
    String password = decoded(login.substring(colon + 1));
    if (user == null || password == null) {
      return refused(
          "has a % in its login that is not followed by two hexadecimal digits",
          "write %25 for each % that belongs to the user's name or the password");
    }
    return accepted(tls, host, port, user.isEmpty() ? null : user, password, database);
  }

  private static Parsed<RedisLocation> file(String place) {
    String written = place.startsWith("///") ? place.substring(2) : place;
    if (File.separatorChar == '\\') {
      written = written.replaceFirst("^/(?=[A-Za-z]:)", ""); // file:/C:/conf is C:/conf there
    }
    Path path;
    try {
      path = Path.of(decodedOrSame(written));
    } catch (InvalidPathException notAPath) {
      return refused("is not a path", FORMS);
    }
    if (!path.isAbsolute()) {
      return refused("is a relative path", "write file:/path/redisson.yaml, the path in full");
    }
    if (!Files.isReadable(path) || Files.isDirectory(path)) {
      return refused("is no file that can be read here", "check the path and its permissions");
    }
    return new Parsed.Accepted<>(new RedisLocation.ConfigurationFile(path));
  }

  private static String decodedOrSame(String text) {
    String decoded = decoded(text);
    return decoded == null ? text : decoded;
  }

  /** Percent decoding, or null where that is not possible; a plus sign is a plus sign. */
  private static @Nullable String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException strayPercent) {
      return null;
    }
  }

  private static int numberOr(int otherwise, @Nullable String digits) {
    return digits == null || digits.isEmpty() ? otherwise : Integer.parseInt(digits);
  }

  private static Parsed<RedisLocation> accepted(
      boolean tls,
      String host,
      int port,
      @Nullable String user,
      @Nullable String password,
      int database) {
    return new Parsed.Accepted<>(
        new RedisLocation.Server(tls, host, port, user, password, database));
  }

  private static Parsed<RedisLocation> refused(String problem, String remedy) {
    return new Parsed.Refused<>(problem, remedy);
  }
}
