package dev.coatcheck.testkit.http;

/**
 * The parent for the loader of a {@link WebApp} in an embedded container: hides the application's
 * classes, which are on this JVM's class path too.
 */
public final class WithoutTheApplication extends ClassLoader {

  /**
   * @param parent sees all but those classes
   */
  public WithoutTheApplication(ClassLoader parent) {
    super(parent);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (name.startsWith("org.example.plainwar.")) {
      throw new ClassNotFoundException(name);
    }
    return super.loadClass(name, resolve);
  }
}
