package dev.coatcheck.it.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An application that nobody wrote for us: the examples of Wicket 9, a javax application, which a
 * Jetty serves as it is and a Tomcat migrates while it deploys it. Wicket keeps the page a visitor
 * sees in the session; the pages before it are on the node's own disk, so that the visitor only
 * goes forward.
 */
@ParameterizedClass
@MethodSource("dev.coatcheck.it.distribution.Line#testedAtLength")
class WicketIT {

  private static Installation installation;

  @Parameter Line line;

  @BeforeParameterizedClassInvocation
  static void install(Line line) {
    Path war = Installation.target().resolve("wars/wicket-examples.war");
    installation = line.installJavaEe("wicket", "wicket", war).start();
  }

  @AfterParameterizedClassInvocation
  static void uninstall() {
    installation.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void aLinkCountsItsClicks(int clicked) {
    WicketBrowser browser = browser(clicked).open("/wicket/linkomatic/home");

    for (int clicks = 1; clicks <= 6; clicks++) {
      browser.click("Action link clicked");

      assertThat(browser.text()).contains("Action link clicked " + clicks + " times");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void aFormKeepsWhatWasTyped(int clicked) {
    WicketBrowser browser = browser(clicked).open("/wicket/forminput/");

    for (int round = 1; round <= 3; round++) {
      browser.submit(
          "saveButton",
          Map.of(
              "stringProperty",
              "typed " + round,
              "lines:1:lineEdit",
              "line " + round,
              "multiply:left",
              "6",
              "multiply:right",
              String.valueOf(round)));

      assertThat(browser.value("stringProperty")).isEqualTo("typed " + round);
      assertThat(browser.value("lines:1:lineEdit")).isEqualTo("line " + round);
      assertThat(browser.text()).contains("= [ " + 6 * round + " ]");
    }
  }

  @Test
  void ajaxLinksCountOnBothNodes() {
    WicketBrowser browser = browser(0).open("/wicket/ajax/links");

    for (int clicks = 1; clicks <= 7; clicks++) {
      browser.ajax("a:matchesOwn(increment)");
      assertThat(browser.text()).contains("counter 1: " + clicks);
    }
    browser.reload();

    assertThat(browser.text()).contains("counter 1: 7").contains("counter 2: 0");
  }

  @Test
  void ajaxFormsAddToAListOnBothNodes() {
    WicketBrowser browser = browser(0).open("/wicket/ajax/todo-list");

    for (String item : List.of("hand in the coat", "keep the ticket", "fetch the coat")) {
      browser.ajax("a:contains(New item)");
      browser.ajaxSubmit("add", Map.of("text", item));
      assertThat(browser.text()).contains(item);
      browser.reload();
      assertThat(browser.text()).contains(item);
    }

    assertThat(browser.text()).contains("hand in the coat", "keep the ticket");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void aWizardRemembersItsSteps(int clicked) {
    WicketBrowser browser = browser(clicked).open("/wicket/wizard/").click("creating a new user");

    browser.submit(
        "buttons:next",
        Map.of(
            "view:user.userName", "ada",
            "view:user.email", "ada@example.org",
            "view:emailRepeat", "ada@example.org"));
    browser.submit(
        "buttons:next", Map.of("view:user.firstName", "Ada", "view:user.lastName", "Lovelace"));

    assertThat(browser.text())
        .contains("You are about to create user 'Ada Lovelace'")
        .contains("user name 'ada'");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void aLoginHoldsOnAllNodesUntilTheLogout(int clicked) {
    WicketBrowser browser = browser(clicked).open("/wicket/library/");
    assertThat(browser.text()).contains("Username:");

    browser.submit("submit", Map.of("username", "wicket", "password", "wicket"));

    for (int visit = 0; visit < 4; visit++) {
      browser.open("/wicket/library/");
      assertThat(browser.text()).contains("Sign Out").doesNotContain("Username:");
    }
    browser.click("Sign Out");
    for (int visit = 0; visit < 4; visit++) {
      browser.open("/wicket/library/");
      assertThat(browser.text()).contains("Username:");
    }
  }

  @Test
  void nothingIsLoggedThatNeedsAnAdministrator() {
    assertThat(installation.complaints()).isEmpty();
  }

  private WicketBrowser browser(int clicked) {
    return new WicketBrowser(installation.visitor(), clicked);
  }
}
