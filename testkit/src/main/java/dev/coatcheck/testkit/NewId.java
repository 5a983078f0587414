package dev.coatcheck.testkit;

import dev.coatcheck.session.SessionId;
import dev.coatcheck.session.SessionStore;

/** How the id is drawn that a session changes to. */
enum NewId {
  /** Until the change is one step on every store, as adapters do. */
  FITTING,

  /** Without a look at the old one, as containers do. */
  OTHER;

  SessionId after(SessionStore store, SessionId old) {
    SessionId drawn = StoreFixture.id();
    while (store.mayBecome(old, drawn) != (this == FITTING)) {
      drawn = StoreFixture.id();
    }
    return drawn;
  }
}
