package dev.coatcheck.testkit.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One HTTP/1.1 connection to one node. The JDK's own client neither shows which connection it uses,
 * so that nobody knows when a request has been left behind for good, nor sends what a hostile
 * client would. Confined to one thread at a time.
 */
final class HttpConnection implements Closeable {

  /** Long enough for any answer; a node that needs longer hangs. */
  private static final int PATIENCE_MILLIS = 60_000;

  private static final long UNTIL_CLOSE = Long.MAX_VALUE;

  private final Socket socket;
  private final InputStream in;
  private boolean busy;
  private boolean reusable = true;

  private HttpConnection(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  static HttpConnection to(URI node) throws IOException {
    Socket socket = new Socket();
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.connect(new InetSocketAddress(node.getHost(), node.getPort()), PATIENCE_MILLIS);
    return new HttpConnection(socket);
  }

  /** Whether the last response was read to its end and the server keeps the connection. */
  boolean isFree() {
    return !busy && reusable;
  }

  /** Whether the server said that it closes the connection after the last response. */
  boolean isLast() {
    return !busy && !reusable;
  }

  /** Waits until the server has closed the connection. */
  void awaitClose() throws IOException {
    while (in.read() >= 0) {
      // nothing more is to come
    }
  }

  /**
   * Sends a request and returns as soon as the head of the response is there.
   *
   * @param head the request line and the headers, without the empty line
   */
  Response exchange(List<String> head, byte[] body) throws IOException {
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.write((String.join("\r\n", head) + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
    request.write(body);
    socket.getOutputStream().write(request.toByteArray());
    String statusLine = line();
    busy = true;
    List<Map.Entry<String, String>> headers = headers();
    int status = Integer.parseInt(statusLine.split(" ", 3)[1]);
    Body content = body(head.get(0), status, headers);
    reusable = !value(headers, "Connection").equalsIgnoreCase("close");
    return new Response(head.get(0).split(" ", 3)[1], status, headers, content);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private List<Map.Entry<String, String>> headers() throws IOException {
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    String line = line();
    while (!line.isEmpty()) {
      int colon = line.indexOf(':');
      headers.add(Map.entry(line.substring(0, colon), line.substring(colon + 1).strip()));
      line = line();
    }
    return headers;
  }

  private Body body(String requestLine, int status, List<Map.Entry<String, String>> headers) {
    if (status == 204 || status == 304 || requestLine.startsWith("HEAD ")) {
      return new Body(0, false);
    }
    if (value(headers, "Transfer-Encoding").equalsIgnoreCase("chunked")) {
      return new Body(0, true);
    }
    String length = value(headers, "Content-Length");
    return new Body(length.isEmpty() ? UNTIL_CLOSE : Long.parseLong(length), false);
  }

  private static String value(List<Map.Entry<String, String>> headers, String name) {
    return headers.stream()
        .filter(header -> header.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("");
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int next = in.read();
    while (next >= 0 && next != '\n') {
      if (next != '\r') {
        line.write(next);
      }
      next = in.read();
    }
    if (next < 0) {
      throw new EOFException("the node closed the connection");
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  /** What comes after the head. */
  private final class Body extends InputStream {

    private final boolean chunked;
    private long left;
    private boolean inChunks;

    Body(long left, boolean chunked) {
      this.left = left;
      this.chunked = chunked;
      busy = chunked || left > 0;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (busy && left == 0) {
        nextChunk();
      }
      if (!busy) {
        return -1;
      }
      int count = in.read(buffer, offset, (int) Math.min(length, left));
      if (count < 0 && left != UNTIL_CLOSE) {
        throw new EOFException("the node closed the connection in the middle of a response");
      }
      if (count < 0) {
        busy = false;
      } else if (left != UNTIL_CLOSE) {
        left -= count;
        busy = chunked || left > 0;
      }
      return count;
    }

    private void nextChunk() throws IOException {
      if (inChunks) {
        line(); // the end of the chunk before
      }
      inChunks = true;
      left = Long.parseLong(line(), 16);
      if (left == 0) {
        line(); // trailers are not in use
        busy = false;
      }
    }
  }
}
