package dev.coatcheck.flashsale;

import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Who may use the page. The port is open to this machine only, but so is the browser of whoever
 * sits at it: any web site can make it send requests here, and can give its own name our address.
 */
final class Visitor {

  private static final Set<String> OURSELVES = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final String FETCH_SITE = "Sec-Fetch-Site";

  private Visitor() {}

  /** Why a request is refused, for people; null when it is not. */
  static @Nullable String objectionTo(Request request) {
    String host = Request.getServerName(request);
    if (!OURSELVES.contains(host)) {
      return "this page answers to the names localhost and 127.0.0.1 only, not to " + host;
    }
    if (HttpMethod.GET.is(request.getMethod()) || HttpMethod.HEAD.is(request.getMethod())) {
      return null;
    }
    HttpFields headers = request.getHeaders();
    String origin = headers.get(HttpHeader.ORIGIN);
    String here = "http://" + request.getHttpURI().getAuthority();
    if (origin != null && !origin.equals(here)) {
      return "an order from the web site " + origin + " is refused; give it on the page at " + here;
    }
    String site = headers.get(FETCH_SITE);
    if (site != null && !site.equals("same-origin")) {
      return FETCH_SITE + ": " + site + " is refused; give the order on the page at " + here;
    }
    return null;
  }
}
