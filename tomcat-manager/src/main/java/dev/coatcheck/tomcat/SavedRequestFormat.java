package dev.coatcheck.tomcat;

import jakarta.servlet.http.Cookie;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import org.apache.catalina.authenticator.SavedRequest;
import org.apache.tomcat.util.buf.ByteChunk;
import org.jspecify.annotations.Nullable;

/**
 * The request that waits while its user logs in, in bytes that both Tomcat lines understand; their
 * own serial forms differ. Neither the session's id nor credentials are written: cookies of the
 * session's name are put in again with the id of the day, and {@code Authorization} is left out.
 * Immutable.
 *
 * @param sessionCookie the name of the session cookie
 */
record SavedRequestFormat(String sessionCookie) {

  private static final int FORMAT = 1;
  private static final Set<String> LEFT_OUT =
      Set.of("authorization", "proxy-authorization", "cookie");

  byte[] toBytes(SavedRequest request) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      writeText(out, request.getMethod());
      writeText(out, request.getRequestURI());
      writeText(out, request.getDecodedRequestURI());
      writeText(out, request.getQueryString());
      writeText(out, request.getContentType());
      writeText(out, originalMaxInactive(request));
      writeBody(out, request.getBody());
      writeTexts(out, headers(request));
      writeTexts(out, cookies(request));
      writeTexts(out, locales(request));
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  /**
   * @param sessionId the id that the session has now, as the client sends it
   * @throws IOException when the bytes are of a format that this release does not know
   */
  SavedRequest ofBytes(byte[] bytes, String sessionId) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    int format = in.readUnsignedByte();
    if (format != FORMAT) {
      throw new IOException("a saved request of format " + format + " is of a newer release");
    }
    SavedRequest request = new SavedRequest();
    request.setMethod(readText(in));
    request.setRequestURI(readText(in));
    request.setDecodedRequestURI(readText(in));
    request.setQueryString(readText(in));
    request.setContentType(readText(in));
    String maxInactive = readText(in);
    if (maxInactive != null) {
      originalMaxInactive(request, Integer.parseInt(maxInactive));
    }
    byte[] body = readBytes(in);
    if (body != null) {
      ByteChunk chunk = new ByteChunk();
      chunk.setBytes(body, 0, body.length);
      request.setBody(chunk);
    }
    addHeaders(request, readTexts(in));
    addCookies(request, readTexts(in), sessionId);
    readTexts(in).forEach(tag -> request.addLocale(Locale.forLanguageTag(tag)));
    return request;
  }

  /** How long the session is to live again after the login, or null when that is no other time. */
  private static @Nullable String originalMaxInactive(SavedRequest request) {
    try {
      Integer seconds = request.getOriginalMaxInactiveIntervalOptional();
      return seconds == null ? null : seconds.toString();
    } catch (NoSuchMethodError olderTomcat) {
      return olderOriginalMaxInactive(request);
    }
  }

  @SuppressWarnings("deprecation") // what older releases have instead, from some time in 10.1 on
  private static @Nullable String olderOriginalMaxInactive(SavedRequest request) {
    try {
      int seconds = request.getOriginalMaxInactiveInterval();
      return seconds > 0 ? Integer.toString(seconds) : null;
    } catch (NoSuchMethodError evenOlderTomcat) {
      return null;
    }
  }

  private static void originalMaxInactive(SavedRequest request, int seconds) {
    try {
      request.setOriginalMaxInactiveInterval(seconds);
    } catch (NoSuchMethodError olderTomcat) {
      // that release does not shorten a session's life during the login
    }
  }

  /** Name, value, name, value. */
  private static List<String> headers(SavedRequest request) {
    List<String> headers = new ArrayList<>();
    for (Iterator<String> names = request.getHeaderNames(); names.hasNext(); ) {
      String name = names.next();
      if (!LEFT_OUT.contains(name.toLowerCase(Locale.ROOT))) {
        for (Iterator<String> values = request.getHeaderValues(name); values.hasNext(); ) {
          headers.add(name);
          headers.add(values.next());
        }
      }
    }
    return headers;
  }

  /** Name, value, name, value; the value of a session cookie is empty. */
  private List<String> cookies(SavedRequest request) {
    List<String> cookies = new ArrayList<>();
    for (Iterator<Cookie> all = request.getCookies(); all.hasNext(); ) {
      Cookie cookie = all.next();
      cookies.add(cookie.getName());
      cookies.add(cookie.getName().equals(sessionCookie) ? "" : cookie.getValue());
    }
    return cookies;
  }

  private static List<String> locales(SavedRequest request) {
    List<String> tags = new ArrayList<>();
    request.getLocales().forEachRemaining(locale -> tags.add(locale.toLanguageTag()));
    return tags;
  }

  private static void addHeaders(SavedRequest request, List<String> headers) {
    for (int i = 0; i + 1 < headers.size(); i += 2) {
      request.addHeader(headers.get(i), headers.get(i + 1));
    }
  }

  private void addCookies(SavedRequest request, List<String> cookies, String sessionId) {
    StringJoiner header = new StringJoiner("; ");
    for (int i = 0; i + 1 < cookies.size(); i += 2) {
      String name = cookies.get(i);
      String value = name.equals(sessionCookie) ? sessionId : cookies.get(i + 1);
      request.addCookie(new Cookie(name, value));
      header.add(name + "=" + value);
    }
    if (header.length() > 0) {
      request.addHeader("cookie", header.toString());
    }
  }

  private static void writeBody(DataOutputStream out, @Nullable ByteChunk body) throws IOException {
    if (body == null) {
      out.writeInt(-1);
    } else {
      out.writeInt(body.getLength());
      out.write(body.getBuffer(), body.getStart(), body.getLength());
    }
  }

  private static void writeTexts(DataOutputStream out, List<String> texts) throws IOException {
    out.writeInt(texts.size());
    for (String text : texts) {
      writeText(out, text);
    }
  }

  private static void writeText(DataOutputStream out, @Nullable String text) throws IOException {
    if (text == null) {
      out.writeInt(-1);
      return;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static List<String> readTexts(DataInputStream in) throws IOException {
    List<String> texts = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      String text = readText(in);
      texts.add(text == null ? "" : text);
    }
    return texts;
  }

  private static @Nullable String readText(DataInputStream in) throws IOException {
    byte[] bytes = readBytes(in);
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }

  private static byte @Nullable [] readBytes(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0) {
      return null;
    }
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new IOException("a saved request is cut off");
    }
    return bytes;
  }
}
