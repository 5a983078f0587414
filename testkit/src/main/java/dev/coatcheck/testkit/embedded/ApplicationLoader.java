package dev.coatcheck.testkit.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The loader of an unpacked WAR, for a container that has none: what the WAR brings along goes
 * before what the parent has.
 */
final class ApplicationLoader extends URLClassLoader {

  static {
    registerAsParallelCapable();
  }

  private ApplicationLoader(URL[] urls, ClassLoader parent) {
    super(urls, parent);
  }

  /** The loader of the WAR in this directory. */
  static ApplicationLoader of(Path war, ClassLoader parent) {
    List<URL> urls = new ArrayList<>();
    urls.add(url(war.resolve("WEB-INF/classes")));
    Path libraries = war.resolve("WEB-INF/lib");
    if (Files.exists(libraries)) {
      try (Stream<Path> jars = Files.list(libraries)) {
        jars.sorted().forEach(jar -> urls.add(url(jar)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new ApplicationLoader(urls.toArray(URL[]::new), parent);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded != null) {
        return loaded;
      }
      try {
        return findClass(name);
      } catch (ClassNotFoundException e) {
        return super.loadClass(name, resolve);
      }
    }
  }

  @Override
  public @Nullable URL getResource(String name) {
    URL own = findResource(name);
    return own == null ? super.getResource(name) : own;
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    List<URL> all = Collections.list(findResources(name));
    all.addAll(Collections.list(getParent().getResources(name)));
    return Collections.enumeration(all);
  }

  private static URL url(Path path) {
    try {
      return path.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }
}
