package dev.coatcheck.testkit.http;

import java.util.Map;

/** PORT: how an adapter's nodes are started. Thread-safe. */
public interface NodeLauncher {

  /** Starts a node and returns when it serves requests. */
  Node launch(NodePlan plan);

  /** What these nodes cannot do, each with the reason, for the report of skipped tests. */
  default Map<Feature, String> missing() {
    return Map.of();
  }

  /** What applications are used to on this container. */
  default ContainerHabits habits() {
    return ContainerHabits.TOMCAT;
  }
}
