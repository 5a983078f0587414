package dev.coatcheck.testkit.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A visitor with cookies whose every request goes to the next node of the fleet, as behind a load
 * balancer without stickiness. Confined to one thread at a time; {@link #twin} is for others.
 */
public final class Browser implements AutoCloseable {

  /** The balancer's: all nodes hear the same name. */
  private static final String HOST = "Host: fleet.example";

  private final Fleet fleet;
  private final String contextPath;
  private final Map<String, String> cookies = new LinkedHashMap<>();
  private final Map<URI, List<HttpConnection>> connections = new LinkedHashMap<>();
  private int nextNode;
  private int lastNode;

  Browser(Fleet fleet, String contextPath) {
    this.fleet = fleet;
    this.contextPath = contextPath;
  }

  /** The text of a page of the next node; any status will do. */
  public String get(String path) {
    Response response = open(path);
    response.text();
    return response.status() == 200 ? response.text() : response.toString();
  }

  /** The text of a page of a certain node; any status will do. */
  public String get(int node, String path) {
    on(node);
    return get(path);
  }

  /** Asks the next node for a page, and returns once the response has begun. */
  public Response open(String path) {
    return send("GET", path, List.of(), "");
  }

  /** Posts a form to the next node. */
  public Response post(String path, String form) {
    return send("POST", path, List.of("Content-Type: application/x-www-form-urlencoded"), form);
  }

  /** Makes a node the next one. */
  public Browser on(int node) {
    nextNode = node;
    return this;
  }

  /** Goes where a response sends us to, on the next node. */
  public Response follow(Response redirect) {
    String location = redirect.header("Location");
    if (location == null) {
      throw new AssertionError("not a redirect: " + redirect);
    }
    redirect.text();
    URI target = URI.create(redirect.target()).resolve(location);
    String query = target.getRawQuery();
    return exchange("GET", target.getRawPath() + (query == null ? "" : "?" + query), List.of(), "");
  }

  /** Asks for a link as it stands in a page, context path and all. */
  public Response followLink(String link) {
    return exchange("GET", link, List.of(), "");
  }

  /** Sends a request with more headers. */
  public Response send(String method, String path, List<String> headers, String body) {
    return exchange(method, contextPath + path, headers, body);
  }

  /**
   * Waits until the nodes have left all requests of this browser behind, not only answered them.
   */
  public void settle() {
    connections.values().forEach(this::settle);
  }

  public @Nullable String cookie(String name) {
    return cookies.get(name);
  }

  /** The session id; fails when there is none. */
  public String sessionId() {
    String id = cookies.get("JSESSIONID");
    if (id == null) {
      throw new AssertionError("no session cookie");
    }
    return id;
  }

  public Browser setCookie(String name, String value) {
    cookies.put(name, value);
    return this;
  }

  /** Another window of the same browser: the same cookies, other connections. */
  public Browser twin() {
    return at(contextPath);
  }

  /** Another window of the same browser, showing another application. */
  public Browser at(String otherContextPath) {
    Browser twin = fleet.browser(otherContextPath);
    twin.cookies.putAll(cookies);
    twin.nextNode = nextNode;
    return twin;
  }

  /** The number of the node that the last request went to. */
  public int lastNode() {
    return lastNode;
  }

  @Override
  public void close() {
    connections.values().forEach(open -> open.forEach(Browser::close));
    connections.clear();
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private Response exchange(String method, String target, List<String> headers, String body) {
    lastNode = nextNode % fleet.size();
    nextNode = lastNode + 1;
    URI node = fleet.uri(lastNode);
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    List<String> head = new ArrayList<>();
    head.add(method + " " + target + " HTTP/1.1");
    head.add(HOST);
    if (!cookies.isEmpty()) {
      head.add("Cookie: " + cookieHeader());
    }
    if (content.length > 0) {
      head.add("Content-Length: " + content.length);
    }
    head.addAll(headers);
    try {
      Response response = exchange(node, head, content);
      response.headers("Set-Cookie").forEach(this::accept);
      return response;
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + target + " on node " + lastNode, e);
    }
  }

  /** A kept connection may have been closed by the node meanwhile; that is no failure. */
  private Response exchange(URI node, List<String> head, byte[] body) throws IOException {
    List<HttpConnection> open = connections.computeIfAbsent(node, unused -> new ArrayList<>());
    for (HttpConnection connection : List.copyOf(open)) {
      if (connection.isFree()) {
        try {
          return connection.exchange(head, body);
        } catch (EOFException | SocketException e) {
          open.remove(connection);
          connection.close();
        }
      }
    }
    HttpConnection connection = HttpConnection.to(node);
    open.add(connection);
    return connection.exchange(head, body);
  }

  private void settle(List<HttpConnection> open) {
    List<String> fence = List.of("GET " + contextPath + "/ignorant HTTP/1.1", HOST);
    try {
      for (HttpConnection connection : List.copyOf(open)) {
        if (connection.isFree()) {
          // the node reads this request only after it is done with the one before
          connection.exchange(fence, new byte[0]).text();
        } else if (connection.isLast()) {
          connection.awaitClose();
          open.remove(connection);
          connection.close();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String cookieHeader() {
    List<String> pairs = new ArrayList<>();
    cookies.forEach((name, value) -> pairs.add(name + "=" + value));
    return String.join("; ", pairs);
  }

  private void accept(String setCookie) {
    String pair = setCookie.split(";", 2)[0];
    int equals = pair.indexOf('=');
    String name = pair.substring(0, equals);
    if (setCookie.contains("Max-Age=0")) {
      cookies.remove(name);
    } else {
      cookies.put(name, pair.substring(equals + 1));
    }
  }

  private static void close(HttpConnection connection) {
    try {
      connection.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
