package dev.coatcheck.testkit;

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
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Timer;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** What an adapter may see and do: the rules that no compiler checks, one text for all of them. */
public final class AdapterRules {

  private static final List<String> CORE_AND_JAVA =
      List.of("dev.coatcheck", "dev.coatcheck.session", "dev.coatcheck.config", "java..");

  private AdapterRules() {}

  /**
   * An adapter sees the core by its front doors, and its own container.
   *
   * @param packages the adapter's own, the container's, and what else it may see
   */
  public static ArchRule seesOnly(String... packages) {
    String[] all =
        Stream.concat(CORE_AND_JAVA.stream(), Stream.of(packages)).toArray(String[]::new);
    return classes().should().onlyDependOnClassesThat().resideInAnyPackage(all);
  }

  /**
   * Where a new release of the container may break us is to be read on one page.
   *
   * @param classes those that may use reflection, by their simple names
   */
  public static ArchRule reflectsOnlyIn(String... classes) {
    return noClasses()
        .that(not(named(classes)))
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
  }

  /** Threads are the core's and the container's. */
  public static ArchRule hasNoThreadOfItsOwn() {
    return noClasses()
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
  }

  /**
   * The store's clock counts, never a node's.
   *
   * @param classes those whose container's own fields hold the time of this computer
   */
  public static ArchRule readsNoClockBut(String... classes) {
    return noClasses()
        .that(not(named(classes)))
        .should()
        .accessTargetWhere(
            at(assignableTo(System.class))
                .and(target("currentTimeMillis"))
                .or(at(resideInAPackage("java.time..")).and(target("now|system.*"))));
  }

  /**
   * No class is named after nothing.
   *
   * @param exceptions whose names are the container's words
   */
  public static ArchRule namesNoClassAfterNothingBut(String... exceptions) {
    return classes()
        .that(not(named(exceptions)))
        .should()
        .haveNameNotMatching(".*(Utils?|Helper|Impl|Base|Data|Info|Handler)");
  }

  /** Nothing static changes: two containers in one JVM are two nodes. */
  public static ArchRule keepsNothingStaticThatChanges() {
    return fields().that().areStatic().should().beFinal().allowEmptyShould(true);
  }

  private static DescribedPredicate<JavaClass> named(String... simpleNames) {
    return describe(
        "are " + String.join(", ", simpleNames),
        type ->
            Stream.of(simpleNames)
                .anyMatch(
                    name ->
                        (type.getName() + "$")
                            .startsWith(type.getPackageName() + "." + name + "$")));
  }

  private static DescribedPredicate<JavaAccess<?>> at(DescribedPredicate<? super JavaClass> owner) {
    return describe(owner.getDescription(), access -> owner.test(access.getTargetOwner()));
  }

  private static DescribedPredicate<JavaAccess<?>> target(String regex) {
    return describe("named " + regex, access -> access.getTarget().getName().matches(regex));
  }
}
