package dev.coatcheck.it.distribution;

import dev.coatcheck.testkit.http.Browser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A WebSocket from a browser to one node. Confined to one thread. */
final class Socket implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 60;

  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
  private final WebSocket socket;

  private Socket(URI target, String cookie) {
    WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder();
    if (!cookie.isEmpty()) {
      builder.header("Cookie", cookie);
    }
    socket = builder.buildAsync(target, new Listener()).join();
  }

  /**
   * Opens a socket with the browser's cookies.
   *
   * @throws CompletionException when the node refuses
   */
  static Socket to(URI node, String path, Browser browser) {
    return to(node, path, browser.cookie("JSESSIONID"));
  }

  /**
   * Opens a socket with the cookie of a session.
   *
   * @param id of the session, or null
   * @throws CompletionException when the node refuses
   */
  static Socket to(URI node, String path, String id) {
    return new Socket(
        URI.create("ws://" + node.getAuthority() + path), id == null ? "" : "JSESSIONID=" + id);
  }

  /** Says something, and waits for the answer. */
  String say(String message) {
    socket.sendText(message, true).join();
    try {
      String answer = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return answer == null ? "silence" : answer;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    socket.abort();
  }

  private final class Listener implements WebSocket.Listener {

    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        answers.add(text.toString());
        text.setLength(0);
      }
      return WebSocket.Listener.super.onText(from, part, last);
    }
  }
}
