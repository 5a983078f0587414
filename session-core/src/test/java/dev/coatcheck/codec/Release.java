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

  /** What the version sees in a value. */
  String show(Object value) {
    return (String) call("show", new Class<?>[] {Object.class}, value);
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
