package dev.coatcheck.servlet;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.coatcheck.testkit.AdapterRules;

/** What this adapter may see and do: no container, above all. */
@AnalyzeClasses(packages = "dev.coatcheck.servlet", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {

  @ArchTest
  static final ArchRule SEES_THE_CORE_BY_ITS_FRONT_DOORS_AND_NO_CONTAINER =
      AdapterRules.seesOnly(
          "dev.coatcheck.servlet..",
          "javax.management..",
          "javax.xml..",
          "org.w3c.dom..",
          "org.xml.sax..",
          "jakarta.servlet..",
          "org.jspecify..");

  @ArchTest
  static final ArchRule REFLECTS_IN_FEW_PLACES_ONLY =
      AdapterRules.reflectsOnlyIn(
          "ContainerListeners",
          "DeclaredListeners",
          "JettySameSite",
          "LastRecordClass",
          "SessionViews");

  @ArchTest static final ArchRule HAS_NO_THREAD_OF_ITS_OWN = AdapterRules.hasNoThreadOfItsOwn();

  @ArchTest static final ArchRule READS_NO_CLOCK = AdapterRules.readsNoClockBut();

  @ArchTest
  static final ArchRule NAMES_NO_CLASS_AFTER_NOTHING = AdapterRules.namesNoClassAfterNothingBut();

  @ArchTest
  static final ArchRule KEEPS_NOTHING_STATIC_THAT_CHANGES =
      AdapterRules.keepsNothingStaticThatChanges();
}
