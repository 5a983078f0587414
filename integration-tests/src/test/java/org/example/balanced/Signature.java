package org.example.balanced;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Says with each answer which node gives it, and what it was asked for by whom. */
@SuppressWarnings("serial") // no container has serialized a filter for twenty years
@WebFilter(
    value = "/*",
    asyncSupported = true,
    dispatcherTypes = {DispatcherType.REQUEST, DispatcherType.FORWARD})
public final class Signature extends HttpFilter {

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    response.setHeader("X-Node", System.getProperty("node"));
    response.setHeader("X-Asked", request.getRequestURL().toString());
    response.setHeader("X-From", request.getRemoteAddr());
    chain.doFilter(request, response);
  }
}
