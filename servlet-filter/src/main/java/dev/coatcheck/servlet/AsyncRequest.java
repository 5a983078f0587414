package dev.coatcheck.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * An asynchronous request as the application sees it: with our request and response, and saved
 * before it is completed. Thread-safe as far as the container's is.
 */
final class AsyncRequest implements AsyncContext {

  private final AsyncContext context;
  private final ServletRequest request;
  private final ServletResponse response;
  private final RequestScope scope;
  private final SessionResponse ours;

  /**
   * @param request what the application is to see, as its response
   * @param ours where the response is watched
   */
  AsyncRequest(
      AsyncContext context,
      ServletRequest request,
      ServletResponse response,
      RequestScope scope,
      SessionResponse ours) {
    this.context = context;
    this.request = request;
    this.response = response;
    this.scope = scope;
    this.ours = ours;
  }

  /** The application has just started it; we hear of its end before the application does. */
  void begin() {
    scope.startAsync();
    context.addListener(new End());
  }

  boolean isOf(AsyncContext other) {
    return context == other;
  }

  @Override
  public ServletRequest getRequest() {
    return request;
  }

  @Override
  public ServletResponse getResponse() {
    return response;
  }

  /** Ours are the original ones, as far as the application knows. */
  @Override
  public boolean hasOriginalRequestAndResponse() {
    return context.hasOriginalRequestAndResponse()
        || (request instanceof SessionRequest session && session.isOf(scope) && response == ours);
  }

  @Override
  public void dispatch() {
    ours.beforeCommit();
    context.dispatch();
  }

  @Override
  public void dispatch(String path) {
    ours.beforeCommit();
    context.dispatch(path);
  }

  @Override
  public void dispatch(ServletContext other, String path) {
    ours.beforeCommit();
    context.dispatch(other, path);
  }

  @Override
  public void complete() {
    ours.beforeCommit();
    context.complete();
  }

  @Override
  public void start(Runnable work) {
    context.start(
        () -> {
          RequestScope outer = scope.application().working(scope);
          try {
            work.run();
          } finally {
            scope.application().working(outer);
          }
        });
  }

  @Override
  public void addListener(AsyncListener listener) {
    context.addListener(new Forwarding(listener, null, null));
  }

  @Override
  public void addListener(
      AsyncListener listener, ServletRequest supplied, ServletResponse suppliedResponse) {
    context.addListener(new Forwarding(listener, supplied, suppliedResponse));
  }

  @Override
  public <T extends AsyncListener> T createListener(Class<T> type) throws ServletException {
    return context.createListener(type);
  }

  @Override
  public void setTimeout(long millis) {
    context.setTimeout(millis);
  }

  @Override
  public long getTimeout() {
    return context.getTimeout();
  }

  /** Tells the scope that the request is over. */
  private final class End implements AsyncListener {

    @Override
    public void onComplete(AsyncEvent event) {
      if (scope.completeAsync()) {
        ours.end();
        scope.finish();
      }
    }

    @Override
    public void onTimeout(AsyncEvent event) {
      ours.beforeCommit();
    }

    @Override
    public void onError(AsyncEvent event) {
      ours.beforeCommit();
    }

    /** Nothing: it was started by way of us, with an end of its own. */
    @Override
    public void onStartAsync(AsyncEvent event) {}
  }

  /** The application's listener, told of what it knows. */
  private final class Forwarding implements AsyncListener {

    private final AsyncListener listener;
    private final @Nullable ServletRequest supplied;
    private final @Nullable ServletResponse suppliedResponse;

    Forwarding(
        AsyncListener listener,
        @Nullable ServletRequest supplied,
        @Nullable ServletResponse suppliedResponse) {
      this.listener = listener;
      this.supplied = supplied;
      this.suppliedResponse = suppliedResponse;
    }

    @Override
    public void onStartAsync(AsyncEvent event) throws IOException {
      AsyncContext next = event.getAsyncContext();
      listener.onStartAsync(
          new AsyncEvent(
              new AsyncRequest(next, next.getRequest(), next.getResponse(), scope, ours),
              supplied,
              suppliedResponse,
              event.getThrowable()));
    }

    @Override
    public void onTimeout(AsyncEvent event) throws IOException {
      try {
        listener.onTimeout(seen(event));
      } finally {
        ours.beforeCommit();
      }
    }

    @Override
    public void onError(AsyncEvent event) throws IOException {
      try {
        listener.onError(seen(event));
      } finally {
        ours.beforeCommit();
      }
    }

    @Override
    public void onComplete(AsyncEvent event) throws IOException {
      try {
        listener.onComplete(seen(event));
      } finally {
        scope.saveLate(); // our own listener was told before
      }
    }

    private AsyncEvent seen(AsyncEvent event) {
      return new AsyncEvent(AsyncRequest.this, supplied, suppliedResponse, event.getThrowable());
    }
  }
}
