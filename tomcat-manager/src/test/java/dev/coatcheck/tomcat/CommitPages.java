package dev.coatcheck.tomcat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The ways in which a response gets committed. */
final class CommitPages {

  private static final String LARGE = "x".repeat(100_000);

  private CommitPages() {}

  static Map<String, TestNode.Page> all() {
    Map<String, TestNode.Page> pages = new LinkedHashMap<>();
    pages.put("/small", (q, r) -> r.getWriter().print("small"));
    pages.put("/empty", (q, r) -> r.setStatus(HttpServletResponse.SC_NO_CONTENT));
    pages.put("/flush", (q, r) -> r.flushBuffer());
    pages.put(
        "/writer-flush",
        (q, r) -> {
          r.getWriter().print("text");
          r.getWriter().flush();
          r.getWriter().print("more");
        });
    pages.put("/stream-overflow", (q, r) -> r.getOutputStream().write(large()));
    pages.put("/writer-overflow", (q, r) -> r.getWriter().print(LARGE));
    pages.put(
        "/piecemeal",
        (q, r) -> {
          for (int i = 0; i < 2_000; i++) {
            r.getOutputStream().write(large(), 0, 50);
          }
        });
    pages.put(
        "/close",
        (q, r) -> {
          PrintWriter writer = r.getWriter();
          writer.print(LARGE);
          writer.close();
        });
    pages.put(
        "/content-length",
        (q, r) -> {
          r.setContentLength(4);
          r.getOutputStream().write("text".getBytes(StandardCharsets.UTF_8));
        });
    pages.put("/redirect", (q, r) -> r.sendRedirect("/small"));
    pages.put("/error", (q, r) -> r.sendError(HttpServletResponse.SC_CONFLICT));
    pages.put(
        "/error-page",
        (q, r) -> r.sendError(HttpServletResponse.SC_EXPECTATION_FAILED)); // has a page
    pages.put("/forward", (q, r) -> q.getRequestDispatcher("/writer-overflow").forward(q, r));
    pages.put(
        "/include",
        (q, r) -> {
          q.getRequestDispatcher("/writer-flush").include(q, r);
          r.getWriter().print("after");
        });
    addAsynchronous(pages);
    return pages;
  }

  private static void addAsynchronous(Map<String, TestNode.Page> pages) {
    pages.put(
        "/async-complete",
        (q, r) -> {
          AsyncContext async = q.startAsync();
          inAnotherThread(
              () -> {
                async.getResponse().getWriter().print("late");
                async.complete();
              });
        });
    pages.put(
        "/async-flush",
        (q, r) -> {
          AsyncContext async = q.startAsync();
          inAnotherThread(
              () -> {
                async.getResponse().flushBuffer();
                async.getResponse().getWriter().print(LARGE);
                async.complete();
              });
        });
    pages.put("/async-dispatch", (q, r) -> q.startAsync().dispatch("/writer-overflow"));
    pages.put(
        "/write-listener",
        (q, r) -> {
          AsyncContext async = q.startAsync();
          async.setTimeout(5_000); // a listener is not called again once the response is replaced
          ServletOutputStream out = r.getOutputStream();
          out.setWriteListener(new Writing(async, out));
        });
  }

  private static final class Writing implements WriteListener {

    private final AsyncContext async;
    private final ServletOutputStream out;
    private boolean written;

    Writing(AsyncContext async, ServletOutputStream out) {
      this.async = async;
      this.out = out;
    }

    @Override
    public void onWritePossible() throws IOException {
      if (!written) {
        written = true;
        out.write(large());
      }
      if (out.isReady()) {
        async.complete();
      }
    }

    @Override
    public void onError(Throwable problem) {
      async.complete();
    }
  }

  private interface Writer {
    void write() throws IOException;
  }

  private static void inAnotherThread(Writer writer) {
    new Thread(
            () -> {
              try {
                writer.write();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            },
            "asynchronous page")
        .start();
  }

  private static byte[] large() {
    return LARGE.getBytes(StandardCharsets.UTF_8);
  }
}
