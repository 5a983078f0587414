package dev.coatcheck.testkit;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The wire between one node and Redis: it records each command that the node sends, before Redis
 * sees it, and it can be broken in the ways in which networks break. Thread-safe.
 */
public final class RedisLink implements AutoCloseable {

  private final InetSocketAddress server;
  private final int port;

  /** Bound to the port and never listening, so that nobody else gets it while we refuse. */
  private final Socket reservation;

  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final List<RedisCommand> commands = new ArrayList<>();
  private final Object flow = new Object();
  private volatile Duration delay = Duration.ZERO;
  private boolean frozen;
  private @Nullable ServerSocket listener;
  private @Nullable Thread acceptor;

  private RedisLink(InetSocketAddress server, Socket reservation) throws IOException {
    this.server = server;
    this.reservation = reservation;
    this.port = reservation.getLocalPort();
    ServerSocket first = listen(port);
    this.listener = first;
    acceptFrom(first);
  }

  /** Opens a link to the server of this {@code redis://host:port}. */
  public static RedisLink to(URI redis) {
    return to(redis, 0);
  }

  /** Opens a link at a certain port, for nodes that cannot be told another one. */
  public static RedisLink to(URI redis, int port) {
    try {
      return new RedisLink(new InetSocketAddress(redis.getHost(), redis.getPort()), reserve(port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a node has to be told in order to use this link. */
  public URI uri() {
    return URI.create("redis://127.0.0.1:" + port);
  }

  /** All commands so far. */
  public List<RedisCommand> commands() {
    synchronized (commands) {
      return List.copyOf(commands);
    }
  }

  /** The commands so far that a request, not the client itself, is the reason of. */
  public List<RedisCommand> commandsOfRequests() {
    return commands(command -> !command.isHousekeeping());
  }

  /** The commands so far that match. */
  public List<RedisCommand> commands(Predicate<RedisCommand> wanted) {
    return commands().stream().filter(wanted).toList();
  }

  /** Forgets the commands so far. */
  public void forget() {
    take();
  }

  /** All commands so far, which are forgotten: each is given once. */
  public List<RedisCommand> take() {
    synchronized (commands) {
      List<RedisCommand> taken = List.copyOf(commands);
      commands.clear();
      return taken;
    }
  }

  /** From now on connections are refused; those that exist are closed. */
  public void refuse() {
    Thread accepting;
    synchronized (flow) {
      closeQuietly(listener);
      listener = null;
      accepting = acceptor;
      acceptor = null;
      frozen = false;
      flow.notifyAll();
    }
    awaitEnd(accepting); // until then the system takes connections on its behalf
    cut();
  }

  /** From now on nothing gets through in either direction, and nobody is told. */
  public void freeze() {
    synchronized (flow) {
      frozen = true;
    }
  }

  /** From now on whatever a node sends arrives that much later. */
  public void delay(Duration delay) {
    this.delay = delay;
  }

  /** Closes the connections that exist; new ones work. */
  public void cut() {
    for (Socket socket : List.copyOf(sockets)) {
      closeQuietly(socket); // whoever pumps it notices and forgets it
    }
  }

  /** Ends whatever was wrong with the link. */
  public void restore() {
    delay = Duration.ZERO;
    synchronized (flow) {
      frozen = false;
      flow.notifyAll();
      if (listener == null) {
        try {
          listener = listen(port);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        acceptFrom(listener);
      }
    }
  }

  @Override
  public void close() {
    refuse();
    closeQuietly(reservation);
  }

  private static Socket reserve(int port) throws IOException {
    Socket reservation = new Socket();
    reservation.setReuseAddress(true);
    reservation.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    return reservation;
  }

  private static ServerSocket listen(int port) throws IOException {
    ServerSocket listener = new ServerSocket();
    listener.setReuseAddress(true);
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
    return listener;
  }

  private void acceptFrom(ServerSocket listener) {
    acceptor = start("accept", () -> accept(listener));
  }

  private void accept(ServerSocket listener) {
    try {
      while (true) {
        Socket node = listener.accept();
        start("connect", () -> connect(node));
      }
    } catch (SocketException closed) {
      // by refuse() or close()
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void connect(Socket node) {
    Socket redis = new Socket();
    sockets.add(node);
    sockets.add(redis);
    try {
      awaitFlow();
      redis.setTcpNoDelay(true);
      node.setTcpNoDelay(true);
      redis.connect(server);
      if (isRefusing()) {
        throw new SocketException("accepted just before");
      }
      RespReader reader = new RespReader(this::record);
      start("replies", () -> pump(redis, node, null));
      pump(node, redis, reader);
    } catch (IOException e) {
      cut(node, redis);
    }
  }

  private boolean isRefusing() {
    synchronized (flow) {
      return listener == null;
    }
  }

  private void cut(Socket one, Socket other) {
    sockets.remove(one);
    sockets.remove(other);
    closeQuietly(one);
    closeQuietly(other);
  }

  private void record(RedisCommand command) {
    synchronized (commands) {
      commands.add(command);
    }
  }

  private void pump(Socket from, Socket to, @Nullable RespReader reader) {
    byte[] buffer = new byte[16 * 1024];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      int count = in.read(buffer);
      while (count >= 0) {
        awaitFlow();
        if (reader != null) {
          reader.read(buffer, count);
          wait(delay);
        }
        out.write(buffer, 0, count);
        count = in.read(buffer);
      }
    } catch (IOException e) {
      // one end is closed; so will be the other
    } finally {
      cut(from, to);
    }
  }

  private static void wait(Duration delay) {
    long end = System.nanoTime() + delay.toNanos();
    for (long left = delay.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private void awaitFlow() throws IOException {
    synchronized (flow) {
      while (frozen) {
        try {
          flow.wait();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IOException("interrupted", e);
        }
      }
    }
  }

  private static void awaitEnd(@Nullable Thread thread) {
    try {
      if (thread != null) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Thread start(String role, Runnable task) {
    Thread thread = new Thread(task, "redis-link-" + port + "-" + role);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static void closeQuietly(@Nullable Closeable socket) {
    if (socket == null) {
      return;
    }
    try {
      socket.close();
    } catch (IOException e) {
      // it is of no use any more either way
    }
  }
}
