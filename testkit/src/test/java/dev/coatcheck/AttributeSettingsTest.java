package dev.coatcheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coatcheck.config.Namespace;
import dev.coatcheck.config.Settings;
import dev.coatcheck.session.Field;
import dev.coatcheck.session.LiveSession;
import dev.coatcheck.session.SavePoint;
import dev.coatcheck.session.SessionId;
import dev.coatcheck.session.UnreadableAttributeException;
import dev.coatcheck.session.UnstorableAttributeException;
import dev.coatcheck.testkit.RedisServer;
import java.io.File;
import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The settings for attributes do what they say, on nodes opened as adapters open them. */
class AttributeSettingsTest {

  private static RedisServer redis;

  private final String id = UUID.randomUUID().toString().replace("-", "");
  private final List<AutoCloseable> open = new ArrayList<>();
  private int applications;

  @BeforeAll
  static void startRedis() {
    redis = RedisServer.start();
  }

  @AfterAll
  static void stopRedis() {
    redis.close();
  }

  @BeforeEach
  void forgetOtherSessions() {
    try (var probe = redis.probe()) {
      probe.command("FLUSHALL");
    }
  }

  @AfterEach
  void closeNodes() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  @Test
  void compressAboveStoresLargeAttributesInFewerBytes() throws JMException {
    Application compressing = node(Map.of("compressAbove", "4KB"));
    Application plain = node(Map.of());
    List<String> rows = IntStream.range(0, 2000).mapToObj(i -> "<td>coat " + i + "</td>").toList();

    create(compressing, s -> s.put("rows", new ArrayList<>(rows)));
    long compressed = storedLength("rows");
    assertThat(compressed).isLessThan(15_000);

    for (int i = 0; i < 10; i++) { // reading is no change, whoever reads
      request(plain, s -> assertThat(s.attribute("rows")).isEqualTo(rows));
      request(compressing, s -> assertThat(s.attribute("rows")).isEqualTo(rows));
    }
    assertThat(plain.sessions().counters().commits.sum()).isZero();
    assertThat(storedLength("rows")).isEqualTo(compressed);

    request(plain, s -> list(s).add("hat"));
    assertThat(storedLength("rows")).isGreaterThan(2 * compressed);
    request(compressing, s -> assertThat(list(s)).contains("hat").hasSize(2001));
    request(compressing, s -> list(s).add("scarf"));
    assertThat(storedLength("rows")).isLessThan(15_000);
    request(plain, s -> assertThat(list(s)).contains("hat", "scarf"));
  }

  @Test
  void damagedCompressedBytesSpoilTheirAttributeOnly() throws JMException {
    Application node = node(Map.of("compressAbove", "1KB"));
    create(
        node,
        s -> {
          s.put("rows", "coat and hat ".repeat(1000));
          s.put("fine", "x");
        });
    try (var probe = redis.probe()) {
      String field = Field.ofAttribute("rows");
      byte[] bytes = probe.bytes("HGET", keyOf("rows"), field);
      bytes[bytes.length / 2] ^= 0x55;
      probe.command("HSET", keyOf("rows"), field, bytes);
    }

    request(
        node(Map.of()),
        s -> {
          assertThat(s.attribute("fine")).isEqualTo("x");
          assertThatThrownBy(() -> s.attribute("rows"))
              .isInstanceOf(UnreadableAttributeException.class)
              .hasMessageContaining("\"rows\"");
        });
  }

  @Test
  void classFilterRefusesAndLearns() throws JMException {
    Application learning = node(Map.of("classFilter", "learn"));
    create(learning, s -> s.put("file", new File("x")));
    assertThat(mbean("ClassFilterNeeded")).isEqualTo("java.io.File;!*");

    Application strict = node(Map.of("classFilter", "!*"));
    request(
        strict,
        s -> assertThatThrownBy(() -> s.attribute("file")).hasMessageContaining("classFilter"));
    Application allowing = node(Map.of("classFilter", "java.io.File;!*"));
    request(allowing, s -> assertThat(s.attribute("file")).isEqualTo(new File("x")));
  }

  @Test
  void notSerializableRefuses() throws JMException {
    Application strict =
        node(Map.of("notSerializable", "refuse", "unstorableAttributes", "refuse"));
    Application usual = node(Map.of("unstorableAttributes", "refuse"));
    create(usual, s -> s.put("plain", new Plain()));

    assertThatThrownBy(() -> request(strict, s -> s.put("plain", new Plain())))
        .isInstanceOf(UnstorableAttributeException.class)
        .hasMessageContaining(Plain.class.getName() + " is not Serializable");
  }

