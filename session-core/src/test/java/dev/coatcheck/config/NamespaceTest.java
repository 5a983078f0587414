package dev.coatcheck.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class NamespaceTest {

  /** The file says what every adapter has to arrive at. */
  @ParameterizedTest
  @CsvFileSource(resources = "namespaces.csv", useHeadersInDisplayName = true, nullValues = "-")
  void theNamespaceFollowsFromTheApplication(
      String contextPath,
      @Nullable String virtualHost,
      @Nullable String version,
      String namespace) {
    assertThat(Namespace.ofApplication(contextPath, virtualHost, version).value())
        .isEqualTo(namespace);
  }

  @Test
  void aNamespaceThatWasDerivedMayAlsoBeWrittenAsASetting() {
    Namespace derived = Namespace.ofApplication("/a b/ü", "www.example.com", "1.0~rc/2");

    assertThat(Setting.NAMESPACE.type().parse(derived.value()))
        .isEqualTo(new Parsed.Accepted<>(derived));
  }

  @Test
  void noTwoApplicationsMeetInOneNamespace() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Map<String, List<String>> applications = new HashMap<>();
    for (int round = 0; round < 50_000; round++) {
      String path = random.nextInt(20) == 0 ? "" : "/" + text(random);
      String host = random.nextBoolean() ? "" : text(random);
      String version = random.nextBoolean() ? "" : text(random);
      List<String> application = List.of(path.equals("/") ? "" : path, host, version);

      List<String> other =
          applications.putIfAbsent(
              Namespace.ofApplication(path, host, version).value(), application);

      assertThat(other == null ? application : other).as("seed %d", seed).isEqualTo(application);
    }
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(5); length > 0; length--) {
      text.append("aé/%@#2F.:R".charAt(random.nextInt(11)));
    }
    return random.nextInt(20) == 0 ? "ROOT" : text.toString();
  }

  @Test
  void whatIsNoContextPathIsRefused() {
    assertThatThrownBy(() -> Namespace.ofApplication("shop", null, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("context path \"shop\" does not begin with a slash");
    assertThatThrownBy(() -> Namespace.ofApplication("/\uD800", null, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("not valid Unicode");
  }
}
