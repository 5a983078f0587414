package dev.coatcheck.flashsale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A real browser without a window: the Chromium of this machine, with its driver. */
final class Chromium implements AutoCloseable {

  private static final String REMEDY =
      "Debian has them in the packages chromium and chromium-driver";

  private final ChromeDriver driver;

  private Chromium(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Starts one; where there is none the test is skipped, or fails if {@code it.browser} is set. */
  static Chromium start() {
    Optional<Path> browser = onPath("chromium", "chromium-browser", "google-chrome");
    Optional<Path> driver = onPath("chromedriver");
    if (browser.isEmpty() || driver.isEmpty()) {
      String missing =
          (browser.isEmpty() ? "chromium" : "chromedriver") + " is not on the PATH; " + REMEDY;
      assertThat(Boolean.getBoolean("it.browser")).as(missing).isFalse();
      assumeTrue(false, missing);
    }
    ChromeOptions options = new ChromeOptions();
    options.setBinary(browser.orElseThrow().toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
        "--no-first-run");
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    // told where the driver is, Selenium does not look for one to download
    ChromeDriverService service = ChromeDriverService.createDefaultService();
    service.setExecutable(driver.orElseThrow().toString());
    return new Chromium(new ChromeDriver(service, options));
  }

  void open(String address) {
    driver.get(address);
  }

  /** Takes the size of a window or of a phone's screen, in CSS pixels. */
  void size(int width, int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
  }

  void dark(boolean dark) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
  }

  String text(String selector) {
    return driver.findElement(By.cssSelector(selector)).getText();
  }

  List<String> texts(String selector) {
    return strings(
        "return [...document.querySelectorAll(arguments[0])].map(e => e.textContent)", selector);
  }

  List<String> attributes(String selector, String name) {
    return strings(
        "return [...document.querySelectorAll(arguments[0])].map(e => e.getAttribute(arguments[1]))",
        selector,
        name);
  }

  void click(String selector) {
    driver.findElement(By.cssSelector(selector)).click();
  }

  /** Goes to an element as those do who have no mouse, and presses Enter there. */
  void press(String selector) {
    WebElement goal = driver.findElement(By.cssSelector(selector));
    for (int i = 0; i < 30 && !driver.switchTo().activeElement().equals(goal); i++) {
      new Actions(driver).sendKeys(Keys.TAB).perform();
    }
    assertThat(driver.switchTo().activeElement()).as("what Tab leads to").isEqualTo(goal);
    assertThat(goal.getCssValue("outline-style")).as("one sees where one is").isEqualTo("solid");
    new Actions(driver).sendKeys(Keys.ENTER).perform();
  }

  long number(String script) {
    return ((Number) run("return " + script)).longValue();
  }

  /** What stands in the browser's console. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(entry -> entry.getLevel() + " " + entry.getMessage())
        .toList();
  }

  /** What axe-core finds hard to use for people with disabilities. */
  List<String> barriers() throws IOException {
    try (InputStream in = Chromium.class.getResourceAsStream("/axe.min.js")) {
      run(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
    Object found =
        driver.executeAsyncScript(
            "const done = arguments[arguments.length - 1];"
                + "axe.run().then(found => done(found.violations.flatMap(violation =>"
                + " violation.nodes.map(node => violation.id + ': ' + violation.help + ': '"
                + " + node.html + ' ' + node.failureSummary))),"
                + " problem => done(['axe failed: ' + problem]));");
    return strings(found);
  }

  void picture(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
  }

  @Override
  public void close() {
    driver.quit();
  }

  private Object run(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  private List<String> strings(String script, Object... arguments) {
    return strings(run(script, arguments));
  }

  private static List<String> strings(Object found) {
    List<String> strings = new ArrayList<>();
    ((List<?>) found).forEach(element -> strings.add(String.valueOf(element)));
    return strings;
  }

  private static Optional<Path> onPath(String... names) {
    String[] directories = System.getenv().getOrDefault("PATH", "").split(File.pathSeparator);
    return Arrays.stream(names)
        .flatMap(name -> Stream.of(directories).map(directory -> Path.of(directory, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
