package dev.coatcheck.testkit.http;

import java.util.ArrayList;
import java.util.List;

/**
 * The parent for the loader of a {@link WebApp} in an embedded container: hides the application's
 * classes, which are on this JVM's class path too.
 */
public final class WithoutTheApplication extends ClassLoader {

  private final List<String> hidden = new ArrayList<>(List.of("org.example.plainwar."));

  /**
   * @param parent sees all but those classes
   * @param more how the names of other classes begin that an application brings along
   */
  public WithoutTheApplication(ClassLoader parent, String... more) {
    super(parent);
    hidden.addAll(List.of(more));
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (hidden.stream().anyMatch(name::startsWith)) {
      throw new ClassNotFoundException(name);
    }
    return super.loadClass(name, resolve);
  }
}
