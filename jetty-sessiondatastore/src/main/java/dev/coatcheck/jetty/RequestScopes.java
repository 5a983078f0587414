package dev.coatcheck.jetty;

import dev.coatcheck.session.Deadline;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Context;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.jspecify.annotations.Nullable;

/**
 * Which request each thread of a server works on. Jetty asks a session cache without saying for
 * which request, but it tells this listener when a thread enters and leaves the scope of a context,
 * also to commit and to complete a response. Thread-safe.
 */
final class RequestScopes implements ContextHandler.ContextScopeListener {

  private static final String ATTRIBUTE = RequestScope.class.getName();

  /** Scopes nest: a request may be dispatched to another context. */
  private record Frame(@Nullable Request request, @Nullable Frame outer) {}

  private final ConcurrentMap<Thread, Frame> byThread = new ConcurrentHashMap<>();

  /**
   * @param request null where Jetty enters a context for other reasons than a request
   */
  @Override
  public void enterScope(Context context, @Nullable Request request) {
    Thread thread = Thread.currentThread();
    byThread.put(thread, new Frame(request, byThread.get(thread)));
  }

  @Override
  public void exitScope(Context context, @Nullable Request request) {
    Thread thread = Thread.currentThread();
    Frame frame = byThread.get(thread);
    if (frame != null && frame.outer() != null) {
      byThread.put(thread, frame.outer());
    } else {
      byThread.remove(thread);
    }
  }

  /** The scope of this thread's request, or null when it works on none. */
  @Nullable RequestScope ofRequest(Supplier<Deadline> deadline) {
    for (Frame f = byThread.get(Thread.currentThread()); f != null; f = f.outer()) {
      if (f.request() != null) {
        return scopeOf(Request.unWrap(f.request()), deadline);
      }
    }
    return null;
  }

  /** One for all contexts that a request visits; its wrappers come and go. */
  private static RequestScope scopeOf(Request request, Supplier<Deadline> deadline) {
    if (request.getAttribute(ATTRIBUTE) instanceof RequestScope scope) {
      return scope;
    }
    RequestScope scope = new RequestScope(deadline.get());
    request.setAttribute(ATTRIBUTE, scope);
    return scope;
  }
}
