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

  /**
   * The scope of this thread's request, or null when it works on none.
   *
   * @param application that asks
   */
  @Nullable RequestScope ofRequest(RunningApplication application, Supplier<Deadline> deadline) {
    Request request = request();
    if (request == null) {
      return null;
    }
    RequestScope scope;
    if (request.getAttribute(ATTRIBUTE) instanceof RequestScope present) {
      scope = present;
    } else {
      scope = new RequestScope(deadline.get());
      request.setAttribute(ATTRIBUTE, scope);
    }
    if (scope.enters(application)) { // after Jetty's own wrapper, hence around it
      request.addHttpStreamWrapper(stream -> new ReplacingStream(stream, scope));
    }
    return scope;
  }

  /** The one for all contexts that a request visits; its wrappers come and go. */
  private @Nullable Request request() {
    for (Frame f = byThread.get(Thread.currentThread()); f != null; f = f.outer()) {
      Request request = f.request();
      if (request != null) {
        return Request.unWrap(request);
      }
    }
    return null;
  }
}
