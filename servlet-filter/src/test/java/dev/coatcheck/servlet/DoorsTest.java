package dev.coatcheck.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** No way to send a response is overlooked, in whatever version of the servlet API it came. */
class DoorsTest {

  /** What only asks, or changes what is sent later. */
  private static final Set<String> HARMLESS =
      Set.of(
          "addCookie",
          "addDateHeader",
          "containsHeader",
          "getBufferSize",
          "getCharacterEncoding",
          "getContentType",
          "getHeader",
          "getHeaderNames",
          "getHeaders",
          "getLocale",
          "getStatus",
          "getTrailerFields",
          "setBufferSize",
          "setCharacterEncoding",
          "setContentType",
          "setDateHeader",
          "setLocale",
          "setStatus",
          "setTrailerFields");

  @Test
  void eachMethodOfAResponseIsWatchedOrHarmless() {
    Set<String> open = new TreeSet<>();
    for (Method method : HttpServletResponse.class.getMethods()) {
      String signature = signature(method);
      boolean harmless = HARMLESS.contains(method.getName());
      if (!harmless && !Modifier.isStatic(method.getModifiers()) && !isDeclared(method)) {
        open.add(signature);
      }
    }

    assertThat(open).isEmpty();
  }

  private static boolean isDeclared(Method method) {
    return Arrays.stream(SessionResponse.class.getDeclaredMethods())
        .anyMatch(ours -> signature(ours).equals(signature(method)));
  }

  private static String signature(Method method) {
    return method.getName()
        + Arrays.stream(method.getParameterTypes())
            .map(Class::getSimpleName)
            .collect(Collectors.joining(",", "(", ")"));
  }
}
