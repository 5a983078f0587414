package dev.coatcheck;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.haveSimpleNameEndingWith;
import static com.tngtech.archunit.lang.conditions.ArchConditions.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import dev.coatcheck.session.ExpirySweeper;
import java.util.Date;
import java.util.Set;
import java.util.Timer;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** Who may know whom, and who may do what: the rules that no compiler checks. */
@AnalyzeClasses(packages = "dev.coatcheck", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {

  private static final String JSPECIFY = "org.jspecify..";

  /** The only classes that know Redisson, by name: they need not exist for the rules to hold. */
  private static final DescribedPredicate<JavaClass> GATEWAY =
      named(
          "dev.coatcheck.redis.RedissonGateway",
          "dev.coatcheck.redis.RedissonConfigFactory",
          "dev.coatcheck.redis.RedissonConnector",
          "dev.coatcheck.redis.RedissonFailures");

  /** How one gets at members that one does not know. */
  private static final Set<String> REFLECTION =
      Set.of(
          "forName",
          "newInstance",
          "getField",
          "getFields",
          "getDeclaredField",
          "getDeclaredFields",
          "getMethod",
          "getMethods",
          "getDeclaredMethod",
          "getDeclaredMethods",
          "getConstructor",
          "getConstructors",
          "getDeclaredConstructor",
          "getDeclaredConstructors");

  @ArchTest
  static final ArchRule packagesFormNoCycle =
      slices().matching("dev.coatcheck.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule nobodyBelowSeesTheRootThatWiresThem =
      noClasses()
          .that()
          .resideInAPackage("dev.coatcheck.*..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.coatcheck");

  @ArchTest
  static final ArchRule sessionKnowsTheJdkOnly =
      classes()
          .that()
          .resideInAPackage("dev.coatcheck.session..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("dev.coatcheck.session..", "java..", JSPECIFY);

  @ArchTest static final ArchRule codecSeesOfUsTheSessionsOnly = seesOfUsTheSessionsOnly("codec");

  @ArchTest static final ArchRule redisSeesOfUsTheSessionsOnly = seesOfUsTheSessionsOnly("redis");

  @ArchTest static final ArchRule configSeesOfUsTheSessionsOnly = seesOfUsTheSessionsOnly("config");

  @ArchTest
  static final ArchRule metricsSeeOfUsTheSessionsOnly = seesOfUsTheSessionsOnly("metrics");

  @ArchTest
  static final ArchRule redissonIsKnownToItsGatewayAlone =
      noClasses()
          .that(not(GATEWAY))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.redisson..", "io.netty..");

  @ArchTest
  static final ArchRule kryoIsKnownToTheCodecAlone =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.coatcheck.codec..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.esotericsoftware..", "org.objenesis..");

  @ArchTest
  static final ArchRule otherLibrariesAreKnownToNobody =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.coatcheck..",
              "java..",
              "javax.management..",
              "javax.net.ssl..",
              JSPECIFY,
              "org.redisson..",
              "io.netty..",
              "com.esotericsoftware..",
              "org.objenesis..");

  @ArchTest
  static final ArchRule reflectionIsForTheCodecAlone =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.coatcheck.codec..")
          .should()
          .accessTargetWhere(
              calls("java.lang.Class", REFLECTION)
                  .or(calls(resideInAPackage("java.lang.reflect..")))
                  .or(calls(resideInAPackage("java.lang.invoke.."))));

  @ArchTest
  static final ArchRule noClassIsNamedAfterNothing =
      classes()
          .should(notEndWith("Util", "Utils", "Helper", "Impl", "Base", "Data", "Info", "Handler"));

  @ArchTest
  static final ArchRule threadsBelongToTheSweeperAndTheClient =
      noClasses()
          .that(not(belongToAnyOf(ExpirySweeper.class)))
          .and(not(GATEWAY))
          .should()
          .accessTargetWhere(
              creates(assignableTo(Thread.class))
                  .or(creates(assignableTo(Timer.class)))
                  .or(creates(assignableTo(Executor.class)))
                  .or(calls(assignableTo(Executors.class)))
                  .or(
                      calls(
                          "java.util.concurrent.CompletableFuture",
                          Set.of("runAsync", "supplyAsync")))
                  .or(calls("java.lang.ref.Cleaner", Set.of("create"))));

  /** Deadlines are Redis's to decide; what a node stamps, it takes from the clock it was given. */
  @ArchTest
  static final ArchRule theTimeIsReadFromTheClockThatWasGiven =
      noClasses()
          .should()
          .accessTargetWhere(
              calls("java.lang.System", Set.of("currentTimeMillis"))
                  .or(calls(resideInAPackage("java.time..")).and(targetNamed("now")))
                  .or(creates(assignableTo(Date.class)).and(withoutArguments())));

  @ArchTest
  static final ArchRule onlyTheRootSaysWhichClock =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.coatcheck")
          .should()
          .accessTargetWhere(
              calls("java.time.InstantSource", Set.of("system"))
                  .or(
                      calls(
                          "java.time.Clock",
                          Set.of("systemUTC", "systemDefaultZone", "system", "tickMillis"))));

  @ArchTest
  static final ArchRule nothingStaticChanges = fields().that().areStatic().should().beFinal();

  private static ArchRule seesOfUsTheSessionsOnly(String name) {
    String own = "dev.coatcheck." + name + "..";
    return noClasses()
        .that()
        .resideInAPackage(own)
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.coatcheck..")
                .and(not(resideInAPackage(own)))
                .and(not(resideInAPackage("dev.coatcheck.session.."))));
  }

  private static ArchCondition<JavaClass> notEndWith(String... endings) {
    return Stream.of(endings)
        .map(ending -> not(haveSimpleNameEndingWith(ending)))
        .reduce(ArchCondition::and)
        .orElseThrow()
        .as("not be named *" + String.join(", *", endings));
  }

  /** Those classes with what is nested in them. */
  private static DescribedPredicate<JavaClass> named(String... names) {
    return describe(
        "are " + String.join(" or ", names),
        type -> Stream.of(names).anyMatch(name -> (type.getName() + "$").startsWith(name + "$")));
  }

  private static DescribedPredicate<JavaAccess<?>> creates(
      DescribedPredicate<? super JavaClass> owner) {
    return calls(owner).and(targetNamed("<init>"));
  }

  /** A date of a given time reads no clock. */
  private static DescribedPredicate<JavaAccess<?>> withoutArguments() {
    return describe(
        "without arguments",
        access ->
            access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget unit
                && unit.getRawParameterTypes().isEmpty());
  }

  private static DescribedPredicate<JavaAccess<?>> calls(
      DescribedPredicate<? super JavaClass> owner) {
    return describe(owner.getDescription(), access -> owner.test(access.getTarget().getOwner()));
  }

  private static DescribedPredicate<JavaAccess<?>> calls(String owner, Set<String> names) {
    return describe(
        owner + " " + names,
        access -> {
          AccessTarget target = access.getTarget();
          return target.getOwner().getName().equals(owner) && names.contains(target.getName());
        });
  }

  private static DescribedPredicate<JavaAccess<?>> targetNamed(String name) {
    return describe("named " + name, access -> access.getTarget().getName().equals(name));
  }
}
