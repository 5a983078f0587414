package dev.coatcheck.flashsale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coatcheck.testkit.server.ServerNode;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The page of a running sale, in a real browser: what one sees, presses and hears of. */
@Tag("browser")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PageIT {

  private static final Path PICTURES =
      Path.of(System.getProperty("it.target", "target"), "screenshots");

  private static final String UP = ".node[data-state=up]";

  @TempDir static Path work;

  private static Process sale;
  private static Chromium browser;
  private static String address;

  @BeforeAll
  static void openTheSale() throws IOException {
    browser = Chromium.start();
    int port = ServerNode.freePort();
    address = "http://localhost:" + port + "/_demo";
    sale = start(port);
    waitFor("the balancer answers", () -> answers(port));
    browser.size(1280, 800);
    browser.open(address);
    waitFor("three servers are up", () -> count(UP) == 3);
  }

  @AfterAll
  static void closeTheSale() throws InterruptedException {
    if (browser != null) {
      browser.close();
    }
    if (sale != null) {
      sale.destroy();
      if (!sale.waitFor(1, TimeUnit.MINUTES)) {
        sale.destroyForcibly();
      }
    }
  }

  @BeforeEach
  void beginCalmly() {
    browser.size(1280, 800);
    browser.dark(false);
    waitFor("nothing is under way", () -> count("#busy[data-is=calm]") == 1);
    while (count(UP) < 3) {
      int servers = count(UP);
      browser.click("[data-order=add]");
      waitFor("there is one more", () -> count(UP) > servers && calm());
    }
  }

  @AfterEach
  void nobodyIsHarmed() {
    assertThat(counter("cartsLost")).isEqualTo("0");
    assertThat(counter("loggedOut")).isEqualTo("0");
    assertThat(browser.attributes(".verdict[data-is=bad]", "data-counter"))
        .doesNotContain("cartsLost", "loggedOut");
    assertThat(browser.complaints()).as("the browser's console").isEmpty();
  }

  @Test
  @Order(1)
  void theNumbersMove() throws Exception {
    waitFor("there are requests", () -> number("perSecond") > 0 && number("checkouts") > 0);
    long checkouts = number("checkouts");
    waitFor("there are more", () -> number("checkouts") > checkouts);

    assertThat(browser.text("#connection")).isEqualTo("live");
    assertThat(browser.text("#sentence")).contains("shoppers", "3 real servers", "Redis");
    assertThat(browser.text("#balancer")).contains("round robin");
    assertThat(browser.texts("#events li")).anyMatch(event -> event.contains("servers are up"));
    waitFor("each shopper is somewhere", () -> shoppersShown() == users());
    waitFor("the dots are drawn", () -> colouredPixels() > 1_000);
    picture("sale");
  }

  /** With the keyboard, as those do who have no mouse. */
  @Test
  @Order(2)
  void aServerIsAdded() {
    Set<String> before = new HashSet<>(browser.attributes(".node", "data-node"));
    browser.press("[data-order=add]");

    waitFor("the order is confirmed", () -> browser.text("#answer").contains("add has begun"));
    waitFor(
        "a new server is up",
        () ->
            browser.attributes(UP, "data-node").stream().anyMatch(node -> !before.contains(node)));
  }

  @Test
  @Order(3)
  void aServerIsKilled() throws Exception {
    List<String> up = browser.attributes(UP, "data-node");
    browser.click("[data-order=kill]");

    waitFor("one is shown as killed", () -> count(".node[data-state=killed]") == 1);
    String killed = browser.attributes(".node[data-state=killed]", "data-node").get(0);
    assertThat(up).contains(killed);
    picture("killed");
    waitFor("it is told", () -> anyEvent("kill -9 " + killed));
    waitFor(
        "its shoppers have gone on",
        () ->
            browser.texts(".node[data-state=killed] .shoppers").stream()
                .allMatch("0 shoppers"::equals));
    assertThat(browser.texts(UP + " .shoppers")).doesNotContain("0 shoppers");
  }

  @Test
  @Order(4)
  void aServerIsDrained() throws Exception {
    Set<String> before = new HashSet<>(browser.attributes(UP, "data-node"));
    rememberStates();
    browser.click("[data-order=drain]");

    waitFor("one was draining", () -> wasSeen("=draining"));
    waitFor("it has stopped", () -> anyEvent(" has stopped"));
    picture("drained");
    assertThat(browser.attributes(UP, "data-node")).hasSize(before.size() - 1);
  }

  @Test
  @Order(5)
  void theNextReleaseIsDeployedEverywhere() throws Exception {
    assertThat(browser.texts(UP + " .release")).containsOnly("release 1");
    browser.click("[data-order=redeploy]");

    waitFor("some have the next release, some not", () -> distinct(".node .release") == 2);
    picture("redeploy");
    waitFor(
        "all have it",
        () -> browser.texts(UP + " .release").stream().allMatch("release 2"::equals) && calm());
    assertThat(count(UP)).isGreaterThanOrEqualTo(3);
  }

  @Test
  @Order(6)
  void redisIsFrozenAndGoesOn() throws Exception {
    rememberStates();
    browser.click("[data-order=freeze]");

    waitFor("it was frozen", () -> wasSeen("redis=frozen"));
    picture("frozen");
    waitFor("it goes on", () -> anyEvent("Redis goes on"));
    waitFor("and is shown so", () -> count("#redis[data-state=up]") == 1);
    long checkouts = number("checkouts");
    waitFor("so does the sale", () -> number("checkouts") > checkouts);
  }

  @Test
  @Order(7)
  void theOtherModeLosesAndIsShownBesideOurs() throws Exception {
    browser.click("[data-order=switch]");
    waitFor("the mode is the other", () -> count("#stage[data-mode=memory]") == 1);
    waitFor("three servers are up", () -> count(UP) == 3 && calm());
    waitFor("the shoppers are there", () -> number("checkouts") > 0 && shoppersShown() == users());
    assertThat(browser.text("[data-order=switch]")).contains("Switch to Coatcheck");
    assertThat(browser.text("[data-counter=cartsLost] .before")).isEqualTo("Coatcheck: 0");
    assertThat(browser.text("#redis")).contains("not used");

    browser.click("[data-order=kill]");
    waitFor(
        "that is not without harm",
        () ->
            count("[data-counter=cartsLost][data-is=bad]") == 1
                && count("[data-counter=loggedOut][data-is=bad]") == 1);
    picture("memory");
    browser.dark(true);
    picture("memory-dark");

    browser.click("[data-order=switch]");
    waitFor("the mode is ours", () -> count("#stage[data-mode=coatcheck]") == 1);
    waitFor("three servers are up", () -> count(UP) == 3 && calm());
    assertThat(browser.text("[data-counter=cartsLost] .before"))
        .startsWith("in memory: ")
        .isNotEqualTo("in memory: 0");
  }

  /** In the middle of a run with Coatcheck, after one without. */
  @Test
  @Order(8)
  @EnabledIfSystemProperty(named = "docs.write", matches = "true")
  void thePictureOfTheDocs() throws Exception {
    waitFor("the sale is in full swing", () -> number("checkouts") > 30);
    browser.click("[data-order=kill]");
    waitFor("one is shown as killed", () -> count(".node[data-state=killed]") > 0);
    browser.click("[data-order=add]");
    waitFor("one is starting", () -> count(".node[data-state=starting]") > 0);
    browser.picture(Path.of("..", "..", "docs", "flash-sale.png"));
  }

  @Test
  @Order(9)
  void aPhoneNeedsNoHorizontalScroll() throws Exception {
    browser.size(360, 740);

    waitFor("it has found its place", () -> browser.number("innerWidth") == 360);
    assertThat(browser.number("document.documentElement.scrollWidth")).isLessThanOrEqualTo(360);
    picture("phone");
    assertThat(browser.barriers()).isEmpty();
  }

  @Test
  @Order(10)
  void axeFindsNoBarriers() throws Exception {
    assertThat(browser.barriers()).as("light").isEmpty();

    browser.dark(true);
    picture("dark");
    assertThat(browser.barriers()).as("dark").isEmpty();

    browser.click("[data-order=kill]");
    waitFor("one is shown as killed", () -> count(".node[data-state=killed]") > 0);
    rememberStates();
    browser.click("[data-order=add]");
    waitFor("one was starting", () -> wasSeen("=starting"));
    assertThat(browser.barriers()).as("dark, with servers that are not up").isEmpty();
    browser.dark(false);
    assertThat(browser.barriers()).as("light, with servers that are not up").isEmpty();
  }

  @Test
  @Order(11)
  void silenceIsToldAndOvercome() throws Exception {
    signal("STOP");
    try {
      waitFor("it says so", () -> count("#connection[data-state=broken]") == 1);
      assertThat(browser.text("#connection")).contains("no news");
      picture("silence");
    } finally {
      signal("CONT");
    }
    waitFor("it is live again", () -> count("#connection[data-state=live]") == 1);
    long checkouts = number("checkouts");
    waitFor("and the numbers move", () -> number("checkouts") > checkouts);
  }

  private static void waitFor(String what, Callable<Boolean> condition) {
    Awaitility.await(what)
        .atMost(Duration.ofMinutes(4))
        .pollInterval(Duration.ofMillis(100))
        .failFast(
            "the sale has ended, see sale.log in " + PICTURES,
            () -> sale != null && !sale.isAlive())
        .until(condition);
  }

  /** From now on the page remembers all states that it shows: some pass in a moment. */
  private static void rememberStates() {
    browser.number(
        "(stage => {"
            + " window.statesSeen = [];"
            + " const look = () => stage.querySelectorAll('[data-state]').forEach("
            + "   e => window.statesSeen.push((e.dataset.node || e.id) + '=' + e.dataset.state));"
            + " new MutationObserver(look).observe("
            + "   stage, {subtree: true, childList: true, attributeFilter: ['data-state']});"
            + " return 0; })(document.getElementById('stage'))");
  }

  /** Whether a state with this end was shown since {@link #rememberStates}. */
  private static boolean wasSeen(String end) {
    return browser.number("window.statesSeen.filter(s => s.endsWith('" + end + "')).length") > 0;
  }

  private static int count(String selector) {
    return browser.attributes(selector, "class").size();
  }

  private static boolean calm() {
    return count("#busy[data-is=calm]") == 1;
  }

  private static long distinct(String selector) {
    return browser.texts(selector).stream().distinct().count();
  }

  private static boolean anyEvent(String text) {
    return browser.texts("#events li").stream().anyMatch(event -> event.contains(text));
  }

  private static String counter(String name) {
    return browser.texts("[data-counter=" + name + "] .value").get(0);
  }

  private static long number(String counter) {
    return longIn(counter(counter));
  }

  private static long users() {
    return longIn(browser.text("#sentence").replaceAll(" shopper.*", ""));
  }

  private static long shoppersShown() {
    return browser.texts(".node .shoppers").stream()
        .mapToLong(text -> longIn(text.replaceAll(" shopper.*", "")))
        .sum();
  }

  /** Zero where there is no number yet. */
  private static long longIn(String text) {
    String digits = text.replaceAll("[^0-9]", "");
    return digits.isEmpty() ? 0 : Long.parseLong(digits);
  }

  private static long colouredPixels() {
    return browser.number(
        "(canvas => canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)"
            + ".data.filter((value, i) => i % 4 === 3 && value > 0).length)"
            + "(document.getElementById('dots'))");
  }

  private static void picture(String name) throws IOException {
    browser.picture(PICTURES.resolve(name + ".png"));
  }

  private static void signal(String name) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(sale.pid())).start();
    assertThat(kill.waitFor()).isZero();
  }

  private static Process start(int port) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String name :
        List.of(
            "demo.tomcat", "demo.jar", "demo.jetty", "demo.archive", "demo.war", "demo.war.next")) {
      command.add("-D" + name + "=" + System.getProperty(name));
    }
    boolean forDocs = Boolean.getBoolean("docs.write");
    command.addAll(
        List.of(
            "-Xmx256m",
            "-Ddemo.work=" + work,
            "-Ddemo.port=" + port,
            "-Ddemo.users=" + (forDocs ? 300 : 100),
            "-Ddemo.page",
            "-classpath",
            System.getProperty("java.class.path"),
            FlashSale.class.getName()));
    Files.createDirectories(PICTURES);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(PICTURES.resolve("sale.log").toFile())
        .start();
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }
}
