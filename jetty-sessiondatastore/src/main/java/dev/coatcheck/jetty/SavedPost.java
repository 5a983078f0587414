package dev.coatcheck.jetty;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.util.Fields;

/** The form that was posted before its user had logged in, as text: the way browsers send it. */
final class SavedPost {

  private SavedPost() {}

  static String toText(Fields form) {
    StringBuilder text = new StringBuilder();
    for (Fields.Field field : form) {
      for (String value : field.getValues()) {
        text.append(text.length() == 0 ? "" : "&").append(encoded(field.getName()));
        text.append('=').append(value == null ? "" : encoded(value));
      }
    }
    return text.toString();
  }

  static Fields ofText(String text) {
    Fields form = new Fields(true);
    if (text.isEmpty()) {
      return form;
    }
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException("a stored form has a field without a value");
      }
      form.add(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
    }
    return form;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
