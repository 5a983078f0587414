package dev.coatcheck.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coatcheck.session.SessionCounters;
import dev.coatcheck.session.WatchedStore;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.management.JMException;
import javax.management.JMX;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionsMBeanRegistrationTest {

  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
  private final ObjectName name = nameOf("test:type=Sessions,context=/shop,host=localhost");
  private final SessionCounters counters = new SessionCounters();
  private final AtomicReference<WatchedStore.State> storeState =
      new AtomicReference<>(WatchedStore.State.UNKNOWN);
  private final List<SessionsMBeanRegistration> open = new ArrayList<>();

  @AfterEach
  void closeAll() {
    open.forEach(SessionsMBeanRegistration::close);
    assertThat(server.queryNames(nameOf("test:*"), null)).isEmpty();
  }

  @Test
  void everyCounterIsSeenUnderItsOwnName() throws JMException {
    register();
    counters.created.add(1);
    counters.expired.add(2);
    counters.invalidated.add(3);
    counters.loadsUnchanged.add(4);
    counters.loadsChanged.add(5);
    counters.loadsAbsent.add(6);
    counters.loadsFailed.add(8);
    counters.commits.add(9);
    counters.commitsGone.add(10);
    counters.commitsFailed.add(11);
    counters.commands.add(12);
    counters.unreadableAttributes.add(13);
    counters.unstorableAttributes.add(14);

    List<String> seen = new ArrayList<>();
    for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
      seen.add(attribute.getName() + "=" + server.getAttribute(name, attribute.getName()));
    }

    assertThat(seen)
        .containsExactlyInAnyOrder(
            "Live=7",
            "Created=1",
            "DestroyedExpired=2",
            "DestroyedInvalidated=3",
            "LoadsUnchanged=4",
            "LoadsChanged=5",
            "LoadsAbsent=6",
            "LoadsFailed=8",
            "Commits=9",
            "CommitsGone=10",
            "CommitsFailed=11",
            "Commands=12",
            "UnreadableAttributes=13",
            "UnstorableAttributes=14",
            "StoreState=UNKNOWN",
            "SweepLagMillis=0",
            "ClassFilterNeeded=shop.Cart;!*",
            "Settings=redis=redis://a (context.xml)");
  }

  @Test
  void gaugesAreReadWhenSomebodyLooks() {
    register();
    SessionsMXBean remote = JMX.newMXBeanProxy(server, name, SessionsMXBean.class);

    storeState.set(WatchedStore.State.DOWN);
    assertThat(remote.getStoreState()).isEqualTo(WatchedStore.State.DOWN);
    storeState.set(WatchedStore.State.UP);
    assertThat(remote.getStoreState()).isEqualTo(WatchedStore.State.UP);
  }

  @Test
  void everyAttributeSaysWhatItMeans() throws JMException {
    register();

    assertThat(server.getMBeanInfo(name).getAttributes())
        .hasSize(SessionsMXBean.class.getDeclaredMethods().length)
        .allSatisfy(attribute -> assertThat(attribute.getDescription()).endsWith("."));
  }

  @Test
  void closingUnregistersAndMayBeRepeated() {
    SessionsMBeanRegistration registration = register();
    assertThat(server.isRegistered(name)).isTrue();

    registration.close();
    registration.close();

    assertThat(server.isRegistered(name)).isFalse();
  }

  @Test
  void aNameThatIsTakenIsNumberedAndNobodysMBeanIsReplaced() {
    SessionsMBeanRegistration first = register();
    SessionsMBeanRegistration second = register();
    SessionsMBeanRegistration third = register();

    assertThat(first.name()).isEqualTo(name);
    assertThat(second.name()).isEqualTo(nameOf(name + ",instance=2"));
    assertThat(third.name()).isEqualTo(nameOf(name + ",instance=3"));

    second.close();
    assertThat(server.queryNames(nameOf("test:*"), null))
        .containsExactlyInAnyOrder(first.name(), third.name());
  }

  @Test
  void aPatternIsNoName() {
    assertThatThrownBy(
            () -> SessionsMBeanRegistration.register(server, nameOf("test:type=*"), metrics()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("test:type=* is a pattern, not a name");
  }

  private SessionsMBeanRegistration register() {
    SessionsMBeanRegistration registration =
        SessionsMBeanRegistration.register(server, name, metrics());
    open.add(registration);
    return registration;
  }

  private SessionsMetrics metrics() {
    return new SessionsMetrics(
        counters, () -> 7, storeState::get, () -> "shop.Cart;!*", "redis=redis://a (context.xml)");
  }

  private static ObjectName nameOf(String name) {
    try {
      return new ObjectName(name);
    } catch (JMException malformed) {
      throw new IllegalArgumentException(malformed);
    }
  }
}
