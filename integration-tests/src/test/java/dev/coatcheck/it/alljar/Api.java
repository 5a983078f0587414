package dev.coatcheck.it.alljar;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.FieldAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What a jar of ours finds where it is dropped in: a server's classes, and none of others. */
final class Api implements AutoCloseable {

  private final URLClassLoader loader;

  private Api(URLClassLoader loader) {
    this.loader = loader;
  }

  /**
   * The jar among these.
   *
   * @param server directories, whose jars are taken
   * @param names which of them, as a pattern
   */
  static Api of(Path jar, String names, Path... server) {
    List<URL> urls = new ArrayList<>(List.of(url(jar)));
    for (Path directory : server) {
      try (Stream<Path> jars = Files.list(directory)) {
        jars.filter(path -> path.getFileName().toString().matches(names))
            .forEach(path -> urls.add(url(path)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new Api(
        new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader()));
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }

  Class<?> load(String name) throws ClassNotFoundException {
    return Class.forName(name, false, loader);
  }

  /** Whether there is what somebody accesses. */
  boolean has(AccessTarget target) {
    if (target.getOwner().isEquivalentTo(VarHandle.class)) {
      return true; // its methods take whatever they are given
    }
    try {
      Class<?> owner = load(target.getOwner().getName());
      return target instanceof FieldAccessTarget field
          ? fields(owner).anyMatch(found -> isField(found, field))
          : units(owner).anyMatch(found -> isUnit(found, (CodeUnitAccessTarget) target));
    } catch (ClassNotFoundException e) {
      return false;
    }
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
    return named
        && Arrays.stream(found.getParameterTypes())
            .map(Class::getName)
            .toList()
            .equals(called.getRawParameterTypes().stream().map(JavaClass::getName).toList());
  }

  private static Stream<Field> fields(Class<?> owner) {
    return types(owner).stream().flatMap(type -> Arrays.stream(type.getDeclaredFields()));
  }

  private static Stream<Executable> units(Class<?> owner) {
    return Stream.concat(
        Arrays.stream(owner.getDeclaredConstructors()),
        types(owner).stream().flatMap(type -> Arrays.stream(type.getDeclaredMethods())));
  }

  /** A type and all that it inherits from. */
  private static Set<Class<?>> types(Class<?> type) {
    Set<Class<?>> types = new LinkedHashSet<>();
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

  private static URL url(Path path) {
    try {
      return path.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }
}
