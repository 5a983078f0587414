package dev.coatcheck.testkit.http;

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
  OWN_FLEETS
}
