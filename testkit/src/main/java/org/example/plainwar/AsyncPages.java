package org.example.plainwar;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Changes the session and answers from a thread of the application's own. */
final class AsyncPages {

  private AsyncPages() {}

  static void addTo(ServletContext context) {
    add(context, "complete", AsyncPages::complete);
    add(context, "flush", (async, request, response) -> flush(context, async, request, response));
    add(context, "dispatch", AsyncPages::dispatch);
    add(context, "non-blocking", AsyncPages::nonBlocking);
    add(
        context,
        "pool",
        (async, request, response) -> async.start(() -> serve(AsyncPages::complete, async)));
    Site.add(context, "/commit/async-timeout", AsyncPages::timeOut);
    Site.add(context, "/commit/async-two-parts", AsyncPages::inTwoParts);
  }

  private static void add(ServletContext context, String kind, AsyncPage page) {
    Site.add(
        context,
        "/commit/async-" + kind,
        (request, response) -> {
          request.getSession();
          AsyncContext async = request.startAsync();
          Thread thread = new Thread(() -> serve(page, async), "application-async");
          thread.setDaemon(true);
          thread.start();
        });
  }

  private static void serve(AsyncPage page, AsyncContext async) {
    try {
      page.serve(
          async,
          (HttpServletRequest) async.getRequest(),
          (HttpServletResponse) async.getResponse());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void complete(
      AsyncContext async, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    CommitPages.change(request);
    Page.say(response, "ok");
    async.complete();
  }

  /**
   * @param context handed over, for a request on Jetty's ee9 and ee8 has none any more once the
   *     servlet has returned
   */
  private static void flush(
      ServletContext context,
      AsyncContext async,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    CommitPages.change(request);
    Page.say(response, "ok");
    response.flushBuffer();
    Gates.of(context).pass(request.getParameter("gate"));
    async.complete();
  }

  private static void dispatch(
      AsyncContext async, HttpServletRequest request, HttpServletResponse response) {
    async.dispatch("/commit/change");
  }

  /** Writes when the container says that there is room. */
  private static void nonBlocking(
      AsyncContext async, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    ServletOutputStream stream = response.getOutputStream();
    stream.setWriteListener(
        new WriteListener() {
          private boolean written;

          @Override
          public void onWritePossible() throws IOException {
            CommitPages.change(request);
            if (!written) {
              written = true;
              stream.write("ok".getBytes(StandardCharsets.UTF_8));
            }
            if (stream.isReady()) {
              async.complete();
            }
          }

          @Override
          public void onError(Throwable failure) {
            async.complete();
          }
        });
  }

  /** Writes a part, is dispatched again, changes the session, and lets the buffer overflow. */
  private static void inTwoParts(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    int most = response.getBufferSize() * 3 / 4;
    boolean first = request.getDispatcherType() != DispatcherType.ASYNC;
    if (!first) {
      CommitPages.change(request);
    }
    for (int written = 0; written < most && !response.isCommitted(); written++) {
      response.getOutputStream().write('.');
    }
    if (first) {
      request.startAsync().dispatch();
    } else if (response.isCommitted()) {
      CommitPages.pass(request);
    }
  }

  /** Answers when it has waited too long, or, with {@code ?answer=no}, only changes the session. */
  private static void timeOut(HttpServletRequest request, HttpServletResponse response) {
    request.getSession();
    AsyncContext async = request.startAsync();
    async.setTimeout(1);
    async.addListener(
        new AsyncListener() {
          @Override
          public void onTimeout(AsyncEvent event) throws IOException {
            CommitPages.change(request);
            if ("no".equals(request.getParameter("answer"))) {
              return;
            }
            Page.say((HttpServletResponse) event.getAsyncContext().getResponse(), "too late");
            event.getAsyncContext().complete();
          }

          @Override
          public void onComplete(AsyncEvent event) {}

          @Override
          public void onError(AsyncEvent event) {}

          @Override
          public void onStartAsync(AsyncEvent event) {}
        });
  }

  /** What the thread does. */
  @FunctionalInterface
  private interface AsyncPage {
    void serve(AsyncContext async, HttpServletRequest request, HttpServletResponse response)
        throws IOException;
  }
}
