package dev.coatcheck.it.alljar;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a jar refers to is there, although its classes were compiled against a later API than that
 * of the server it is dropped into.
 */
@ParameterizedClass
@EnumSource
class ReferencesIT {

  /** A jar and the oldest servers that it is for. */
  enum Place {
    MANAGER_IN_TOMCAT_9(
        AllJar::javax, "tomcat", "jakarta.", ".*[.]jar", "it.tomcat9", "lib", "bin"),
    FILTER_IN_TOMCAT_9(
        AllJar::javaxFilter, "servlet", "jakarta.", "servlet-api[.]jar", "it.tomcat9", "lib"),
    FILTER_IN_JETTY_EE8(
        AllJar::javaxFilter,
        "servlet",
        "jakarta.",
        "jetty-servlet-api-4.*[.]jar",
        "it.jetty12.0",
        "lib"),
    FILTER_IN_JETTY_EE9(
        AllJar::filter,
        "servlet",
        "javax.servlet.",
        "jetty-jakarta-servlet-api-5.*[.]jar",
        "it.jetty12.0",
        "lib");

    private final Supplier<Path> jar;
    private final String adapter;
    private final String unknown;
    private final String names;
    private final String home;
    private final String[] directories;

    Place(
        Supplier<Path> jar,
        String adapter,
        String unknown,
        String names,
        String home,
        String... directories) {
      this.jar = jar;
      this.adapter = adapter;
      this.unknown = unknown;
      this.names = names;
      this.home = home;
      this.directories = directories;
    }
  }

  /** Made only where Servlet 6.1 is. */
  private static final String OF_A_LATER_API = "AccessibleSessionView";

  /**
   * Deprecated since Servlet 2.1 and gone since 6.0, and so is the type that it returns: it cannot
   * be written without that one.
   */
  private static final String MISSING = "getSessionContext";

  private static Api api;
  private static JavaClasses ours;

  @Parameter Place place;

  @BeforeParameterizedClassInvocation
  static void open(Place place) throws IOException {
    Path home = Path.of(System.getProperty(place.home));
    Path[] server = Stream.of(place.directories).map(home::resolve).toArray(Path[]::new);
    api = Api.of(place.jar.get(), place.names, server);
    try (JarFile jar = new JarFile(place.jar.get().toFile())) {
      ours =
          new ClassFileImporter()
              .withImportOption(
                  (Location location) -> location.contains("/dev/coatcheck/" + place.adapter + "/"))
              .importJar(jar)
              .that(not(simpleName(OF_A_LATER_API)));
    }
    assertThat(ours).isNotEmpty();
  }

  @AfterParameterizedClassInvocation
  static void close() throws IOException {
    api.close();
  }

  /**
   * What is not there is tried, and something else is done when it is found missing. Or it is the
   * overridden method, which nobody calls where it does not exist.
   */
  @Test
  void eachMemberThatIsReferredToIsThereOrCanBeMissed() {
    Set<String> missing = new TreeSet<>();
    for (JavaClass javaClass : ours) {
      for (JavaAccess<?> access : javaClass.getAccessesFromSelf()) {
        if (!isKnown(access.getTarget()) && !isTried(access) && !isOverridden(access)) {
          missing.add(access.getOrigin().getFullName() + " -> " + access.getTarget().getFullName());
        }
      }
    }

    assertThat(missing).isEmpty();
  }

  @Test
  void noMethodIsLeftToImplement() throws ClassNotFoundException {
    Set<String> left = new TreeSet<>();
    for (JavaClass javaClass : ours) {
      Class<?> loaded = api.load(javaClass.getName());
      if (!Modifier.isAbstract(loaded.getModifiers())) {
        Stream.of(loaded.getMethods())
            .filter(method -> Modifier.isAbstract(method.getModifiers()))
            .filter(method -> !method.getName().equals(MISSING))
            .forEach(method -> left.add(loaded.getSimpleName() + " " + method));
      }
    }

    assertThat(left).isEmpty();
  }

  @Test
  void noTypeHasTheOtherName() {
    assertThat(ours)
        .flatMap(JavaClass::getDirectDependenciesFromSelf)
        .noneMatch(dependency -> dependency.getTargetClass().getName().startsWith(place.unknown));
  }

  private static boolean isKnown(AccessTarget target) {
    return target.getOwner().getSimpleName().equals(OF_A_LATER_API) || api.has(target);
  }

  private static boolean isTried(JavaAccess<?> access) {
    return access.getOrigin().getTryCatchBlocks().stream()
        .filter(block -> block.getAccessesContainedInTryBlock().contains(access))
        .flatMap(block -> block.getCaughtThrowables().stream())
        .anyMatch(caught -> caught.isEquivalentTo(NoSuchMethodError.class));
  }

  private static boolean isOverridden(JavaAccess<?> access) {
    return access.getTarget() instanceof CodeUnitAccessTarget called
        && called.getName().equals(access.getOrigin().getName())
        && called.getRawParameterTypes().equals(access.getOrigin().getRawParameterTypes())
        && access.getOriginOwner().isAssignableTo(called.getOwner().getName());
  }
}
