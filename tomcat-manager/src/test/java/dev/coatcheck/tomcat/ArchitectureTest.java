package dev.coatcheck.tomcat;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Timer;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/** What an adapter may see and do: the rules that no compiler checks. */
@AnalyzeClasses(packages = "dev.coatcheck.tomcat", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {

  @ArchTest
  static final ArchRule seesTheCoreByItsFrontDoors =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.coatcheck.tomcat..",
              "dev.coatcheck",
              "dev.coatcheck.session",
              "dev.coatcheck.config",
              "java..",
              "javax.management..",
              "jakarta.servlet..",
              "org.apache.catalina..",
              "org.apache.coyote..",
              "org.apache.tomcat..",
              "org.jspecify..");

  /** Where a new Tomcat may break us is to be read on one page. */
  @ArchTest
  static final ArchRule reflectsInOnePlaceOnly =
      noClasses()
          .that(not(named("CoyoteFields")))
          .should()
          .accessTargetWhere(
              at(resideInAPackage("java.lang.reflect.."))
                  .or(at(resideInAPackage("java.lang.invoke..")))
                  .or(
                      at(assignableTo(Class.class))
                          .and(
                              target(
                                  "forName|newInstance|get(Declared)?"
                                      + "(Field|Method|Constructor)s?"))));

  @ArchTest
  static final ArchRule hasNoThreadOfItsOwn =
      noClasses()
          .should()
          .accessTargetWhere(
              at(assignableTo(Executors.class))
                  .or(
                      target("<init>")
                          .and(
                              at(assignableTo(Thread.class))
                                  .or(at(assignableTo(Timer.class)))
                                  .or(at(assignableTo(Executor.class)))))
                  .or(target("runAsync|supplyAsync")));

  /** The fields that a session inherits from Tomcat's hold the time of this computer. */
  @ArchTest
  static final ArchRule readsNoClockButForTomcatsOwnFields =
      noClasses()
          .that(not(named("CoatcheckSession")))
          .should()
          .accessTargetWhere(
              at(assignableTo(System.class))
                  .and(target("currentTimeMillis"))
                  .or(at(resideInAPackage("java.time..")).and(target("now|system.*"))));

  @ArchTest
  static final ArchRule namesNoClassAfterNothing =
      classes().should().haveNameNotMatching(".*(Utils?|Helper|Impl|Base|Data|Info|Handler)");

  @ArchTest
  static final ArchRule keepsNothingStaticThatChanges =
      fields().that().areStatic().should().beFinal().allowEmptyShould(true);

  private static DescribedPredicate<JavaClass> named(String name) {
    String full = "dev.coatcheck.tomcat." + name;
    return describe("is " + name, type -> (type.getName() + "$").startsWith(full + "$"));
  }

  private static DescribedPredicate<JavaAccess<?>> at(DescribedPredicate<? super JavaClass> owner) {
    return describe(owner.getDescription(), access -> owner.test(access.getTargetOwner()));
  }

  private static DescribedPredicate<JavaAccess<?>> target(String regex) {
    return describe("named " + regex, access -> access.getTarget().getName().matches(regex));
  }
}
