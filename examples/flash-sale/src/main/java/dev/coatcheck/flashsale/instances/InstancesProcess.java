package dev.coatcheck.flashsale.instances;

import dev.coatcheck.testkit.Watchdog;
import dev.coatcheck.testkit.tomcat.TomcatDistribution;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A virtual machine with several Tomcats in it, as it is seen by the one that started it, which it
 * does not outlive. Thread-safe.
 */
public final class InstancesProcess implements AutoCloseable {

  private static final Duration START = Duration.ofMinutes(5);
  private static final Duration STOP = Duration.ofMinutes(1);
  private static final int LINES_TOLD = 40;

  /** Little memory and a quick start. */
  private static final List<String> OPTIONS =
      List.of("-Xss512k", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private final Process process;
  private final Path log;
  private final Watchdog watchdog;
  private final Writer orders;
  private final Map<String, CompletableFuture<InetSocketAddress>> ready;
  private final Map<String, CompletableFuture<@Nullable Void>> stopped;

  private InstancesProcess(Process process, Path log, List<String> names) {
    this.process = process;
    this.log = log;
    watchdog = Watchdog.of(process);
    orders = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
    ready = perName(names);
    stopped = perName(names);
    Thread reader = new Thread(this::read, "instances-" + process.pid());
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Starts one, and does not wait for it: see {@link #await}.
   *
   * @param setup what runs in it
   * @param directory it works there, and leaves its log
   * @param names of the Tomcats, in the order in which they start
   */
  public static InstancesProcess start(InstancesSetup setup, Path directory, List<String> names) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(OPTIONS);
    command.addAll(TomcatDistribution.OPTIONS);
    command.addAll(List.of("-Xmx" + setup.heapMegabytes() + "m", "-cp", setup.classPath()));
    command.add(InstancesHost.class.getName());
    command.addAll(List.of(setup.sessions(), setup.war().toString(), directory.toString()));
    command.addAll(names);
    Path log = directory.resolve("instances.log");
    try {
      Files.createDirectories(directory);
      Process process = new ProcessBuilder(command).redirectError(log.toFile()).start();
      return new InstancesProcess(process, log, names);
    } catch (IOException e) {
      throw new UncheckedIOException("could not run " + command.get(0), e);
    }
  }

  /** What runs in it, in the order of their start. */
  public Set<String> names() {
    return ready.keySet();
  }

  /**
   * Waits until a Tomcat answers.
   *
   * @return where
   * @throws IllegalStateException when it does not come up; the text ends with the end of the log
   */
  public InetSocketAddress await(String name) {
    return await(of(ready, name), START, name + " did not start");
  }

  /**
   * Stops a Tomcat after the requests that it has, and returns when it is down.
   *
   * @throws IllegalStateException when it does not stop
   */
  public void stop(String name) {
    CompletableFuture<@Nullable Void> end = of(stopped, name);
    order(InstancesHost.STOP + " " + name);
    await(end, STOP, name + " did not stop");
  }

  /** Kills it with all its Tomcats, as {@code kill -9} does. */
  public void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** The id of the process. */
  public long pid() {
    return process.pid();
  }

  /** Whether it lives. */
  public boolean isRunning() {
    return process.isAlive();
  }

  /** The memory it occupies, in bytes, where the system tells. */
  public OptionalLong residentBytes() {
    Path status = Path.of("/proc", String.valueOf(pid()), "status");
    try {
      return Files.readAllLines(status).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
          .findFirst();
    } catch (IOException notLinuxOrGone) {
      return OptionalLong.empty();
    }
  }

  /** Stops all that is left in it; kills it if that takes too long. Idempotent. */
  @Override
  public void close() {
    if (process.isAlive()) {
      try {
        order(InstancesHost.QUIT);
      } catch (IllegalStateException deaf) {
        process.destroyForcibly();
      }
    }
    awaitEnd();
  }

  private void awaitEnd() {
    try {
      if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    watchdog.close();
  }

  private void order(String line) {
    synchronized (orders) { // whole lines
      try {
        orders.write(line + "\n");
        orders.flush();
      } catch (IOException e) {
        throw new IllegalStateException("process " + pid() + " takes no orders any more", e);
      }
    }
  }

  private void read() {
    try (var answers =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = answers.readLine(); line != null; line = answers.readLine()) {
        String[] words = line.split(" ", -1);
        if (words[0].equals(InstancesHost.READY)) {
          int port = Integer.parseInt(words[2]);
          of(ready, words[1])
              .complete(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } else if (words[0].equals(InstancesHost.STOPPED)) {
          of(stopped, words[1]).complete(null);
        }
      }
    } catch (IOException closed) {
      // the same as the end
    }
    IllegalStateException ended = new IllegalStateException("its process has ended");
    ready.values().forEach(future -> future.completeExceptionally(ended));
    stopped.values().forEach(future -> future.completeExceptionally(ended));
  }

  private <T extends @Nullable Object> T await(
      CompletableFuture<T> future, Duration patience, String failure) {
    try {
      return future.get(patience.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(failure + ": interrupted", e);
    } catch (TimeoutException e) {
      throw new IllegalStateException(failure + " within " + patience + ":\n" + endOfLog(), e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(failure + ": its process has ended\n" + endOfLog(), e);
    }
  }

  private String endOfLog() {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_TOLD), lines.size()));
    } catch (IOException e) {
      return "(" + log + " cannot be read)";
    }
  }

  private static <T extends @Nullable Object> Map<String, CompletableFuture<T>> perName(
      List<String> names) {
    return names.stream()
        .collect(
            Collectors.toMap(
                name -> name,
                name -> new CompletableFuture<>(),
                (one, other) -> one,
                LinkedHashMap::new));
  }

  private static <T extends @Nullable Object> CompletableFuture<T> of(
      Map<String, CompletableFuture<T>> futures, String name) {
    CompletableFuture<T> future = futures.get(name);
    if (future == null) {
      throw new IllegalArgumentException(
          "there is no " + name + " in this process, only " + futures.keySet());
    }
    return future;
  }
}
