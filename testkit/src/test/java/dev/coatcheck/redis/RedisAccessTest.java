package dev.coatcheck.redis;

import static dev.coatcheck.testkit.StoreFixture.committed;
import static dev.coatcheck.testkit.StoreFixture.created;
import static dev.coatcheck.testkit.StoreFixture.deadline;
import static dev.coatcheck.testkit.StoreFixture.id;
import static dev.coatcheck.testkit.StoreFixture.load;
import static dev.coatcheck.testkit.StoreFixture.puts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.coatcheck.session.SessionId;
import dev.coatcheck.session.SessionStore;
import dev.coatcheck.session.StoreUnavailableException;
import dev.coatcheck.session.Version;
import dev.coatcheck.testkit.RedisProbe;
import dev.coatcheck.testkit.RedisServer;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Logins, configuration files, and what a client leaves behind. */
final class RedisAccessTest {

  private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);
  private static final String PASSWORD = "secret-word";

  /** What the message about missing permissions asks for. */
  private static final String LEAST =
      "+@read +@write +@scripting +@connection +multi +exec +time -@dangerous";

  @AutoClose
  private static final RedisServer SERVER =
      RedisServer.start(
          "requirepass " + PASSWORD,
          "user node on >secret-word ~cc:* +@all -@admin -@dangerous",
          "user least on >secret-word ~cc:* " + LEAST,
          "user reader on >secret-word ~cc:* +@read +ping",
          "user stranger on >secret-word ~other:* +@all");

  @TempDir private Path directory;
  private final List<RedisConnection> connections = new ArrayList<>();

  @AfterEach
  void close() {
    connections.forEach(RedisConnection::close);
  }

  @Test
  void passwordOfTheDefaultUser() {
    works(RedisOptions.server(SERVER.uri(), null, PASSWORD, 0));
  }

  @Test
  void userAndPassword() {
    works(RedisOptions.server(SERVER.uri(), "node", PASSWORD, 0));
  }

  @Test
  void userWithWhatTheMessageAsksForAndNoMore() {
    works(RedisOptions.server(SERVER.uri(), "least", PASSWORD, 0));
    assertUnavailable(RedisOptions.server(SERVER.uri(), "reader", PASSWORD, 0), LEAST);
  }

  @Test
  void thePageAsksForTheSame() throws IOException {
    assertThat(Files.readString(Path.of("..", "docs", "operations.md"))).contains("~cc:* " + LEAST);
  }

  @Test
  void anotherDatabase() {
    works(RedisOptions.server(SERVER.uri(), null, PASSWORD, 3));

    try (RedisProbe probe = SERVER.probe()) {
      probe.command("AUTH", PASSWORD);
      probe.command("SELECT", 3);
      assertThat(probe.keys("cc:access:*")).isNotEmpty();
    }
  }

  @Test
  void loginThatIsWrongOrMissingIsSaidWithoutThePassword() {
    assertUnavailable(RedisOptions.server(SERVER.uri(), "node", "wrong-word", 0), "user and pass");
    assertUnavailable(RedisOptions.server(SERVER.uri()), "asks for a password");
  }

  @Test
  void missingPermissionIsSaid() {
    assertUnavailable(RedisOptions.server(SERVER.uri(), "reader", PASSWORD, 0), "permission");
    assertUnavailable(RedisOptions.server(SERVER.uri(), "stranger", PASSWORD, 0), "permission");
  }

  @Test
  void redissonFileIsTakenAsItIsButForWhatWeNeed() throws Exception {
    Path file = directory.resolve("redisson.yaml");
    Files.writeString(
        file,
        """
        singleServerConfig:
          address: "ADDRESS"
          username: "node"
          password: "PASSWORD"
          connectionPoolSize: 50
          timeout: 4321
        useThreadClassLoader: true
        """
            .replace("ADDRESS", SERVER.uri())
            .replace("PASSWORD", PASSWORD));

    works(RedisOptions.file(file));

    var config = RedissonConfigFactory.config(RedisOptions.file(file));
    assertThat(config.useSingleServer().getTimeout()).isEqualTo(4321);
    assertThat(config.useSingleServer().getConnectionPoolSize()).isLessThan(10);
    assertThat(config.useSingleServer().getRetryAttempts()).isEqualTo(1);
    assertThat(config.isUseThreadClassLoader()).isFalse();
  }

  @Test
  void fileThatCannotBeUsedIsRefusedAtOnce() throws Exception {
    Path cluster = directory.resolve("cluster.yaml");
    Files.writeString(cluster, "clusterServersConfig:\n  nodeAddresses: [\"redis://h:1\"]\n");
    Path broken = directory.resolve("broken.yaml");
    Files.writeString(broken, "singleServerConfig: [\n");
    Path unknown = directory.resolve("unknown.yaml");
    Files.writeString(unknown, "singelServerConfig:\n  address: \"redis://h:1\"\n");

    for (Path file : List.of(cluster, broken, unknown, directory.resolve("missing.yaml"))) {
      assertThatThrownBy(() -> RedisConnection.open(RedisOptions.file(file)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(file.getFileName().toString());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "!<org.redisson.codec.JcaCodec> {}, property codec", // there is no such class any more
    "!<org.redisson.codec.LZ4Codec> {}, property codec", // its library is missing
    "!<org.redisson.codec.CborJacksonCodec> {}, NoClassDefFoundError", // that of its superclass is
  })
  void codecThatDoesNotExistHereIsToBeTakenOut(String codec, String named) throws Exception {
    Path file = directory.resolve("codec.yaml");
    Files.writeString(file, "singleServerConfig:\n  password: secret\ncodec: " + codec + "\n");

    assertThatThrownBy(() -> RedisConnection.open(RedisOptions.file(file)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(file.toString(), named, "take codec out")
        .hasMessageNotContaining("secret");
  }

  @Test
  void propertyThatRedissonDoesNotHaveIsNamed() throws Exception {
    Path file = directory.resolve("older.yaml");
    Files.writeString(
        file, "singleServerConfig:\n  address: \"redis://h:1\"\n  retryInterval: 1500\n");

    assertThatThrownBy(() -> RedisConnection.open(RedisOptions.file(file)))
        .hasMessageContainingAll(file.toString(), "line 3", "retryInterval");
  }

  @Test
  void replicatedServersAreReadFromTheMaster() throws Exception {
    Path file = directory.resolve("replicas.yaml");
    Files.writeString(
        file,
        """
        masterSlaveServersConfig:
          masterAddress: "redis://127.0.0.1:1"
          slaveAddresses: ["redis://127.0.0.1:2"]
          readMode: "SLAVE"
        """);

    var config = RedissonConfigFactory.config(RedisOptions.file(file)).useMasterSlaveServers();

    assertThat(config.getReadMode().name()).isEqualTo("MASTER");
    assertThat(config.getMasterConnectionPoolSize()).isLessThan(10);
  }

  @Test
  void threadsAreOurs_AndEndWithTheConnection() throws Exception {
    Set<Thread> before = threads();
    Thread.currentThread().setContextClassLoader(new URLClassLoader(new URL[0]));
    RedisConnection connection;
    try {
      connection = open(RedisOptions.server(SERVER.uri(), null, PASSWORD, 0));
      SessionStore store = connection.sessionStore(StoreOptions.of("cc", "access", "node"));
      for (int i = 0; i < 20; i++) {
        created(store, id(), HALF_AN_HOUR);
      }
    } finally {
      Thread.currentThread().setContextClassLoader(getClass().getClassLoader());
    }
    Set<Thread> ours = threads();
    ours.removeAll(before);

    assertThat(ours).hasSizeBetween(3, 8);
    assertThat(ours)
        .allSatisfy(
            thread ->
                assertThat(thread.getContextClassLoader())
                    .isSameAs(RedisConnection.class.getClassLoader()));

    connection.close();

    await().untilAsserted(() -> assertThat(ours).noneMatch(Thread::isAlive));
  }

  @Test
  void optionsShowNoSecrets() {
    RedisOptions options = RedisOptions.server("redis://h:1", "node", PASSWORD, 2);

    assertThat(options.toString()).isEqualTo("redis://h:1/2 as node with a password");
  }

  private void works(RedisOptions options) {
    SessionStore store = open(options).sessionStore(StoreOptions.of("cc", "access", "node"));
    SessionId id = id();
    Version version = created(store, id, HALF_AN_HOUR, "a", "1");
    committed(store.commit(id, version, puts("b", "x".repeat(50_000)), deadline()));
    assertThat(load(store, id).fields()).containsOnlyKeys("@a", "@b");
  }

  private void assertUnavailable(RedisOptions options, String part) {
    SessionStore store = open(options).sessionStore(StoreOptions.of("cc", "access", "node"));
    ThrowingCallable create = () -> created(store, id(), HALF_AN_HOUR, "a", "1");

    assertThatThrownBy(create)
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining(part)
        .hasMessageContaining("127.0.0.1:" + SERVER.port())
        .hasMessageNotContainingAny(PASSWORD, "wrong-word");
    assertThatThrownBy(create)
        .satisfies(
            failure -> {
              for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                assertThat(String.valueOf(cause.getMessage())).doesNotContain("-word");
              }
            });
  }

  private RedisConnection open(RedisOptions options) {
    RedisConnection connection = RedisConnection.open(options);
    connections.add(connection);
    return connection;
  }

  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().matches("(coatcheck-redis|redisson).*"))
        .filter(thread -> !thread.getName().equals("coatcheck-redis-connect"))
        .filter(thread -> !thread.getName().equals("coatcheck-redis-server"))
        .collect(Collectors.toSet());
  }
}
