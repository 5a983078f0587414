package dev.coatcheck.testkit;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One plain connection to Redis for tests, so that they see what is stored without the client under
 * test. Sends any command and waits for its reply. Not thread-safe.
 */
public final class RedisProbe implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  private RedisProbe(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    this.out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
  }

  /** Connects; throws when nobody listens there. */
  public static RedisProbe connect(String host, int port) {
    try {
      Socket socket = new Socket();
      socket.setTcpNoDelay(true);
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket.connect(new InetSocketAddress(host, port), (int) PATIENCE.toMillis());
      return new RedisProbe(socket);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot connect to Redis on port " + port, e);
    }
  }

  /**
   * Sends a command.
   *
   * @param arguments byte arrays as they are, everything else as text
   * @return a Long, a String (status or bulk reply), a List of those, or null
   * @throws RedisErrorException when Redis answers an error
   */
  public @Nullable Object command(Object... arguments) {
    return text(raw(arguments));
  }

  /** Sends a command that answers a bulk reply; null when it answers nil. */
  public byte @Nullable [] bytes(Object... arguments) {
    return (byte[]) raw(arguments);
  }

  /** Sends a command that answers a number. */
  public long number(Object... arguments) {
    Object reply = raw(arguments);
    if (reply instanceof Long number) {
      return number;
    }
    throw new IllegalStateException("not a number: " + text(reply));
  }

  /** The keys of that pattern, sorted. */
  public List<String> keys(String pattern) {
    TreeSet<String> keys = new TreeSet<>();
    if (command("KEYS", pattern) instanceof List<?> list) {
      list.forEach(key -> keys.add(String.valueOf(key)));
    }
    return List.copyOf(keys);
  }

  /** A hash as text; empty when there is none. */
  public Map<String, String> hash(String key) {
    Map<String, String> hash = new LinkedHashMap<>();
    if (command("HGETALL", key) instanceof List<?> list) {
      for (int i = 0; i < list.size(); i += 2) {
        hash.put(String.valueOf(list.get(i)), String.valueOf(list.get(i + 1)));
      }
    }
    return hash;
  }

  /** How long a key lives on: milliseconds, -1 for ever, -2 when there is no such key. */
  public long ttlMillis(String key) {
    return number("PTTL", key);
  }

  /** A line {@code name:value} of INFO; null when there is none. */
  public @Nullable String info(String section, String name) {
    String info = String.valueOf(command("INFO", section));
    return info.lines()
        .filter(line -> line.startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1))
        .findFirst()
        .orElse(null);
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private @Nullable Object raw(Object... arguments) {
    try {
      out.write(("*" + arguments.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
      for (Object argument : arguments) {
        byte[] bytes =
            argument instanceof byte[] given
                ? given
                : argument.toString().getBytes(StandardCharsets.UTF_8);
        out.write(("$" + bytes.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(bytes);
        out.write('\r');
        out.write('\n');
      }
      out.flush();
      return reply();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private @Nullable Object reply() throws IOException {
    int type = in.read();
    String line = line();
    return switch (type) {
      case '+' -> line;
      case '-' -> throw new RedisErrorException(line);
      case ':' -> Long.valueOf(line);
      case '$' -> bulk(Integer.parseInt(line));
      case '*' -> list(Integer.parseInt(line));
      default -> throw new IOException("not a reply of Redis: " + type + line);
    };
  }

  private byte @Nullable [] bulk(int length) throws IOException {
    if (length < 0) {
      return null;
    }
    byte[] bytes = in.readNBytes(length);
    if (in.readNBytes(2).length < 2) {
      throw new EOFException("Redis closed the connection");
    }
    return bytes;
  }

  private @Nullable List<@Nullable Object> list(int size) throws IOException {
    if (size < 0) {
      return null;
    }
    List<@Nullable Object> list = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      list.add(reply());
    }
    return list;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\r'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("Redis closed the connection");
      }
      line.append((char) c);
    }
    in.read();
    return line.toString();
  }

  private static @Nullable Object text(@Nullable Object reply) {
    if (reply instanceof byte[] bytes) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
    if (reply instanceof List<?> list) {
      List<@Nullable Object> texts = new ArrayList<>(list.size());
      list.forEach(element -> texts.add(text(element)));
      return texts;
    }
    return reply;
  }

  /** An error that Redis answered. */
  public static final class RedisErrorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RedisErrorException(String message) {
      super(message);
    }
  }
}
