package dev.coatcheck.jetty;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Session;
import org.eclipse.jetty.util.Attributes;

/** A session that passes every call on to another one. */
class SessionWrapper extends Attributes.Wrapper implements Session {

  private final Session session;

  SessionWrapper(Session session) {
    super(session);
    this.session = session;
  }

  @Override
  @SuppressWarnings("TypeParameterUnusedInFormals") // Jetty's signature
  public <T extends API> T getApi() {
    return session.getApi();
  }

  @Override
  public boolean isValid() {
    return session.isValid();
  }

  @Override
  public String getId() {
    return session.getId();
  }

  @Override
  public String getExtendedId() {
    return session.getExtendedId();
  }

  @Override
  public long getLastAccessedTime() {
    return session.getLastAccessedTime();
  }

  @Override
  public void setMaxInactiveInterval(int seconds) {
    session.setMaxInactiveInterval(seconds);
  }

  @Override
  public int getMaxInactiveInterval() {
    return session.getMaxInactiveInterval();
  }

  @Override
  public void renewId(Request request, Response response) {
    session.renewId(request, response);
  }

  @Override
  public void invalidate() {
    session.invalidate();
  }

  @Override
  public boolean isNew() {
    return session.isNew();
  }

  @Override
  public String encodeURI(Request request, String uri, boolean cookiesInUse) {
    return session.encodeURI(request, uri, cookiesInUse);
  }
}
