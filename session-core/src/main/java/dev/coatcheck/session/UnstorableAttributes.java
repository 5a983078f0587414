package dev.coatcheck.session;

/** What happens to an attribute whose value cannot be turned into bytes. */
public enum UnstorableAttributes {
  /** It stays on the node where it was set, as if only that node existed, with a warning. */
  LOCAL,
  /** The request that would save it fails. */
  REFUSE
}
