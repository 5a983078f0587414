package dev.coatcheck.flashsale;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ajax.JSON;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Tells all pages what goes on, four times a second, by server-sent events. A page that is slow
 * misses some. Thread-safe.
 */
final class LiveNews {

  private static final long MILLISECONDS = 250;

  private final Stage stage;
  private final JSON json = new JSON();
  private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean ticking = new AtomicBoolean();

  LiveNews(Stage stage) {
    this.stage = stage;
  }

  /** Goes on until the other side goes away. */
  void send(Request request, Response response, Callback callback) {
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream; charset=utf-8");
    if (HttpMethod.HEAD.is(request.getMethod())) {
      callback.succeeded();
      return;
    }
    Listener listener = new Listener(response, callback);
    listeners.add(listener);
    listener.tell(now());
    Scheduler clock = request.getComponents().getScheduler();
    if (ticking.compareAndSet(false, true)) {
      next(clock);
    }
  }

  private void next(Scheduler clock) {
    clock.schedule(() -> tick(clock), MILLISECONDS, TimeUnit.MILLISECONDS);
  }

  private void tick(Scheduler clock) {
    try {
      ByteBuffer now = now();
      listeners.forEach(listener -> listener.tell(now.slice()));
    } finally {
      ticking.set(false);
      // whoever came after the question has seen that nobody is ticking, and does
      if (!listeners.isEmpty() && ticking.compareAndSet(false, true)) {
        next(clock);
      }
    }
  }

  private ByteBuffer now() {
    String event = "event: now\ndata: " + json.toJSON(stage.now()) + "\n\n";
    return ByteBuffer.wrap(event.getBytes(StandardCharsets.UTF_8));
  }

  /** One page that is open. */
  private final class Listener implements Callback {

    private final Response response;
    private final Callback end;
    private final AtomicBoolean writing = new AtomicBoolean();

    Listener(Response response, Callback end) {
      this.response = response;
      this.end = end;
    }

    void tell(ByteBuffer news) {
      if (writing.compareAndSet(false, true)) {
        response.write(false, news, this);
      }
    }

    @Override
    public void succeeded() {
      writing.set(false);
    }

    @Override
    public void failed(Throwable gone) {
      if (listeners.remove(this)) {
        end.failed(gone);
      }
    }
  }
}
