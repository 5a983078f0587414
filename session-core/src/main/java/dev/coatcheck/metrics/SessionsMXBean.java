package dev.coatcheck.metrics;

import dev.coatcheck.session.WatchedStore;

/**
 * The sessions of one application on this node, as consoles see them. Counters begin at zero when
 * the application starts and only grow; to know the fleet, add up its nodes. Thread-safe.
 */
public interface SessionsMXBean {

  @Meaning("Sessions in this node's memory: in use by requests, or kept for the next one.")
  long getLive();

  @Meaning("Sessions that were created here.")
  long getCreated();

  @Meaning("Sessions that ended here because their time was over; counted on one node each.")
  long getDestroyedExpired();

  @Meaning("Sessions that ended here because the application or an operator invalidated them.")
  long getDestroyedInvalidated();

  @Meaning("Reads that found this node's copy still current.")
  long getLoadsUnchanged();

  @Meaning("Reads that brought content: the whole session, or what other nodes had changed.")
  long getLoadsChanged();

  @Meaning("Reads that found no such session: expired, invalidated, or never there.")
  long getLoadsAbsent();

  @Meaning("Reads that Redis did not answer; each is a request that could not be served.")
  long getLoadsFailed();

  @Meaning("Changes that were saved.")
  long getCommits();

  @Meaning("Changes that were dropped because the session had ended in the meantime.")
  long getCommitsGone();

  @Meaning("Changes that could not be saved; each is a request that was not answered as a success.")
  long getCommitsFailed();

  @Meaning("Commands that this node sent to Redis for this application.")
  long getCommands();

  @Meaning("Times that stored bytes could not be made an object again.")
  long getUnreadableAttributes();

  @Meaning("Times that a value could not be made bytes to be stored.")
  long getUnstorableAttributes();

  @Meaning("Whether Redis answers: UP, DOWN, or UNKNOWN before it was asked.")
  WatchedStore.State getStoreState();

  @Meaning(
      "How late this node's last look for expired sessions was for the one due longest, in ms.")
  long getSweepLagMillis();

  @Meaning("With classFilter=learn: what it has to be for the classes met so far; else empty.")
  String getClassFilterNeeded();

  @Meaning("The settings in force and where each comes from; no secrets.")
  String getSettings();
}
