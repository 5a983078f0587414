package dev.coatcheck.tomcat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.Cookie;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.apache.catalina.authenticator.SavedRequest;
import org.apache.tomcat.util.buf.ByteChunk;
import org.junit.jupiter.api.Test;

class SavedRequestFormatTest {

  private static final String OLD_ID = "0123456789ABCDEF0123456789ABCDEF";
  private static final String NEW_ID = "FEDCBA9876543210FEDCBA9876543210.n2";

  private final SavedRequestFormat format = new SavedRequestFormat("JSESSIONID");

  private static SavedRequest request() {
    SavedRequest request = new SavedRequest();
    request.setMethod("POST");
    request.setRequestURI("/shop/a%20b");
    request.setDecodedRequestURI("/shop/a b");
    request.setQueryString("q=ä&r");
    request.setContentType("text/plain;charset=utf-8");
    request.setOriginalMaxInactiveInterval(-1);
    request.addHeader("X-Twice", "one");
    request.addHeader("X-Twice", "two");
    request.addHeader("Authorization", "Basic c2VjcmV0");
    request.addHeader("Cookie", "JSESSIONID=" + OLD_ID + "; theme=dark");
    request.addCookie(new Cookie("JSESSIONID", OLD_ID));
    request.addCookie(new Cookie("theme", "dark"));
    request.addLocale(Locale.CANADA_FRENCH);
    request.addLocale(Locale.ENGLISH);
    byte[] body = ("prefix" + "body of ümlauts").getBytes(StandardCharsets.UTF_8);
    ByteChunk chunk = new ByteChunk();
    chunk.setBytes(body, 6, body.length - 6);
    request.setBody(chunk);
    return request;
  }

  @Test
  void keepsWhatTheReplayNeeds() throws Exception {
    SavedRequest read = format.ofBytes(format.toBytes(request()), NEW_ID);

    assertThat(read.getMethod()).isEqualTo("POST");
    assertThat(read.getRequestURI()).isEqualTo("/shop/a%20b");
    assertThat(read.getDecodedRequestURI()).isEqualTo("/shop/a b");
    assertThat(read.getQueryString()).isEqualTo("q=ä&r");
    assertThat(read.getContentType()).isEqualTo("text/plain;charset=utf-8");
    assertThat(read.getOriginalMaxInactiveIntervalOptional()).isEqualTo(-1);
    assertThat(list(read.getHeaderValues("X-Twice"))).containsExactly("one", "two");
    assertThat(list(read.getLocales())).containsExactly(Locale.CANADA_FRENCH, Locale.ENGLISH);
    ByteChunk body = read.getBody();
    assertThat(
            new String(body.getBytes(), body.getStart(), body.getLength(), StandardCharsets.UTF_8))
        .isEqualTo("body of ümlauts");
  }

  @Test
  void putsTheIdOfTheDayIntoTheCookies() throws Exception {
    SavedRequest read = format.ofBytes(format.toBytes(request()), NEW_ID);

    assertThat(list(read.getCookies()))
        .extracting(cookie -> cookie.getName() + "=" + cookie.getValue())
        .containsExactly("JSESSIONID=" + NEW_ID, "theme=dark");
    assertThat(list(read.getHeaderValues("cookie")))
        .containsExactly("JSESSIONID=" + NEW_ID + "; theme=dark");
  }

  @Test
  void writesNeitherTheIdNorCredentials() {
    String bytes = new String(format.toBytes(request()), StandardCharsets.ISO_8859_1);

    assertThat(bytes).contains("theme").doesNotContain(OLD_ID).doesNotContain("c2VjcmV0");
  }

  @Test
  void keepsARequestOfNothingMuch() throws Exception {
    SavedRequest request = new SavedRequest();
    request.setMethod("GET");

    SavedRequest read = format.ofBytes(format.toBytes(request), NEW_ID);

    assertThat(read.getMethod()).isEqualTo("GET");
    assertThat(read.getBody()).isNull();
    assertThat(read.getQueryString()).isNull();
    assertThat(read.getOriginalMaxInactiveIntervalOptional()).isNull();
    assertThat(list(read.getHeaderNames())).isEmpty();
  }

  @Test
  void refusesWhatItDoesNotUnderstand() {
    byte[] bytes = format.toBytes(request());
    byte[] newer = bytes.clone();
    newer[0] = 2;

    assertThatThrownBy(() -> format.ofBytes(newer, NEW_ID)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> format.ofBytes(Arrays.copyOf(bytes, bytes.length / 2), NEW_ID))
        .isInstanceOf(IOException.class);
  }

  private static <T> List<T> list(Iterator<T> iterator) {
    List<T> list = new ArrayList<>();
    iterator.forEachRemaining(list::add);
    return list;
  }
}
