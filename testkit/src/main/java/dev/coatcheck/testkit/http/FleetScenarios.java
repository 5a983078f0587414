package dev.coatcheck.testkit.http;

import dev.coatcheck.testkit.RedisProbe;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What the themes of the contract have at hand. */
interface FleetScenarios {

  NodeLauncher launcher();

  /** The fleet that all tests of the class share. */
  Fleet fleet();

  /** A fleet for one test only; it is closed after the test. */
  Fleet fleet(FleetPlan plan);

  /** The settings of the shared fleet. */
  Map<String, String> settings();

  /** Looks into the Redis of all fleets. */
  RedisProbe redis();

  /** A browser without cookies that looks at the plain application on the shared fleet. */
  default Browser browser() {
    return fleet().browser(HttpSessionContract.APP);
  }

  /** Two nodes with the plain application, with the settings of the shared fleet. */
  default FleetPlan planOfTwo() {
    FleetPlan plan = FleetPlan.ofTwo(WebApp.at(HttpSessionContract.APP));
    return new FleetPlan(settings(), plan.nodes());
  }

  /** What the page "/session" says, by name. */
  static Map<String, String> described(String page) {
    Map<String, String> facts = new LinkedHashMap<>();
    for (String line : page.lines().toList()) {
      int equals = line.indexOf('=');
      facts.put(line.substring(0, equals), line.substring(equals + 1));
    }
    return facts;
  }

  /** A name that nothing else has. */
  static String unique(String prefix) {
    return prefix + "-" + UUID.randomUUID();
  }

  /** Runs all tasks at once and waits for their results, which come in the tasks' order. */
  static <T> List<T> atOnce(List<Callable<T>> tasks) {
    ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> future : threads.invokeAll(tasks)) {
        results.add(future.get());
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  /** Sends a request from another thread. */
  static CompletableFuture<String> inBackground(Callable<String> request) {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    CompletableFuture<String> answer =
        CompletableFuture.supplyAsync(() -> atOnce(List.of(request)).get(0), thread);
    thread.shutdown();
    return answer;
  }

  /** What the listeners on all nodes heard of a session, node by node. */
  static List<String> journal(Fleet fleet, String sessionId) {
    List<String> events = new ArrayList<>();
    for (int node = 0; node < fleet.size(); node++) {
      events.addAll(journal(fleet, sessionId, node));
    }
    return events;
  }

  /** What the listeners on one node heard of a session, in order. */
  static List<String> journal(Fleet fleet, String sessionId, int node) {
    try (Browser browser = fleet.browser(HttpSessionContract.APP)) {
      return browser.get(node, "/journal?id=" + sessionId).lines().toList();
    }
  }
}
