package dev.coatcheck.it.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coatcheck.testkit.http.WebApp;
import dev.coatcheck.testkit.server.ServerNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** One jar into lib, one line into conf/context.xml, and whatever is deployed goes on as before. */
@ParameterizedClass
@EnumSource(TomcatLine.class)
class DropInIT {

  private static Installation installation;

  @Parameter TomcatLine line;

  @BeforeParameterizedClassInvocation
  static void install(TomcatLine line, @TempDir Path directory) {
    Path app = WebApp.at("/app").unpackTo(directory);
    Path old = OldWar.unpackTo(directory.resolve("old"));
    installation =
        Installation.of(
                line,
                "drop-in",
                setup ->
                    Admin.on(setup)
                        .webapp("app", app)
                        .webapp("old", old)
                        .stockWebapp("ROOT")
                        .stockWebapp("docs")
                        .stockWebapp("examples"))
            .start();
  }

  @AfterParameterizedClassInvocation
  static void uninstall() {
    installation.close();
  }

  @Test
  void eachNodeGoesOnWhereTheOtherStopped() {
    Visitor visitor = installation.visitor();

    for (int visit = 1; visit <= 10; visit++) {
      assertThat(visitor.text("/app/counter")).isEqualTo(String.valueOf(visit));
    }
  }

  @Test
  void whatIsChangedInPlaceIsSeenByTheOtherNode() {
    Visitor visitor = installation.visitor();
    visitor.text("/app/basket/new");

    for (String item : List.of("apple", "pear", "plum")) {
      visitor.text("/app/basket/add?shelf=fruit&item=" + item);
    }

    assertThat(visitor.text("/app/basket/add?shelf=fruit&item=fig"))
        .contains("apple", "pear", "plum", "fig");
  }

  /** Tomcat's own example of sessions, which knows no more of us than any application. */
  @Test
  void theSessionExampleOfTomcatWorksOverNodes() {
    Visitor visitor = installation.visitor();
    String example = "/examples/servlets/servlet/SessionExample";

    visitor.text(example + "?dataname=coat&datavalue=woollen");

    assertThat(visitor.text(example)).contains("coat").contains("woollen");
    assertThat(visitor.text(example)).contains("coat").contains("woollen");
  }

  @Test
  void theStockApplicationsStillWork() {
    Visitor visitor = installation.visitor();
    visitor.text("/app/counter");

    assertThat(visitor.text("/")).contains("Apache Tomcat");
    assertThat(visitor.text("/docs/")).contains("Documentation");
    for (ServerNode node : installation.nodes()) {
      Admin admin = new Admin(node);
      assertThat(admin.command("list")).contains("/app:running:", "/manager:running:");
      assertThat(admin.command("sessions?path=/app")).contains("path [/app]");
      assertThat(admin.page("/host-manager/text/list")).contains("localhost");
    }
  }

  @Test
  void anApplicationUsesItsOwnOldNettyKryoAndSlf4j() {
    Visitor visitor = installation.visitor();

    for (int visit = 1; visit <= 4; visit++) {
      assertThat(visitor.text("/old/old"))
          .contains("netty=netty-all-4.0.56.Final.jar works")
          .contains("kryo=kryo-2.24.0.jar works")
          .contains("slf4j=slf4j-api-1.7.36.jar")
          .contains("binding=org.slf4j.impl.SimpleLoggerFactory")
          .contains("visits=" + visit);
    }
  }

  @Test
  void nothingIsLoggedThatNeedsAnAdministrator() {
    assertThat(installation.complaints()).isEmpty();
  }
}
