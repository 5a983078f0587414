package dev.coatcheck.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The names of two cookies of one application. */
class ContainerCookieTest {

  /** The last two: as a container finds them that keeps names when it starts a context again. */
  @ParameterizedTest
  @CsvSource({
    ", JSESSIONID, JSESSIONID_NODE",
    "'', JSESSIONID, JSESSIONID_NODE",
    "TICKET, TICKET, TICKET_NODE",
    "JSESSIONID_NODE, JSESSIONID, JSESSIONID_NODE",
    "TICKET_NODE, TICKET, TICKET_NODE"
  })
  void oursIsTheConfiguredOneHoweverOftenTheApplicationStarts(
      String configured, String ours, String containers) {
    ContainerCookie cookie = ContainerCookie.insteadOf(configured);

    assertThat(cookie.configured()).isEqualTo(ours);
    assertThat(cookie.name()).isEqualTo(containers);
  }
}
