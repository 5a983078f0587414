package dev.coatcheck.testkit.http;

import java.util.Map;

/** What the contracts ask of nodes that not all of them can have. */
public enum Feature {
  /** Several nodes serve the sessions of one fleet. */
  SEVERAL_NODES,
  /** The sessions are in Redis, in our key schema. */
  REDIS,
  /** The sessions outlive the nodes. */
  DURABLE,
  /** All requests that a session has on one node at the same time see one object. */
  ONE_OBJECT,
  /** Container login works with these sessions. */
  CONTAINER_LOGIN,
  /** Nodes can be launched one by one, with applications and settings of a test's own. */
  OWN_FLEETS;

  /**
   * What a container without us does not have.
   *
   * @param container such as "a Tomcat"
   */
  public static Map<Feature, String> missingOnPlain(String container) {
    String plain = container + " without us ";
    return Map.of(
        SEVERAL_NODES, plain + "keeps its sessions to itself",
        REDIS, plain + "has no Redis",
        DURABLE, plain + "forgets its sessions when it stops");
  }
}
