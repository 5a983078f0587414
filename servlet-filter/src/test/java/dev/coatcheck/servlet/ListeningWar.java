package dev.coatcheck.servlet;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.example.listening.Listeners;

/** The application of {@link Listeners}, unpacked, with us in its WEB-INF/lib. */
final class ListeningWar {

  private static final List<String> COMMON =
      List.of("EventLog", "Listeners", "Listeners$OfAllKinds");

  private static final List<Class<?>> US =
      List.of(
          ListenerInitializer.class,
          ListenerPages.class,
          ListenerDiscovery.class,
          ContainerListeners.class,
          DeclaredListeners.class,
          Descriptor.class,
          Library.class,
          SessionListeners.class);

  private final Path webInf;
  private final Path lib;

  private ListeningWar(Path root) {
    webInf = root.resolve("WEB-INF");
    lib = webInf.resolve("lib");
  }

  /**
   * Writes it.
   *
   * @param attributes of its web.xml's element
   * @param rules what else its web.xml says
   */
  static void write(Path root, String attributes, String rules) throws IOException {
    ListeningWar war = new ListeningWar(root);
    Files.createDirectories(war.lib);
    war.writeWebXml(attributes, rules);
    war.writeClasses();
    war.writeJars();
    war.writeUs();
  }

  /** A loader for containers, which sees none of the application's classes, nor us. */
  static ClassLoader parentLoader() {
    URL us = ListenerDiscovery.class.getProtectionDomain().getCodeSource().getLocation();
    return new ClassLoader(ListeningWar.class.getClassLoader()) {
      @Override
      protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith("org.example.listening.")
            || name.startsWith("dev.coatcheck.servlet.")) {
          throw new ClassNotFoundException(name);
        }
        return super.loadClass(name, resolve);
      }

      @Override
      public Enumeration<URL> getResources(String name) throws IOException {
        List<URL> all = Collections.list(super.getResources(name));
        all.removeIf(resource -> resource.toString().contains(us.toString()));
        return Collections.enumeration(all);
      }
    };
  }

  private void writeWebXml(String attributes, String rules) throws IOException {
    Files.writeString(
        webInf.resolve("web.xml"),
        "<web-app xmlns='https://jakarta.ee/xml/ns/jakartaee' version='6.0' "
            + attributes
            + ">"
            + rules
            + listener("Described")
            + listener("Adding")
            + listener("AnnotatedAndDescribed")
            + listener("DescribedToo")
            + "<servlet><servlet-name>pages</servlet-name><servlet-class>"
            + ListenerPages.class.getName()
            + "</servlet-class></servlet><servlet-mapping><servlet-name>pages</servlet-name>"
            + "<url-pattern>/pages/*</url-pattern></servlet-mapping></web-app>");
  }

  private void writeClasses() throws IOException {
    for (String name : COMMON) {
      writeClass(name);
    }
    for (String name :
        List.of(
            "Described",
            "DescribedToo",
            "Adding",
            "Annotated",
            "AnnotatedAndDescribed",
            "AddedByListener",
            "AddedByInitializer",
            "Undeclared")) {
      writeClass("Listeners$" + name);
    }
  }

  private void writeClass(String name) throws IOException {
    String file = "org/example/listening/" + name + ".class";
    Path target = webInf.resolve("classes").resolve(file);
    Files.createDirectories(target.getParent());
    Files.write(target, bytes(file));
  }

  private void writeJars() throws IOException {
    try (JarOutputStream jar = jar("a-first.jar")) {
      fragment(jar, "", "<name>a</name>" + listener("InFirstJar"));
      listeners(jar, "InFirstJar", "AnnotatedInFirstJar");
    }
    try (JarOutputStream jar = jar("b-second.jar")) {
      fragment(
          jar,
          "",
          "<name>b</name><ordering><before><others/></before></ordering>"
              + listener("InSecondJar"));
      listeners(jar, "InSecondJar");
    }
    try (JarOutputStream jar = jar("c-plain.jar")) {
      listeners(jar, "AnnotatedInPlainJar");
    }
    try (JarOutputStream jar = jar("d-complete.jar")) {
      fragment(jar, " metadata-complete='true'", "<name>d</name>");
      listeners(jar, "AnnotatedInCompleteJar");
    }
    try (JarOutputStream jar = jar("e-tags.jar")) {
      entry(
          jar,
          "META-INF/e.tld",
          ("<taglib xmlns='https://jakarta.ee/xml/ns/jakartaee' version='3.1'>"
                  + "<tlib-version>1</tlib-version><short-name>e</short-name><uri>urn:e</uri>"
                  + listener("InTagLibrary")
                  + "</taglib>")
              .getBytes(StandardCharsets.UTF_8));
      listeners(jar, "InTagLibrary");
    }
  }

  private void writeUs() throws IOException {
    try (JarOutputStream jar = jar("z-coatcheck.jar")) {
      fragment(jar, "", "<name>coatcheck</name>");
      entry(
          jar,
          "META-INF/services/jakarta.servlet.ServletContainerInitializer",
          ListenerInitializer.class.getName().getBytes(StandardCharsets.UTF_8));
      for (Class<?> type : US) {
        String file = type.getName().replace('.', '/') + ".class";
        entry(jar, file, bytes(file));
      }
    }
  }

  private JarOutputStream jar(String name) throws IOException {
    OutputStream file = Files.newOutputStream(lib.resolve(name));
    return new JarOutputStream(file);
  }

  private static void fragment(JarOutputStream jar, String attributes, String content)
      throws IOException {
    entry(
        jar,
        "META-INF/web-fragment.xml",
        ("<web-fragment xmlns='https://jakarta.ee/xml/ns/jakartaee' version='6.0'"
                + attributes
                + ">"
                + content
                + "</web-fragment>")
            .getBytes(StandardCharsets.UTF_8));
  }

  private static String listener(String name) {
    return "<listener><listener-class>org.example.listening.Listeners$"
        + name
        + "</listener-class></listener>";
  }

  private static void listeners(JarOutputStream jar, String... names) throws IOException {
    for (String name : names) {
      String file = "org/example/listening/Listeners$" + name + ".class";
      entry(jar, file, bytes(file));
    }
  }

  private static void entry(JarOutputStream jar, String name, byte[] content) throws IOException {
    jar.putNextEntry(new JarEntry(name));
    jar.write(content);
    jar.closeEntry();
  }

  private static byte[] bytes(String classFile) throws IOException {
    URL resource = ListeningWar.class.getClassLoader().getResource(classFile);
    if (resource == null) {
      throw new IllegalStateException(classFile + " is not on the class path");
    }
    try (var in = resource.openStream()) {
      return in.readAllBytes();
    }
  }
}
