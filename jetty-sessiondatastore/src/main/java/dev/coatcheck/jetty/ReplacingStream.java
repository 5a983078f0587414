package dev.coatcheck.jetty;

import dev.coatcheck.session.Refused;
import dev.coatcheck.session.StoreUnavailableException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * The stream of a request whose session may turn out not to be saved: sends a short answer in the
 * place of the application's response, with none of its headers and above all no cookie, and drops
 * whatever the application still writes. Jetty saves a session only once the response is on its
 * way, when its own error handling comes too late: it would close the connection without a word.
 */
final class ReplacingStream extends HttpStream.Wrapper {

  private final RequestScope scope;
  private volatile boolean replaced;

  ReplacingStream(HttpStream wrapped, RequestScope scope) {
    super(wrapped);
    this.scope = scope;
  }

  @Override
  public void send(
      MetaData.Request request,
      MetaData.@Nullable Response response,
      boolean last,
      @Nullable ByteBuffer content,
      Callback callback) {
    if (replaced) {
      callback.succeeded();
      return;
    }
    try {
      if (response != null) {
        throwWhatWasSwallowed(response);
      }
      super.send(request, response, last, content, callback);
    } catch (RefusedRequestError e) { // before anything was sent
      if (response == null) {
        throw e;
      }
      replaced = true;
      scope.refuse();
      sendInstead(request, response, e, callback);
    }
  }

  /** Jetty itself does not ask once more where the application's session has ended for it. */
  private void throwWhatWasSwallowed(MetaData.Response response) {
    StoreUnavailableException failure = scope.deadline().failure();
    if (failure != null && !HttpStatus.isServerError(response.getStatus())) {
      throw RefusedRequestError.unavailable(failure);
    }
  }

  @Override
  public void succeeded() {
    scope.end();
    super.succeeded();
  }

  @Override
  public void failed(Throwable x) {
    scope.end();
    super.failed(x);
  }

  private void sendInstead(
      MetaData.Request request,
      MetaData.Response response,
      RefusedRequestError refusal,
      Callback callback) {
    Refused answer = refusal.answer();
    byte[] text = answer.body();
    HttpFields.Mutable headers = HttpFields.build();
    for (HttpField field : response.getHttpFields()) {
      if (isOfConnector(field)) {
        headers.add(field);
      }
    }
    headers.put(HttpHeader.CONTENT_TYPE, Refused.CONTENT_TYPE);
    headers.put(HttpHeader.CONTENT_LENGTH, text.length);
    if (answer.retryAfterSeconds() != null) {
      headers.put(HttpHeader.RETRY_AFTER, answer.retryAfterSeconds());
    }
    MetaData.Response instead =
        new MetaData.Response(
            answer.status(),
            HttpStatus.getMessage(answer.status()),
            response.getHttpVersion(),
            headers.asImmutable(),
            text.length);
    boolean withoutBody = HttpMethod.HEAD.is(request.getMethod());
    super.send(request, instead, true, withoutBody ? null : ByteBuffer.wrap(text), callback);
  }

  private static boolean isOfConnector(HttpField field) {
    HttpHeader header = field.getHeader();
    return header == HttpHeader.SERVER
        || header == HttpHeader.DATE
        || (header == HttpHeader.CONNECTION && "close".equalsIgnoreCase(field.getValue()));
  }
}
