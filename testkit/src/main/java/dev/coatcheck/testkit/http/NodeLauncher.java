package dev.coatcheck.testkit.http;

import java.util.Map;
import java.util.concurrent.Executor;

/** PORT: how an adapter's nodes are started. Thread-safe. */
public interface NodeLauncher {

  /** Starts a node and returns when it serves requests. */
  Node launch(NodePlan plan);

  /** Starts the nodes of a fleet: one after the other, unless they take long. */
  default Executor starter() {
    return Runnable::run;
  }

  /** What these nodes cannot do, each with the reason, for the report of skipped tests. */
  default Map<Feature, String> missing() {
    return Map.of();
  }

  /** What applications are used to on this container. */
  default ContainerHabits habits() {
    return ContainerHabits.TOMCAT;
  }
}
