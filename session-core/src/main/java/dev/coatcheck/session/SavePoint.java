package dev.coatcheck.session;

/** When in a request a session is saved. */
public enum SavePoint {
  /** The response is about to be committed; the application may go on using the session. */
  BEFORE_COMMIT,
  /** No code of the application runs any more within this request. */
  LAST
}
