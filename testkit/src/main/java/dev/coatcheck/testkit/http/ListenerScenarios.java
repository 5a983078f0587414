package dev.coatcheck.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * The application's listeners, of web.xml and by annotation: each hears of each event once in the
 * fleet, on the node where it happens, in the order in which its container tells it.
 */
interface ListenerScenarios extends FleetScenarios {

  @Test
  default void aNewSessionIsToldOnceAndOnlyWhereItWasCreated() {
    Browser browser = browser();
    browser.get(0, "/session?create=true");
    for (int node = 1; node < 5; node++) {
      assertThat(FleetScenarios.described(browser.get(node, "/session")))
          .containsEntry("id", browser.sessionId());
    }

    assertThat(FleetScenarios.journal(fleet(), browser.sessionId()))
        .containsExactly("created (described)", "created (last)", "created (annotated)");
  }

  @Test
  default void changesOfAttributesAreTold() {
    Browser browser = browser();
    browser.get(0, "/set?name=a&value=1");
    browser.get(1, "/set?name=a&value=2");
    browser.get(0, "/remove?name=a");
    browser.get(1, "/remove?name=a");
    browser.get(0, "/set?name=b&value=3");
    browser.get(1, "/set-null?name=b");

    assertThat(FleetScenarios.journal(fleet(), browser.sessionId(), 0))
        .containsSubsequence("added a=1", "removed a=2", "added b=3");
    assertThat(FleetScenarios.journal(fleet(), browser.sessionId(), 1))
        .containsSubsequence("replaced a=1", "removed b=3");
    assertThat(FleetScenarios.journal(fleet(), browser.sessionId()))
        .filteredOn(event -> !event.startsWith("created"))
        .hasSize(5);
  }

  @Test
  default void valuesThatListenAreToldWhenTheyComeAndGo() {
    Browser browser = browser();
    browser.get(0, "/notice/set?name=n&value=1");
    browser.get(1, "/notice/set?name=n&value=2");
    browser.get(0, "/remove?name=n");

    assertThat(FleetScenarios.journal(fleet(), browser.sessionId()))
        .filteredOn(event -> event.contains("bound"))
        .containsExactlyInAnyOrder("bound n=1", "bound n=2", "unbound n=1", "unbound n=2");
  }

  @Test
  @Needs(Feature.SEVERAL_NODES)
  default void valuesThatListenAreToldWhenTheyArriveOnAnotherNode() {
    Browser browser = browser();
    browser.get(0, "/notice/set?name=n&value=1");

    assertThat(browser.get(1, "/get?name=n")).isEqualTo("1");

    assertThat(FleetScenarios.journal(fleet(), browser.sessionId(), 1))
        .containsExactly("activate 1");
  }

  @Test
  default void aReplacedValueAndTheNewOneAreToldInTheContainersOrder() {
    Browser browser = browser();
    browser.get(0, "/notice/set?name=n&value=1");
    browser.get(0, "/notice/set?name=n&value=2");

    // plain Tomcat names the new value in the last event, others the old one as they should
    assertThat(FleetScenarios.journal(fleet(), browser.sessionId(), 0))
        .map(event -> event.startsWith("replaced") ? "replaced" : event)
        .map(event -> event.equals("bound n=2") ? "bound new" : event)
        .map(event -> event.equals("unbound n=1") ? "unbound old" : event)
        .containsSubsequence("bound n=1", "added n=1")
        .endsWith(launcher().habits().eventsOfReplacement().toArray(String[]::new));
  }

  @Test
  default void anInvalidatedSessionIsToldOnceWithItsAttributesAndInReverseOrder() {
    Browser browser = browser();
    browser.get(0, "/set?name=a&value=1");
    browser.get(1, "/notice/set?name=b&value=2");
    String id = browser.sessionId();

    browser.get(0, "/invalidate");

    assertThat(FleetScenarios.journal(fleet(), id, 0))
        .containsSubsequence(
            "destroyed (annotated)", "destroyed (last)", "destroyed (described) a=1 b=2");
    assertThat(FleetScenarios.journal(fleet(), id))
        .filteredOn(event -> event.startsWith("destroyed"))
        .hasSize(3);
    assertThat(FleetScenarios.journal(fleet(), id))
        .contains("unbound b=2", "removed a=1", "removed b=2");
  }

  @Test
  default void aNewIdIsTold() {
    Browser browser = browser();
    browser.get(0, "/set?name=a&value=1");
    String before = browser.sessionId();

    browser.get(1, "/change-id");

    assertThat(FleetScenarios.journal(fleet(), browser.sessionId()))
        .containsExactly("id changed from " + before, "id changed (annotated)");
  }
}
