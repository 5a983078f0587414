package org.example.balanced;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;

/** Enters orders in a book that all nodes share, and never gets done with the first one. */
@SuppressWarnings("serial") // no container has serialized a servlet for twenty years
@WebServlet("/order")
public final class Orders extends HttpServlet {

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Path book = Path.of(System.getProperty("orders"));
    boolean first = Files.size(book) == 0;
    Files.writeString(book, System.getProperty("node") + "\n", StandardOpenOption.APPEND);
    if (first) {
      waitForTheEnd();
    }
    response.getWriter().print("ordered");
  }

  private static void waitForTheEnd() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
