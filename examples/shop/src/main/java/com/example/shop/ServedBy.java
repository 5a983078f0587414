package com.example.shop;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Tells with each answer which server of the fleet it came from, and which release runs there. */
@WebFilter("/*")
public final class ServedBy extends HttpFilter {

  private static final long serialVersionUID = 1L;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    response.setHeader("X-Served-By", node(request));
    response.setHeader("X-Shop-Release", String.valueOf(Release.number()));
    chain.doFilter(request, response);
  }

  static String node(HttpServletRequest request) {
    return System.getProperty("shop.node", request.getLocalName() + ":" + request.getLocalPort());
  }
}
