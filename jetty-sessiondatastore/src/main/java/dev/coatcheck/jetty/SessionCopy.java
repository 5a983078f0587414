package dev.coatcheck.jetty;

import dev.coatcheck.session.LiveSession;
import org.eclipse.jetty.session.SessionContext;
import org.jspecify.annotations.Nullable;

/**
 * A request's own copy of a session, as Jetty's own caches want it. They change an id by giving a
 * copy the new one and telling it that it was never saved; then they delete the old session and
 * store the copy. In between there would be none, so that the copy remembers what is going on, and
 * {@link SessionCopies} does it in one step.
 */
final class SessionCopy extends LiveSessionData {

  private static final long serialVersionUID = 1L;

  private final transient SessionCopies copies;
  private transient volatile @Nullable String newId;
  private transient volatile boolean moving;

  SessionCopy(
      SessionCopies copies, LiveSession live, Activations activations, SessionContext context) {
    super(live, activations, context);
    this.copies = copies;
  }

  @Override
  public String getId() {
    String id = newId;
    return id == null ? super.getId() : id;
  }

  /**
   * With the id that another copy of this session was given, it only says what it is called now.
   */
  @Override
  public void setId(String id) {
    newId = id.equals(live().issuedId()) ? null : id;
  }

  /** Not positive when Jetty wants it stored under its new id. */
  @Override
  public void setLastSaved(long time) {
    if (time <= 0 && newId != null) {
      moving = true;
      copies.spare(live().id());
    }
  }

  @Override
  public long getLastSaved() {
    return moving ? 0 : super.getLastSaved();
  }

  /** The id that the session is to be given now, once; null when it keeps the one it has. */
  @Nullable String takeNewId() {
    if (!moving) {
      return null;
    }
    moving = false;
    String id = newId;
    newId = null;
    return id;
  }
}
