package dev.coatcheck.codec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;

/** One version of an application: its classes, its loader and its codec on one node. */
final class Release implements AutoCloseable {

  private final URLClassLoader loader;
  private final KryoAttributeCodec codec;

  private Release(URLClassLoader loader) {
    this.loader = loader;
    this.codec = KryoAttributeCodec.forApplication(loader, CodecOptions.DEFAULTS);
  }

  /**
   * Compiles a version.
   *
   * @param source the file App.java: its class App makes a value and shows one
   */
  static Release of(Path directory, String source) {
    try {
      Path file = Files.writeString(Files.createDirectories(directory).resolve("App.java"), source);
      List<String> arguments = new ArrayList<>(List.of("-proc:none", "-d", directory.toString()));
      arguments.add(file.toString());
      int result =
          ToolProvider.getSystemJavaCompiler()
              .run(null, null, null, arguments.toArray(new String[0]));
      if (result != 0) {
        throw new AssertionError("does not compile: " + source);
      }
      return new Release(
          new URLClassLoader(
              new URL[] {directory.toUri().toURL()}, ClassLoader.getPlatformClassLoader()));
    } catch (MalformedURLException e) {
      throw new AssertionError(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Compiles a version whose App makes a Data, and shows it by an expression over data.
   *
   * @param data what follows the name of class Data, and classes to stand beside it; ` stands for "
   */
  static Release ofData(Path directory, String data, String shown) {
    String declaration = data.startsWith("{") ? "implements Serializable " + data : data;
    if (data.startsWith("extends")) {
      declaration = data;
    }
    String source =
        """
        import java.io.*;
        import java.util.*;
        class App {
          static class Data $DATA
          static Object make() { return new Data(); }
          static String show(Object object) { Data data = (Data) object; return $SHOWN; }
          static String fields(Object object) {
            List<String> all = new ArrayList<>();
            try {
              for (var field : object.getClass().getDeclaredFields()) {
                if ((field.getModifiers() & java.lang.reflect.Modifier.STATIC) == 0) {
                  field.setAccessible(true);
                  all.add(field.getName() + '=' + field.get(object));
                }
              }
            } catch (IllegalAccessException e) {
              throw new AssertionError(e);
            }
            Collections.sort(all);
            for (int i = 0; i < all.size(); i++) {
              all.set(i, all.get(i).substring(all.get(i).indexOf('=') + 1));
            }
            return String.join(", ", all);
          }
        }
        """
            .replace("$DATA", nested(declaration))
            .replace("$SHOWN", shown)
            .replace('`', '"');
    return of(directory, source);
  }

  /** The classes that follow Data are nested beside it. */
  private static String nested(String declaration) {
    return declaration
        .replace("} class ", "} static class ")
        .replace("} final class ", "} static final class ");
  }

  KryoAttributeCodec codec() {
    return codec;
  }

  ClassLoader loader() {
    return loader;
  }

  /** What the version would put into a session. */
  Object make() {
    return call("make", new Class<?>[0]);
  }

  /** What the version sees in a value, addresses left out. */
  String show(Object value) {
    String shown = (String) call("show", new Class<?>[] {Object.class}, value);
    return shown.replaceAll("@[0-9a-f]+", "");
  }

  Object call(String method, Class<?>[] types, Object... arguments) {
    try {
      var declared = loader.loadClass("App").getDeclaredMethod(method, types);
      declared.setAccessible(true);
      return declared.invoke(null, arguments);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() throws IOException {
    codec.close();
    loader.close();
  }
}
