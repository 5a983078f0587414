package dev.coatcheck.session;

/** Why a session ended. */
public enum DestroyReason {
  /** Its maximum inactive interval passed without an access. */
  EXPIRED,
  /** The application, or an operator, invalidated it. */
  INVALIDATED
}
