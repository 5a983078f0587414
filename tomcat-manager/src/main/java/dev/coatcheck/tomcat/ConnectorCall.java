package dev.coatcheck.tomcat;

import java.util.Set;
import org.apache.catalina.connector.CoyoteAdapter;

/**
 * Tells whether the connector itself looks for a session, which it does before any valve has run
 * (several session cookies, several versions of one application). What is thrown then reaches no
 * error page: the client would get a bare 500, and the log a stack trace for each request.
 */
final class ConnectorCall {

  private static final String CONNECTOR = CoyoteAdapter.class.getName();
  private static final Set<String> METHODS = Set.of("postParseRequest", "parseSessionCookiesId");

  /** This method, the manager's, the request's, the adapter's. */
  private static final int NEAREST_FRAMES = 5;

  private ConnectorCall() {}

  /** Looks at the stack: for the path of failure only. */
  static boolean isInProgress() {
    return StackWalker.getInstance()
        .walk(
            frames ->
                frames
                    .limit(NEAREST_FRAMES)
                    .anyMatch(
                        frame ->
                            frame.getClassName().equals(CONNECTOR)
                                && METHODS.contains(frame.getMethodName())));
  }
}
