package dev.coatcheck.it.alljar;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.FieldAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import java.io.IOException;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What the jar for Tomcat 9 refers to is there, although its classes were compiled against a later
 * Tomcat.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JavaxReferencesIT {

  private URLClassLoader tomcat9;
  private JavaClasses ours;

  @BeforeAll
  void open() throws IOException {
    Path jar = AllJar.javax();
    List<URL> urls = new ArrayList<>(List.of(jar.toUri().toURL()));
    Path home = Path.of(System.getProperty("it.tomcat9"));
    urls.add(home.resolve("bin/tomcat-juli.jar").toUri().toURL());
    try (Stream<Path> jars = Files.list(home.resolve("lib"))) {
      for (Path path : jars.toList()) {
        urls.add(path.toUri().toURL());
      }
    }
    tomcat9 = new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    ours =
        new ClassFileImporter()
            .withImportOption((Location location) -> location.contains("/dev/coatcheck/tomcat/"))
            .importJar(new JarFile(jar.toFile()));
    assertThat(ours).isNotEmpty();
  }

  @AfterAll
  void close() throws IOException {
    tomcat9.close();
  }

  /** What is not there is tried, and something else is done when it is found missing. */
  @Test
  void eachMemberThatIsReferredToIsThereOrCanBeMissed() {
    Set<String> missing = new TreeSet<>();
    for (JavaClass javaClass : ours) {
      for (JavaAccess<?> access : javaClass.getAccessesFromSelf()) {
        if (!isThere(access.getTarget()) && !isMissedGracefully(access)) {
          missing.add(access.getOrigin().getFullName() + " -> " + access.getTarget().getFullName());
        }
      }
    }

    assertThat(missing).isEmpty();
  }

  @Test
  void noMethodOfAnInterfaceIsLeftToImplement() throws ClassNotFoundException {
    for (JavaClass javaClass : ours) {
      Class<?> loaded = load(javaClass.getName());
      if (!Modifier.isAbstract(loaded.getModifiers())) {
        assertThat(loaded.getMethods())
            .as(loaded.getName())
            .noneMatch(method -> Modifier.isAbstract(method.getModifiers()));
      }
    }
  }

  @Test
  void noTypeHasItsLaterName() {
    assertThat(ours)
        .flatMap(JavaClass::getDirectDependenciesFromSelf)
        .noneMatch(dependency -> dependency.getTargetClass().getName().startsWith("jakarta."));
  }

  private static boolean isMissedGracefully(JavaAccess<?> access) {
    return access.getOrigin().getTryCatchBlocks().stream()
        .filter(block -> block.getAccessesContainedInTryBlock().contains(access))
        .flatMap(block -> block.getCaughtThrowables().stream())
        .anyMatch(caught -> caught.isEquivalentTo(NoSuchMethodError.class));
  }

  private boolean isThere(AccessTarget target) {
    if (target.getOwner().isEquivalentTo(VarHandle.class)) {
      return true; // its methods take whatever they are given
    }
    try {
      Class<?> owner = load(target.getOwner().getName());
      if (target instanceof FieldAccessTarget field) {
        return fields(owner).anyMatch(found -> isField(found, field));
      }
      CodeUnitAccessTarget called = (CodeUnitAccessTarget) target;
      return units(owner).anyMatch(found -> isUnit(found, called));
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private Class<?> load(String name) throws ClassNotFoundException {
    return Class.forName(name, false, tomcat9);
  }

  private static boolean isField(Field found, FieldAccessTarget field) {
    return found.getName().equals(field.getName())
        && found.getType().getName().equals(field.getRawType().getName());
  }

  private static boolean isUnit(Executable found, CodeUnitAccessTarget called) {
    boolean named =
        found instanceof Method method
            ? method.getName().equals(called.getName())
                && method.getReturnType().getName().equals(called.getRawReturnType().getName())
            : called.getName().equals("<init>");
    List<String> parameters = Arrays.stream(found.getParameterTypes()).map(Class::getName).toList();
    return named
        && parameters.equals(
            called.getRawParameterTypes().stream().map(JavaClass::getName).toList());
  }

  private static Stream<Field> fields(Class<?> owner) {
    return types(owner).stream().flatMap(type -> Arrays.stream(type.getDeclaredFields()));
  }

  private static Stream<Executable> units(Class<?> owner) {
    Stream<Constructor<?>> constructors = Arrays.stream(owner.getDeclaredConstructors());
    return Stream.concat(
        constructors,
        types(owner).stream().flatMap(type -> Arrays.stream(type.getDeclaredMethods())));
  }

  /** A type and all that it inherits from. */
  private static Set<Class<?>> types(Class<?> type) {
    Set<Class<?>> types = new HashSet<>();
    collect(type, types);
    types.add(Object.class);
    return types;
  }

  private static void collect(Class<?> type, Set<Class<?>> types) {
    if (type != null && types.add(type)) {
      collect(type.getSuperclass(), types);
      Arrays.stream(type.getInterfaces()).forEach(parent -> collect(parent, types));
    }
  }
}
