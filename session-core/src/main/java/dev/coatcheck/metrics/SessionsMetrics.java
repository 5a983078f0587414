package dev.coatcheck.metrics;

import dev.coatcheck.session.SessionCounters;
import dev.coatcheck.session.WatchedStore;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The counters and gauges of one application on this node. Immutable, and thread-safe where the
 * suppliers are; they are asked on the thread of whoever looks, and must not block.
 *
 * @param live how many sessions are in this node's memory
 * @param storeState whether the store answers
 * @param classFilterNeeded what a filter that learns has learned
 * @param settings the settings in force in one line, without secrets
 */
public record SessionsMetrics(
    SessionCounters counters,
    LongSupplier live,
    Supplier<WatchedStore.State> storeState,
    Supplier<String> classFilterNeeded,
    String settings)
    implements SessionsMXBean {

  @Override
  public long getLive() {
    return live.getAsLong();
  }

  @Override
  public long getCreated() {
    return counters.created.sum();
  }

  @Override
  public long getDestroyedExpired() {
    return counters.expired.sum();
  }

  @Override
  public long getDestroyedInvalidated() {
    return counters.invalidated.sum();
  }

  @Override
  public long getLoadsUnchanged() {
    return counters.loadsUnchanged.sum();
  }

  @Override
  public long getLoadsChanged() {
    return counters.loadsChanged.sum();
  }

  @Override
  public long getLoadsAbsent() {
    return counters.loadsAbsent.sum();
  }

  @Override
  public long getLoadsFailed() {
    return counters.loadsFailed.sum();
  }

  @Override
  public long getCommits() {
    return counters.commits.sum();
  }

  @Override
  public long getCommitsGone() {
    return counters.commitsGone.sum();
  }

  @Override
  public long getCommitsFailed() {
    return counters.commitsFailed.sum();
  }

  @Override
  public long getCommands() {
    return counters.commands.sum();
  }

  @Override
  public long getUnreadableAttributes() {
    return counters.unreadableAttributes.sum();
  }

  @Override
  public long getUnstorableAttributes() {
    return counters.unstorableAttributes.sum();
  }

  @Override
  public WatchedStore.State getStoreState() {
    return storeState.get();
  }

  @Override
  public long getSweepLagMillis() {
    return counters.sweepLag().toMillis();
  }

  @Override
  public String getClassFilterNeeded() {
    return classFilterNeeded.get();
  }

  @Override
  public String getSettings() {
    return settings;
  }
}
