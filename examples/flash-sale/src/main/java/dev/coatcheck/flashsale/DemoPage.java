package dev.coatcheck.flashsale;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.FormFields;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.Promise;
import org.jspecify.annotations.Nullable;

/**
 * The page that shows the sale, at {@code /_demo}: the page itself, what goes on as server-sent
 * events, and orders. Everything else is for the next handler. Thread-safe.
 */
final class DemoPage extends Handler.Wrapper {

  private static final String PATH = "/_demo";
  private static final String EVENTS = PATH + "/events";
  private static final String ORDERS = PATH + "/orders";

  /** A form with one short field. */
  private static final int MOST_FIELDS = 5;

  private static final int LONGEST_FORM = 1_000;

  /** All that the page may do is talk to where it came from. */
  private static final Map<String, String> PROTECTION =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
              + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "no-referrer",
          "Cross-Origin-Resource-Policy",
          "same-origin",
          "Cache-Control",
          "no-store");

  private final Map<String, Part> parts = new LinkedHashMap<>();
  private final Stage stage;
  private final LiveNews news;

  DemoPage(Stage stage) {
    this.stage = stage;
    news = new LiveNews(stage);
    parts.put(PATH, Part.of("page.html", "text/html; charset=utf-8"));
    parts.put(PATH + "/page.css", Part.of("page.css", "text/css; charset=utf-8"));
    parts.put(PATH + "/page.js", Part.of("page.js", "text/javascript; charset=utf-8"));
    parts.put(PATH + "/dots.js", Part.of("dots.js", "text/javascript; charset=utf-8"));
    parts.put(PATH + "/icon.svg", Part.of("icon.svg", "image/svg+xml"));
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    String path = withoutEnd(Request.getPathInContext(request));
    if (!path.equals(PATH) && !path.startsWith(PATH + "/")) {
      return super.handle(request, response, callback);
    }
    PROTECTION.forEach(response.getHeaders()::put);
    String objection = Visitor.objectionTo(request);
    if (objection != null) {
      answer(response, callback, 403, objection);
    } else if (path.equals(ORDERS)) {
      takeOrder(request, response, callback);
    } else if (!HttpMethod.GET.is(request.getMethod())
        && !HttpMethod.HEAD.is(request.getMethod())) {
      response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
      answer(response, callback, 405, request.getMethod() + " is not for " + path + ": use GET");
    } else if (path.equals(EVENTS)) {
      news.send(request, response, callback);
    } else if (parts.containsKey(path)) {
      parts.get(path).send(response, callback);
    } else {
      answer(response, callback, 404, "there is no " + path + "; the page is at " + PATH);
    }
    return true;
  }

  private void takeOrder(Request request, Response response, Callback callback) {
    if (!HttpMethod.POST.is(request.getMethod())) {
      response.getHeaders().put(HttpHeader.ALLOW, "POST");
      answer(response, callback, 405, request.getMethod() + " is not for orders: use POST");
      return;
    }
    FormFields.onFields(
        request,
        FormFields.getFormEncodedCharset(request),
        MOST_FIELDS,
        LONGEST_FORM,
        new Promise.Invocable<>() {
          @Override
          public void succeeded(Fields fields) {
            carryOut(fields.getValue("order"), response, callback);
          }

          @Override
          public void failed(Throwable problem) {
            answer(response, callback, 400, "this is not a form with an order: " + problem);
          }
        });
  }

  private void carryOut(@Nullable String word, Response response, Callback callback) {
    Order order = Order.called(word == null ? "" : word).orElse(null);
    if (order == null) {
      answer(
          response,
          callback,
          400,
          "order=" + (word == null ? "" : word) + " is unknown; the orders are " + words());
      return;
    }
    try {
      stage.carryOut(order);
      answer(response, callback, 202, order.word() + " has begun");
    } catch (IllegalStateException e) {
      answer(response, callback, 409, String.valueOf(e.getMessage()));
    }
  }

  private static String words() {
    return Arrays.stream(Order.values()).map(Order::word).collect(Collectors.joining(", "));
  }

  private static void answer(Response response, Callback callback, int status, String text) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
    Content.Sink.write(response, true, text + "\n", callback);
  }

  private static String withoutEnd(String path) {
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  /** A file of the page. */
  private record Part(String type, byte[] bytes) {

    static Part of(String name, String type) {
      try (InputStream in = DemoPage.class.getResourceAsStream(name)) {
        if (in == null) {
          throw new IllegalStateException(name + " is missing beside " + DemoPage.class.getName());
        }
        return new Part(type, in.readAllBytes());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    void send(Response response, Callback callback) {
      HttpFields.Mutable headers = response.getHeaders();
      headers.put(HttpHeader.CONTENT_TYPE, type);
      headers.put(HttpHeader.CONTENT_LENGTH, bytes.length);
      response.write(true, ByteBuffer.wrap(bytes), callback);
    }
  }
}
