package dev.coatcheck.redis;

import dev.coatcheck.session.Deadline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.EventExecutor;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.redisson.client.protocol.RedisCommands;
import org.redisson.command.CommandAsyncExecutor;
import org.redisson.config.Config;
import org.redisson.config.TransportMode;

/**
 * Makes the client, and the first connection, in a thread of its own: that takes a second of class
 * loading, and Redisson makes a caller wait for the first connection without looking at its
 * deadline. Goes on trying while Redis is away; later losses are Redisson's business. Thread-safe.
 *
 * <p>All of the client's threads are started by that one thread. Started by a request they would
 * keep its web application's class loader for ever.
 */
final class RedissonConnector implements AutoCloseable {

  private static final long RETRY_MILLIS = 500;
  private static final long CLOSE_SECONDS = 2;

  private final Config config;
  private final Thread thread;
  private final CountDownLatch closed = new CountDownLatch(1);

  /** All that the client has, but for those of a transport that Redisson makes threads for. */
  private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();

  /** Pending during the first attempt, then what the last attempt came to. */
  private volatile CompletableFuture<CommandAsyncExecutor> outcome = new CompletableFuture<>();

  /** Used by the thread, and after its end by close. */
  private volatile @Nullable RedissonClient client;

  private volatile @Nullable EventLoopGroup group;
  private volatile @Nullable ThreadPoolExecutor executor;

  RedissonConnector(Config config) {
    this.config = config;
    this.thread = newThread(this::connect, "coatcheck-redis-connect");
  }

  /** Begins to connect. */
  void start() {
    thread.start();
  }

  /**
   * Redisson's executor. Waits during the first attempt to connect; afterwards, while Redis has
   * never been there, fails at once.
   */
  CommandAsyncExecutor executor(Deadline deadline)
      throws InterruptedException, ExecutionException, TimeoutException {
    return outcome.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    if (closed.getCount() == 0) {
      return;
    }
    closed.countDown();
    thread.interrupt();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(2 * CLOSE_SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    failed(new IllegalStateException("the connection to Redis was closed"));
    RedissonClient made = client;
    if (made != null) {
      made.shutdown(0, CLOSE_SECONDS, TimeUnit.SECONDS);
    }
    ThreadPoolExecutor pool = executor;
    if (pool != null) {
      pool.shutdownNow();
    }
    EventLoopGroup loops = group;
    if (loops != null) {
      loops
          .shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS)
          .awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
    }
    awaitThreads();
  }

  /** Until they are really dead: containers look for threads that an application has left. */
  private void awaitThreads() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(CLOSE_SECONDS);
    try {
      for (Thread started : threads) {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        started.join(Math.max(1, left));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @SuppressWarnings("checkstyle:IllegalCatch") // the thread's outermost frame
  private void connect() {
    boolean connected = false;
    while (!connected && closed.getCount() > 0) {
      try {
        connected = tryToConnect();
      } catch (InterruptedException e) {
        return; // by close
      } catch (RuntimeException | ExecutionException | Error e) {
        failed(e);
      }
      connected = connected || closedWithin(RETRY_MILLIS);
    }
  }

  private boolean tryToConnect() throws InterruptedException, ExecutionException {
    RedissonClient made = client;
    if (made == null) {
      startThreads();
      made = Redisson.create(config);
      client = made;
    }
    CommandAsyncExecutor commands = ((Redisson) made).getCommandExecutor();
    // The first command connects, in this thread.
    commands.writeAsync("", StringCodec.INSTANCE, RedisCommands.PING).toCompletableFuture().get();
    if (!outcome.complete(commands)) {
      outcome = CompletableFuture.completedFuture(commands);
    }
    return true;
  }

  private void failed(Throwable cause) {
    if (!outcome.completeExceptionally(cause)) {
      outcome = CompletableFuture.failedFuture(cause);
    }
  }

  private boolean closedWithin(long millis) {
    try {
      return closed.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return true;
    }
  }

  private void startThreads() throws InterruptedException {
    if (executor == null) {
      executor =
          new ThreadPoolExecutor(
              config.getThreads(),
              config.getThreads(),
              0,
              TimeUnit.SECONDS,
              new LinkedBlockingQueue<>(),
              threads("coatcheck-redis-"));
      executor.prestartAllCoreThreads();
      config.setExecutor(executor);
    }
    IoHandlerFactory io = io(config.getTransportMode());
    if (group == null && io != null) {
      group =
          new MultiThreadIoEventLoopGroup(
              config.getNettyThreads(), threads("coatcheck-redis-netty-"), io);
      for (EventExecutor loop : group) {
        loop.submit(() -> {}).sync();
      }
      config.setEventLoopGroup(group);
    }
  }

  /** Null for transports that only a user's own file can ask for: Redisson makes their threads. */
  private static @Nullable IoHandlerFactory io(TransportMode mode) {
    return switch (mode) {
      case NIO -> NioIoHandler.newFactory();
      case EPOLL -> EpollIoHandler.newFactory();
      case KQUEUE, IO_URING -> null;
    };
  }

  private ThreadFactory threads(String prefix) {
    return task -> {
      Thread made = newThread(task, prefix + (threads.size() + 1));
      threads.add(made);
      return made;
    };
  }

  /**
   * A thread that keeps nothing of whoever needs it first, which may be a request: the loader of
   * that application would live as long as the thread, in its inherited access control context too.
   */
  @SuppressWarnings("removal") // as long as there are Javas whose threads inherit such a context
  static Thread newThread(Runnable task, String name) {
    Thread thread =
        AccessController.doPrivileged(
            (PrivilegedAction<Thread>) () -> new Thread(null, task, name, 0, false));
    thread.setDaemon(true);
    thread.setContextClassLoader(RedissonConnector.class.getClassLoader());
    return thread;
  }
}
