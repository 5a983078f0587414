package dev.coatcheck.session;

/** What saving a session came to. */
public enum SaveResult {
  /** Nothing had changed, nothing was sent. */
  UNCHANGED,
  /** All changes are in the store. */
  SAVED,
  /** The session ended meanwhile, here or elsewhere; its late changes are dropped. */
  GONE
}
