package dev.coatcheck.session;

/** What {@code getAttribute} does with stored bytes that cannot become an object on this node. */
public enum UnreadableAttributes {
  /** It throws, so that the application cannot take the value for one that was never set. */
  FAIL,
  /** It answers null; the bytes stay in the store for nodes that can read them. */
  KEEP,
  /** It answers null and removes the attribute, for all nodes. */
  DROP
}
