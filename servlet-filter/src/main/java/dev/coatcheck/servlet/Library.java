package dev.coatcheck.servlet;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * What a jar in WEB-INF/lib says of listeners. Immutable.
 *
 * @param name the jar's file name
 * @param fragment its web-fragment.xml
 * @param ofTags names of classes, from its tag libraries
 * @param classFiles those of its entries that were asked for
 */
record Library(String name, Descriptor fragment, List<String> ofTags, Set<String> classFiles) {

  private static final String FRAGMENT = "META-INF/web-fragment.xml";

  Library {
    ofTags = List.copyOf(ofTags);
    classFiles = Set.copyOf(classFiles);
  }

  /**
   * Reads all jars.
   *
   * @param wanted names of class files, such as "org/example/Noticing.class"
   * @return sorted by name, for lack of another order
   */
  static List<Library> all(ServletContext context, Set<String> wanted) throws IOException {
    Set<String> paths = context.getResourcePaths("/WEB-INF/lib/");
    List<Library> libraries = new ArrayList<>();
    for (String path : paths == null ? Set.<String>of() : new TreeSet<>(paths)) {
      if (path.endsWith(".jar")) {
        libraries.add(read(context, path, wanted));
      }
    }
    return libraries;
  }

  private static Library read(ServletContext context, String path, Set<String> wanted)
      throws IOException {
    String name = path.substring(path.lastIndexOf('/') + 1);
    String real = context.getRealPath(path);
    if (real != null && Files.isRegularFile(Path.of(real))) {
      return read(name, Path.of(real), wanted);
    }
    Path copy = Files.createTempFile("coatcheck", ".jar"); // of a WAR that is not unpacked
    try (InputStream in = context.getResourceAsStream(path)) {
      Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
      return read(name, copy, wanted);
    } finally {
      Files.delete(copy);
    }
  }

  private static Library read(String name, Path file, Set<String> wanted) throws IOException {
    Descriptor fragment = Descriptor.NONE;
    List<String> ofTags = new ArrayList<>();
    Set<String> classFiles = new LinkedHashSet<>();
    try (JarFile jar = new JarFile(file.toFile(), false)) {
      for (JarEntry entry : jar.stream().toList()) {
        String path = entry.getName();
        if (path.equals(FRAGMENT)) {
          fragment = descriptor(jar, entry);
        } else if (path.startsWith("META-INF/") && path.endsWith(".tld")) {
          ofTags.addAll(descriptor(jar, entry).listeners());
        } else if (wanted.contains(path)) {
          classFiles.add(path);
        }
      }
    }
    return new Library(name, fragment, ofTags, classFiles);
  }

  private static Descriptor descriptor(JarFile jar, JarEntry entry) throws IOException {
    try (InputStream in = jar.getInputStream(entry)) {
      return Descriptor.read(in);
    }
  }
}