  @Test
  void maxAttributeSizeAndMaxSessionSizeBoundWhatIsStored() throws JMException {
    Application node =
        node(
            Map.of(
                "maxAttributeSize", "5KB",
                "maxSessionSize", "8KB",
                "unstorableAttributes", "refuse"));
    create(node, s -> s.put("half", new byte[4500]));

    assertThatThrownBy(() -> request(node, s -> s.put("large", new byte[5200])))
        .hasMessageContaining("maxAttributeSize");
    assertThatThrownBy(() -> request(node, s -> s.put("large", new byte[4500])))
        .hasMessageContaining("more than 8192 bytes")
        .hasMessageContaining("maxSessionSize");
  }

  @Test
  void selfCheckFindsWhatCannotBeReadBack() throws JMException {
    Map<Object, Object> map = new HashMap<>();
    map.put(new Key(), "x");
    Application trusting = node(Map.of("selfCheck", "off", "unstorableAttributes", "refuse"));
    create(trusting, s -> s.put("map", map));

    Application usual = node(Map.of("unstorableAttributes", "refuse"));
    assertThatThrownBy(() -> request(usual, s -> s.put("map", map)))
        .isInstanceOf(UnstorableAttributeException.class)
        .hasMessageContaining("cannot be read back");
  }

  @Test
  void unreadableAttributesDropTakesThemOutOfTheSession() throws JMException {
    create(node(Map.of()), s -> s.put("file", new File("x")));

    Application dropping = node(Map.of("unreadableAttributes", "drop", "classFilter", "!*"));
    request(dropping, s -> assertThat(s.attribute("file")).isNull());

    request(node(Map.of()), s -> assertThat(s.attributeNames()).isEmpty());
  }

  private Application node(Map<String, String> settings) throws JMException {
    Map<String, String> all = new HashMap<>(settings);
    all.put("redis", redis.uri());
    all.put("requestTimeout", "20s");
    Coatcheck node = Coatcheck.newNode();
    Application application =
        node.open(
            new ApplicationSpec(
                "test",
                Settings.of(new Namespace("settings"), all),
                getClass().getClassLoader(),
                session -> {},
                mbeanName(applications++)));
    open.add(0, node);
    open.add(0, application);
    return application;
  }

  private Object mbean(String attribute) throws JMException {
    return ManagementFactory.getPlatformMBeanServer().getAttribute(mbeanName(0), attribute);
  }

  private static ObjectName mbeanName(int application) throws JMException {
    return new ObjectName("dev.coatcheck:type=AttributeSettingsTest,application=" + application);
  }

  private void create(Application node, Consumer<LiveSession> work) {
    save(node, node.sessions().create(id, Duration.ofMinutes(30)), work);
  }

  private void request(Application node, Consumer<LiveSession> work) {
    LiveSession session = node.sessions().find(SessionId.ofIssued(id), node.newDeadline());
    assertThat(session).isNotNull();
    save(node, session, work);
  }

  private static void save(Application node, LiveSession session, Consumer<LiveSession> work) {
    session.enter();
    try {
      work.accept(session);
      node.sessions().save(session, node.newDeadline(), SavePoint.LAST);
    } finally {
      session.leave();
    }
  }

  private static long storedLength(String attribute) {
    try (var probe = redis.probe()) {
      return probe.number("HSTRLEN", keyOf(attribute), Field.ofAttribute(attribute));
    }
  }

  private static String keyOf(String attribute) {
    try (var probe = redis.probe()) {
      return probe.keys("cc:settings:*:s:*").stream()
          .filter(key -> probe.hash(key).containsKey(Field.ofAttribute(attribute)))
          .findFirst()
          .orElseThrow();
    }
  }

  @SuppressWarnings("unchecked")
  private static List<String> list(LiveSession session) {
    return (List<String>) session.attribute("rows");
  }

  static final class Plain {}

  /** Cannot tell its hash when it comes back. */
  static final class Key implements Serializable {
    private static final long serialVersionUID = 1L;
    private final transient Object source = new Object();

    @Override
    public int hashCode() {
      return source.getClass().hashCode();
    }

    @Override
    public boolean equals(Object other) {
      return other == this;
    }
  }
}
