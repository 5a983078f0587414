package dev.coatcheck.session;

/**
 * PORT to an adapter: tells it that a session ended for a reason other than its own call, so that
 * it runs the application's listeners. Called on the sweeper's thread.
 */
@FunctionalInterface
public interface SessionEvents {

  /**
   * An expired session was claimed by this node; its attributes can still be read. Called once in
   * the fleet, or again on another node when this one dies in the middle.
   */
  void expired(LiveSession session);
}
