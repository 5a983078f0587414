package org.example.plainwar;

import jakarta.servlet.ServletContext;
import java.util.List;

/** Shows the journal. */
final class JournalPages {

  private JournalPages() {}

  static void addTo(ServletContext context) {
    Site.add(
        context,
        "/journal",
        (request, response) ->
            Page.say(
                response,
                String.join(
                    "\n", Journal.of(context).events(List.of(request.getParameterValues("id"))))));
  }
}
