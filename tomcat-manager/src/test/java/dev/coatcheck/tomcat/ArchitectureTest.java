package dev.coatcheck.tomcat;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.coatcheck.testkit.AdapterRules;

/** What this adapter may see and do. */
@AnalyzeClasses(packages = "dev.coatcheck.tomcat", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {

  @ArchTest
  static final ArchRule SEES_THE_CORE_BY_ITS_FRONT_DOORS =
      AdapterRules.seesOnly(
          "dev.coatcheck.tomcat..",
          "javax.management..",
          "jakarta.servlet..",
          "org.apache.catalina..",
          "org.apache.coyote..",
          "org.apache.tomcat..",
          "org.jspecify..");

  @ArchTest
  static final ArchRule REFLECTS_IN_ONE_PLACE_ONLY = AdapterRules.reflectsOnlyIn("CoyoteFields");

  @ArchTest static final ArchRule HAS_NO_THREAD_OF_ITS_OWN = AdapterRules.hasNoThreadOfItsOwn();

  @ArchTest
  static final ArchRule READS_NO_CLOCK_BUT_FOR_TOMCATS_OWN_FIELDS =
      AdapterRules.readsNoClockBut("CoatcheckSession", "RequestScope");

  @ArchTest
  static final ArchRule NAMES_NO_CLASS_AFTER_NOTHING = AdapterRules.namesNoClassAfterNothingBut();

  @ArchTest
  static final ArchRule KEEPS_NOTHING_STATIC_THAT_CHANGES =
      AdapterRules.keepsNothingStaticThatChanges();
}
