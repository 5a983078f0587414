package dev.coatcheck.tomcat;

import dev.coatcheck.session.Deadline;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.apache.catalina.connector.Request;
import org.jspecify.annotations.Nullable;

/**
 * Which request each thread of a server works on, as far as sessions are concerned. A map and not a
 * {@code ThreadLocal}, because a request outlives its valves (error pages, the access log), and
 * nothing of ours runs at its very end that could remove one. Thread-safe.
 */
final class RequestScopes {

  private final ConcurrentMap<Thread, RequestScope> byThread = new ConcurrentHashMap<>();

  /** The scope of this thread's request; outside of one, a scope for the moment. */
  RequestScope current(Supplier<Deadline> deadline) {
    Thread thread = Thread.currentThread();
    RequestScope scope = byThread.get(thread);
    if (scope == null || scope.isOver()) {
      scope = new RequestScope(deadline.get());
      byThread.put(thread, scope);
    }
    return scope;
  }

  /** The scope of this thread's request, or null when it works on none that our valve has seen. */
  @Nullable RequestScope ofRequest() {
    RequestScope scope = byThread.get(Thread.currentThread());
    return scope != null && scope.hasRequest() && !scope.isOver() ? scope : null;
  }

  /** A request, or a further dispatch of it, begins on this thread. */
  RequestScope enter(Request request, Supplier<Deadline> deadline) {
    RequestScope scope = RequestScope.of(request);
    if (scope == null) {
      RequestScope earlier = byThread.get(Thread.currentThread());
      scope =
          earlier != null && earlier.mayBelongTo(request)
              ? earlier
              : new RequestScope(deadline.get());
      scope.join(request);
    }
    scope.enteredPipeline();
    byThread.put(Thread.currentThread(), scope);
    return scope;
  }

  /** The dispatch is through. An asynchronous request goes on elsewhere. */
  void leave(Request request, RequestScope scope) {
    scope.leftPipeline();
    if (request.isAsync()) {
      byThread.remove(Thread.currentThread(), scope);
    }
  }

  /** Something was found outside of a request and is used now; the next time it is asked for. */
  void forgetMoment() {
    RequestScope scope = byThread.get(Thread.currentThread());
    if (scope != null && !scope.hasRequest()) {
      byThread.remove(Thread.currentThread(), scope);
    }
  }

  /** Drops what is over. */
  void prune() {
    byThread.values().removeIf(RequestScope::isOver);
  }

  /** Drops what belongs to an application that was stopped. */
  void forget(RunningApplication application) {
    byThread.values().forEach(scope -> scope.forget(application));
  }

  /** Drops all. */
  void clear() {
    byThread.clear();
  }
}
