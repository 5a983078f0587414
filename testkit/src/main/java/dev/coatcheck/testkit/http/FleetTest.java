package dev.coatcheck.testkit.http;

import dev.coatcheck.testkit.RedisProbe;
import dev.coatcheck.testkit.RedisServer;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Has one Redis and one fleet for all tests of a class, and further fleets for single tests. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(NeedsCondition.class)
public abstract class FleetTest implements FleetScenarios {

  private final List<Fleet> ownFleets = new ArrayList<>();
  private @Nullable RedisServer server;
  private @Nullable RedisProbe probe;
  private @Nullable Fleet shared;

  /** What the shared fleet is to be. */
  public abstract FleetPlan plan();

  @Override
  public Map<String, String> settings() {
    return Map.of();
  }

  @BeforeAll
  final void startFleet() {
    server = RedisServer.start();
    probe = server.probe();
    shared = new Fleet(launcher(), plan(), redisUri());
    shared.start();
  }

  @AfterEach
  final void closeOwnFleets() {
    ownFleets.forEach(Fleet::close);
    ownFleets.clear();
    fleet().closeBrowsers();
  }

  @AfterAll
  final void stopFleet() {
    if (shared != null) {
      shared.close();
    }
    if (probe != null) {
      probe.close();
    }
    if (server != null) {
      server.close();
    }
  }

  @Override
  public final Fleet fleet() {
    return started(shared);
  }

  @Override
  public final Fleet fleet(FleetPlan plan) {
    Fleet fleet = new Fleet(launcher(), plan, redisUri());
    ownFleets.add(fleet);
    return fleet;
  }

  @Override
  public final RedisProbe redis() {
    return started(probe);
  }

  private URI redisUri() {
    return URI.create(started(server).uri());
  }

  private static <T> T started(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("the fleet has not been started");
    }
    return part;
  }
}
