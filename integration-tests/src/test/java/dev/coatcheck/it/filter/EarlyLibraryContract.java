package dev.coatcheck.it.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coatcheck.testkit.http.Browser;
import dev.coatcheck.testkit.http.FleetPlan;
import dev.coatcheck.testkit.http.FleetTest;
import dev.coatcheck.testkit.http.WebApp;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.example.early.EarlyFilter;
import org.junit.jupiter.api.Test;

/**
 * Ours is the first filter even where a library whose name comes before ours, such as Spring
 * Security without web.xml, registers its own in front of all others.
 */
abstract class EarlyLibraryContract extends FleetTest {

  private static final String FILTER = EarlyFilter.class.getName();

  @Override
  public FleetPlan plan() {
    WebApp application = WebApp.at("/app");
    Path library = library();
    return FleetPlan.ofTwo(application.plus("WEB-INF/lib/a-library.jar", library));
  }

  @Test
  void whatALibraryRegistersInFrontSeesOurSession() {
    Browser browser = browser();
    browser.get(0, "/counter");

    for (int node = 0; node < fleet().size(); node++) {
      assertThat(browser.on(node).open("/counter").header("Seen-Session"))
          .isEqualTo(browser.sessionId());
    }
  }

  private static Path library() {
    try {
      Path jar = Files.createTempFile("library", ".jar");
      jar.toFile().deleteOnExit();
      try (OutputStream out = Files.newOutputStream(jar);
          JarOutputStream entries = new JarOutputStream(out)) {
        for (String type : new String[] {FILTER, FILTER + "$Initializer"}) {
          String file = type.replace('.', '/') + ".class";
          try (InputStream in = EarlyLibraryContract.class.getResourceAsStream("/" + file)) {
            add(entries, file, Objects.requireNonNull(in, file).readAllBytes());
          }
        }
        String service = "META-INF/services/jakarta.servlet.ServletContainerInitializer";
        add(entries, service, (FILTER + "$Initializer").getBytes(StandardCharsets.UTF_8));
      }
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void add(JarOutputStream jar, String file, byte[] content) throws IOException {
    jar.putNextEntry(new ZipEntry(file));
    jar.write(content);
    jar.closeEntry();
  }
}
