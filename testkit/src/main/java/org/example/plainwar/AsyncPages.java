package org.example.plainwar;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Changes the session and answers from a thread of the application's own. */
final class AsyncPages {

  private AsyncPages() {}

  static void addTo(ServletContext context) {
    add(context, "complete", AsyncPages::complete);
    add(context, "flush", AsyncPages::flush);
    add(context, "dispatch", AsyncPages::dispatch);
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

  private static void flush(
      AsyncContext async, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    CommitPages.change(request);
    Page.say(response, "ok");
    response.flushBuffer();
    CommitPages.pass(request);
    async.complete();
  }

  private static void dispatch(
      AsyncContext async, HttpServletRequest request, HttpServletResponse response) {
    async.dispatch("/commit/change");
  }

  /** What the thread does. */
  @FunctionalInterface
  private interface AsyncPage {
    void serve(AsyncContext async, HttpServletRequest request, HttpServletResponse response)
        throws IOException;
  }
}
