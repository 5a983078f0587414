package dev.coatcheck.jetty;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.coatcheck.testkit.AdapterRules;

/** What this adapter may see and do. */
@AnalyzeClasses(packages = "dev.coatcheck.jetty", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {

  /** Of Jetty the core alone: no environment's classes, no servlet API. */
  @ArchTest
  static final ArchRule SEES_THE_CORE_BY_ITS_FRONT_DOORS =
      AdapterRules.seesOnly(
          "dev.coatcheck.jetty..",
          "javax.management..",
          "javax.security.auth..",
          "org.eclipse.jetty.http..",
          "org.eclipse.jetty.io..",
          "org.eclipse.jetty.security..",
          "org.eclipse.jetty.server..",
          "org.eclipse.jetty.session..",
          "org.eclipse.jetty.util..",
          "org.eclipse.jetty.xml..",
          "org.jspecify..",
          "org.slf4j..");

  /** Who embeds Jetty may do without both. */
  @ArchTest
  static final ArchRule SEES_WHAT_A_JETTY_BASE_HAS_IN_ONE_PACKAGE_ONLY =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.coatcheck.jetty.home")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.eclipse.jetty.xml..", "org.slf4j..");

  @ArchTest
  static final ArchRule REFLECTS_IN_ONE_PLACE = AdapterRules.reflectsOnlyIn("NestedLogins");

  @ArchTest static final ArchRule HAS_NO_THREAD_OF_ITS_OWN = AdapterRules.hasNoThreadOfItsOwn();

  @ArchTest
  static final ArchRule READS_NO_CLOCK_BUT_FOR_JETTYS_OWN_FIELDS =
      AdapterRules.readsNoClockBut("LiveSessionData");

  /** Session data is Jetty's own word. */
  @ArchTest
  static final ArchRule NAMES_NO_CLASS_AFTER_NOTHING =
      AdapterRules.namesNoClassAfterNothingBut("LiveSessionData");

  @ArchTest
  static final ArchRule KEEPS_NOTHING_STATIC_THAT_CHANGES =
      AdapterRules.keepsNothingStaticThatChanges();
}
