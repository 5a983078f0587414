package dev.coatcheck.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.spi.ToolProvider;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.ContextConfig;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.scan.StandardJarScanner;
import org.eclipse.jetty.ee10.annotations.AnnotationConfiguration;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * From a jar in WEB-INF/lib, which sees none of the container's classes: those listeners that a
 * plain container tells, in its order. As found in the container they are the very same objects,
 * whatever way they were registered in; as declared they are of the same classes.
 */
final class ListenersInWarsTest {

  private static final List<String> ADDED_BY_CODE =
      List.of("AddedByInitializer", "AddedByListener");

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource
  void ofTomcat(Application application) throws Exception {
    application.write(directory.resolve("app"));

    Seen seen = inTomcat(directory.resolve("app"));

    assertThat(seen.classesTold()).containsExactlyInAnyOrderElementsOf(application.withTags());
    assertThat(seen.found).isEqualTo(seen.told);
    assertThat(classes(seen.declared)).isEqualTo(seen.declarationsTold());
  }

  @Test
  void ofTomcatThatDoesNotUnpack() throws Exception {
    Application.AS_IT_IS.write(directory.resolve("unpacked"));
    Path war = directory.resolve("app.war");
    pack(directory.resolve("unpacked"), war);

    Seen seen = inTomcat(war);

    assertThat(seen.found).isEqualTo(seen.told);
    assertThat(classes(seen.declared)).isEqualTo(seen.declarationsTold());
  }

  /** Which has no tag libraries here, and tells annotated ones in no certain order. */
  @ParameterizedTest
  @EnumSource
  void ofJettyEe10(Application application) throws Exception {
    application.write(directory.resolve("app"));

    Seen seen = inJetty(directory.resolve("app"));

    Predicate<String> ofTags = line -> line.endsWith(" InTagLibrary");
    Predicate<String> annotated = line -> line.matches("\\w+ Annotated(In.*)?");
    assertThat(seen.classesTold()).containsExactlyInAnyOrderElementsOf(application.withoutTags());
    assertThat(seen.found).isEqualTo(seen.told);
    assertThat(classes(seen.declared))
        .filteredOn(ofTags.negate())
        .containsExactlyInAnyOrderElementsOf(seen.declarationsTold());
    assertThat(classes(seen.declared))
        .filteredOn(ofTags.or(annotated).negate())
        .isEqualTo(seen.declarationsTold().stream().filter(annotated.negate()).toList());
  }

  private Seen inTomcat(Path application) throws Exception {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(directory.toString());
    tomcat.setPort(0);
    StandardContext context = new StandardContext();
    context.setPath("/app");
    context.setName("/app");
    context.setDocBase(application.toString());
    context.setUnpackWAR(false);
    context.addLifecycleListener(new ContextConfig());
    context.setParentClassLoader(ListeningWar.parentLoader());
    StandardJarScanner scanner = new StandardJarScanner();
    scanner.setScanClassPath(false);
    context.setJarScanner(scanner);
    tomcat.getHost().addChild(context);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    tomcat.start();
    try {
      return Seen.at(tomcat.getConnector().getLocalPort());
    } finally {
      tomcat.stop();
      tomcat.destroy();
    }
  }

  private static Seen inJetty(Path application) throws Exception {
    WebAppContext context = new WebAppContext();
    context.setContextPath("/app");
    context.setWar(application.toString());
    context.addConfiguration(new AnnotationConfiguration());
    context.setAttribute(
        AnnotationConfiguration.SERVLET_CONTAINER_INITIALIZER_EXCLUSION_PATTERN,
        "org\\.apache\\.jasper\\..*");
    context.setClassLoader(ListeningWar.parentLoader());
    context.setThrowUnavailableOnStartupException(true);
    Server server = new Server(new InetSocketAddress("127.0.0.1", 0));
    server.setHandler(context);
    server.start();
    try {
      return Seen.at(((ServerConnector) server.getConnectors()[0]).getLocalPort());
    } finally {
      server.stop();
    }
  }

  private static void pack(Path directory, Path war) {
    StringWriter output = new StringWriter();
    int result =
        ToolProvider.findFirst("jar")
            .orElseThrow()
            .run(
                new PrintWriter(output),
                new PrintWriter(output),
                "--create",
                "--file=" + war,
                "-C",
                directory.toString(),
                ".");
    assertThat(result).as(output.toString()).isZero();
  }

  private static List<String> classes(List<String> lines) {
    return lines.stream().map(line -> line.replaceFirst("@.*", "")).toList();
  }

  /** Whom the container tells, and whom we would tell. */
  private record Seen(List<String> told, List<String> found, List<String> declared) {

    static Seen at(int port) throws IOException, InterruptedException {
      PageReader pages = new PageReader(port);
      return new Seen(pages.lines("told"), pages.lines("found"), pages.lines("declared"));
    }

    List<String> classesTold() {
      return classes(told).stream()
          .filter(line -> line.startsWith("session "))
          .map(line -> line.substring("session ".length()))
          .toList();
    }

    List<String> declarationsTold() {
      return classes(told).stream()
          .filter(line -> ADDED_BY_CODE.stream().noneMatch(line::endsWith))
          .toList();
    }
  }

  private enum Application {
    AS_IT_IS(
        "",
        "",
        "Annotated",
        "InSecondJar",
        "InFirstJar",
        "AnnotatedInFirstJar",
        "AnnotatedInPlainJar"),
    COMPLETE("metadata-complete='true'", ""),
    WITH_AN_ORDER(
        "",
        "<absolute-ordering><name>b</name><name>coatcheck</name><name>a</name></absolute-ordering>",
        "Annotated",
        "InSecondJar",
        "InFirstJar",
        "AnnotatedInFirstJar");

    private final String attributes;
    private final String rules;
    private final List<String> more;

    Application(String attributes, String rules, String... more) {
      this.attributes = attributes;
      this.rules = rules;
      this.more = List.of(more);
    }

    void write(Path root) throws IOException {
      ListeningWar.write(root, attributes, rules);
    }

    List<String> withoutTags() {
      List<String> all = new ArrayList<>(ADDED_BY_CODE);
      all.addAll(List.of("Described", "AnnotatedAndDescribed", "DescribedToo"));
      all.addAll(more);
      return all;
    }

    List<String> withTags() {
      List<String> all = withoutTags();
      all.add("InTagLibrary");
      return all;
    }
  }
}
