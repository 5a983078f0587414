package dev.coatcheck.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read in descriptors of all ages, and what is not. */
final class DescriptorTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "<web-app/>, false",
        "<web-app version='6.0'/>, false",
        "<web-app version='6.0' metadata-complete='false'/>, false",
        "<web-app version='6.0' metadata-complete='true'/>, true",
        "<web-app version='2.5'/>, false",
        "<web-app version='2.4'/>, true",
        "<!DOCTYPE web-app><web-app/>, true"
      })
  void annotationsDoNotCountWhereItSaysSoOrIsTooOld(String xml, boolean complete)
      throws IOException {
    assertThat(read(xml).isComplete()).isEqualTo(complete);
  }

  @Test
  void listenersAreReadInAnyNamespace() throws IOException {
    String listeners =
        "<listener><listener-class> org.example.A </listener-class></listener>"
            + "<listener><display-name>B</display-name>"
            + "<listener-class>org.example.B</listener-class></listener></web-app>";

    assertThat(read("<web-app xmlns='https://jakarta.ee/xml/ns/jakartaee'>" + listeners))
        .isEqualTo(read("<web-app xmlns='http://java.sun.com/xml/ns/javaee'>" + listeners))
        .isEqualTo(read("<web-app>" + listeners))
        .extracting(Descriptor::listeners)
        .isEqualTo(List.of("org.example.A", "org.example.B"));
  }

  @Test
  void noOtherFileIsRead(@TempDir Path directory) throws IOException {
    Path other = Files.writeString(directory.resolve("other"), "org.example.FromElsewhere");

    Descriptor descriptor =
        read(
            "<!DOCTYPE web-app [<!ENTITY other SYSTEM '"
                + other.toUri()
                + "'>]><web-app><listener><listener-class>&other;</listener-class></listener>"
                + "</web-app>");

    assertThat(descriptor.listeners().toString()).doesNotContain("FromElsewhere");
  }

  /** Where nobody listens any more: who asks there fails. */
  @Test
  void nothingIsFetched() throws IOException {
    int port;
    try (ServerSocket closed = new ServerSocket(0)) {
      port = closed.getLocalPort();
    }
    String uri = "http://127.0.0.1:" + port + "/web-app_2_3.dtd";

    assertThat(read("<!DOCTYPE web-app PUBLIC '-//Sun//DTD//EN' '" + uri + "'><web-app/>"))
        .isEqualTo(new Descriptor(true, List.of()));
  }

  @Test
  void whatIsNotWellFormedIsRefused() {
    assertThatThrownBy(() -> read("<web-app>")).isInstanceOf(IOException.class);
  }

  private static Descriptor read(String xml) throws IOException {
    return Descriptor.read(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
  }
}
