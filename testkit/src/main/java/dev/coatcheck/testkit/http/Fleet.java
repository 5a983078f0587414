package dev.coatcheck.testkit.http;

import dev.coatcheck.testkit.RedisLink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * Nodes that serve the same sessions, each with its own link to one Redis. Browsers may use it from
 * several threads; nodes are started and stopped by one.
 */
public final class Fleet implements AutoCloseable {

  private final NodeLauncher launcher;
  private final FleetPlan plan;
  private final List<RedisLink> links = new ArrayList<>();
  private final List<Node> nodes = new CopyOnWriteArrayList<>();
  private final List<Browser> browsers = new CopyOnWriteArrayList<>();
  private final Path directory;
  private int launched;

  /** Prepares a fleet; {@link #start()} starts it. */
  Fleet(NodeLauncher launcher, FleetPlan plan, URI redis) {
    this.launcher = launcher;
    this.plan = plan;
    int size = launcher.missing().containsKey(Feature.SEVERAL_NODES) ? 1 : plan.nodes().size();
    for (int i = 0; i < size; i++) {
      links.add(RedisLink.to(redis));
    }
    try {
      directory = Files.createTempDirectory("coatcheck-fleet");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts all nodes. */
  public Fleet start() {
    List<CompletableFuture<Node>> launching = new ArrayList<>();
    for (int i = 0; i < links.size(); i++) {
      NodePlan node = planOf(i);
      launching.add(CompletableFuture.supplyAsync(() -> launcher.launch(node), launcher.starter()));
    }
    CompletableFuture.allOf(launching.toArray(CompletableFuture[]::new))
        .handle((done, failure) -> failure == null)
        .join();
    launching.stream()
        .filter(node -> !node.isCompletedExceptionally()) // the others still have to be closed
        .forEach(node -> nodes.add(node.join()));
    launching.forEach(CompletableFuture::join);
    return this;
  }

  public int size() {
    return links.size();
  }

  /** Where a node listens. Numbers go around: in a fleet of one, node 1 is node 0. */
  public URI uri(int node) {
    return nodes.get(node % size()).uri();
  }

  /** The wire between a node and Redis. Numbers go around. */
  public RedisLink link(int node) {
    return links.get(node % size());
  }

  public Node node(int node) {
    return nodes.get(node % size());
  }

  /** A browser without cookies that looks at the application at this path, on node 0 first. */
  public Browser browser(String contextPath) {
    Browser browser = new Browser(this, contextPath);
    browsers.add(browser);
    return browser;
  }

  /** Closes the browsers that were opened so far. */
  void closeBrowsers() {
    browsers.forEach(Browser::close);
    browsers.clear();
  }

  /** Stops a node in good order. */
  public void stop(int node) {
    node(node).close();
  }

  /** Ends a node in such a way that nothing it still had to say reaches Redis. */
  public void kill(int node) {
    link(node).refuse();
    node(node).close();
  }

  /** Starts a stopped node again, as a new one. */
  public void restart(int node) {
    link(node).restore();
    nodes.set(node % size(), launcher.launch(planOf(node % size())));
  }

  @Override
  public void close() {
    closeBrowsers();
    nodes.forEach(Node::close);
    links.forEach(RedisLink::close);
    delete(directory);
  }

  private NodePlan planOf(int number) {
    launched++;
    try {
      return new NodePlan(
          number,
          links.get(number).uri(),
          plan.settings(),
          plan.nodes().get(number),
          Files.createDirectory(directory.resolve("node" + number + "-" + launched)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
