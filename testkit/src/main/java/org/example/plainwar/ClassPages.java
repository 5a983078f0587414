package org.example.plainwar;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Says which classes the application can see. */
final class ClassPages {

  private ClassPages() {}

  static void addTo(ServletContext context) {
    Site.add(context, "/class", ClassPages::find);
  }

  private static void find(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String answer = "visible";
    try {
      Class.forName(request.getParameter("name"), false, ClassPages.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      answer = "not visible";
    }
    Page.say(response, answer);
  }
}
