package dev.coatcheck.servlet;

import dev.coatcheck.session.Refused;
import dev.coatcheck.session.SavePoint;
import dev.coatcheck.session.StoreUnavailableException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * The response as the application sees it. Before it is committed, by whichever of its doors, the
 * sessions that the request used are saved; when that is impossible, another response takes its
 * place. As thread-safe as the container's.
 */
final class SessionResponse extends HttpServletResponseWrapper {

  private static final Logger LOG = System.getLogger("dev.coatcheck.servlet");

  /** The container's; what this one wraps changes while another page is included. */
  private final HttpServletResponse container;

  private final RequestScope scope;
  private final SessionUrls urls;
  private final OutputWatch watch;
  private @Nullable ServletOutputStream stream;
  private @Nullable PrintWriter writer;

  SessionResponse(HttpServletResponse response, RequestScope scope) {
    super(response);
    this.container = response;
    this.scope = scope;
    this.urls = new SessionUrls(scope);
    this.watch = new OutputWatch(this);
  }

  boolean isOf(RequestScope other) {
    return scope == other;
  }

  boolean wraps(HttpServletResponse other) {
    return container == other;
  }

  /** Whether another response has taken the place of the application's. */
  boolean isRefused() {
    return scope.isRefused();
  }

  // Saving

  /**
   * To be called when the response may be committed next: saves what the request changed so far.
   *
   * @return whether the application may go on with the response; false when another one has taken
   *     its place
   */
  boolean beforeCommit() {
    if (scope.isRefused()) {
      return false;
    }
    return isCommitted() || saved(SavePoint.BEFORE_COMMIT);
  }

  /** No code of the application runs any more within the request, as far as can be seen here. */
  void end() {
    if (scope.isRefused()) {
      refuseAtLast();
      return;
    }
    if (isCommitted()) {
      scope.saveLate();
    } else {
      saved(SavePoint.LAST);
    }
  }

  @SuppressWarnings("checkstyle:IllegalCatch") // the client has to be told, whatever it is
  private boolean saved(SavePoint point) {
    try {
      scope.save(point);
      tellAgain();
      return true;
    } catch (StoreUnavailableException e) {
      LOG.log(Level.DEBUG, "A response is replaced by 503", e);
      refuse(Refused.UNAVAILABLE);
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      LOG.log(Level.WARNING, "A session cannot be saved, its request is answered with 500", e);
      refuse(Refused.NOT_SAVED);
    }
    return false;
  }

  private void refuse(Refused answer) {
    scope.refuse(answer);
    refuseAtLast();
  }

  /** Not while another page is included, for containers then take neither status nor headers. */
  void refuseAtLast() {
    Refused answer = scope.refusalToSend();
    if (answer != null) {
      Refusal.send(container, answer);
    }
  }

  // The id

  /** Tells the client its session's id. */
  void tellId(String id) {
    if (scope.application().cookie().isUsed() && !isCommitted()) {
      scope.application().cookie().issue(id, container, scope.request().isSecure());
      scope.told(id);
    }
  }

  /** A reset of the response, or a page that included another one, may have dropped the cookie. */
  private void tellAgain() {
    String id = scope.told();
    if (id != null && !scope.application().cookie().isIn(container, id)) {
      scope.application().cookie().issue(id, container, scope.request().isSecure());
    }
  }

  @Override
  public String encodeURL(String url) {
    return urls.encoded(url);
  }

  @Override
  public String encodeRedirectURL(String url) {
    return urls.encoded(url);
  }

  /** Of Servlet 5.0 and before. */
  public String encodeUrl(String url) {
    return encodeURL(url);
  }

  /** Of Servlet 5.0 and before. */
  public String encodeRedirectUrl(String url) {
    return encodeRedirectURL(url);
  }

  // The doors

  @Override
  public boolean isCommitted() {
    return scope.isRefused() || super.isCommitted();
  }

  @Override
  public void flushBuffer() throws IOException {
    if (beforeCommit()) {
      super.flushBuffer();
    }
  }

  @Override
  public void sendError(int status) throws IOException {
    if (beforeCommit()) {
      super.sendError(status);
    }
  }

  @Override
  public void sendError(int status, String message) throws IOException {
    if (beforeCommit()) {
      super.sendError(status, message);
    }
  }

  @Override
  public void sendRedirect(String location) throws IOException {
    if (beforeCommit()) {
      super.sendRedirect(location);
    }
  }

  /** Of Servlet 6.1. */
  @Override
  public void sendRedirect(String location, int status) throws IOException {
    if (beforeCommit()) {
      super.sendRedirect(location, status);
    }
  }

  /** Of Servlet 6.1. */
  @Override
  public void sendRedirect(String location, boolean clearBuffer) throws IOException {
    if (beforeCommit()) {
      super.sendRedirect(location, clearBuffer);
    }
  }

  /** Of Servlet 6.1. */
  @Override
  public void sendRedirect(String location, int status, boolean clearBuffer) throws IOException {
    if (beforeCommit()) {
      super.sendRedirect(location, status, clearBuffer);
    }
  }

  @Override
  public ServletOutputStream getOutputStream() throws IOException {
    ServletOutputStream current = stream;
    if (current == null) {
      current =
          scope.isRefused()
              ? new DroppedOutput()
              : new WatchedStream(super.getOutputStream(), watch);
      stream = current;
    }
    return current;
  }

  @Override
  public PrintWriter getWriter() throws IOException {
    PrintWriter current = writer;
    if (current == null) {
      current =
          scope.isRefused()
              ? new PrintWriter(Writer.nullWriter())
              : WatchedWriter.of(super.getWriter(), getCharacterEncoding(), watch);
      writer = current;
    }
    return current;
  }

  // What changes when the response is committed

  @Override
  public void setContentLength(int length) {
    setContentLengthLong(length);
  }

  @Override
  public void setContentLengthLong(long length) {
    if (watch.mayTakeLength(length)) {
      super.setContentLengthLong(length);
    }
  }

  @Override
  public void setHeader(String name, @Nullable String value) {
    if (watch.mayTakeHeader(name, value)) {
      super.setHeader(name, value);
    }
  }

  @Override
  public void addHeader(String name, @Nullable String value) {
    if (watch.mayTakeHeader(name, value)) {
      super.addHeader(name, value);
    }
  }

  @Override
  public void setIntHeader(String name, int value) {
    if (watch.mayTakeHeader(name, String.valueOf(value))) {
      super.setIntHeader(name, value);
    }
  }

  @Override
  public void addIntHeader(String name, int value) {
    if (watch.mayTakeHeader(name, String.valueOf(value))) {
      super.addIntHeader(name, value);
    }
  }

  @Override
  public void reset() {
    if (!scope.isRefused()) {
      super.reset();
      stream = null;
      writer = null;
      watch.reset();
      tellAgain();
    }
  }

  @Override
  public void resetBuffer() {
    if (!scope.isRefused()) {
      super.resetBuffer();
      watch.resetBuffer();
    }
  }
}
