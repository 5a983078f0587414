package dev.coatcheck.testkit.embedded;

import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.ErrorPage;
import io.undertow.servlet.api.ListenerInfo;
import io.undertow.servlet.api.LoginConfig;
import io.undertow.servlet.api.SecurityConstraint;
import io.undertow.servlet.api.ServletSessionConfig;
import io.undertow.servlet.api.WebResourceCollection;
import jakarta.servlet.SessionTrackingMode;
import jakarta.servlet.annotation.WebListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EventListener;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Tells an Undertow what the web.xml and the annotations of a WAR say, as far as the plain test
 * application says anything.
 */
final class UnpackedWar {

  private final Path root;
  private final ClassLoader loader;
  private final Element webXml;

  UnpackedWar(Path root, ClassLoader loader) {
    this.root = root;
    this.loader = loader;
    try {
      webXml =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(root.resolve("WEB-INF/web.xml").toFile())
              .getDocumentElement();
    } catch (ParserConfigurationException | SAXException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void describeTo(DeploymentInfo deployment) {
    texts(webXml, "listener-class").forEach(name -> listen(deployment, named(name)));
    classes()
        .filter(type -> type.isAnnotationPresent(WebListener.class))
        .forEach(type -> listen(deployment, type));
    addSessionConfig(deployment);
    addErrorPages(deployment);
    addSecurity(deployment);
  }

  private static void listen(DeploymentInfo deployment, Class<?> type) {
    deployment.addListener(new ListenerInfo(type.asSubclass(EventListener.class)));
  }

  private void addSessionConfig(DeploymentInfo deployment) {
    ServletSessionConfig config = new ServletSessionConfig();
    deployment.setServletSessionConfig(config);
    ifSaid("session-timeout", it -> deployment.setDefaultSessionTimeout(60 * Integer.parseInt(it)));
    for (Element cookie : elements(webXml, "cookie-config")) {
      texts(cookie, "name").forEach(config::setName);
    }
    ifSaid("path", config::setPath);
    ifSaid("http-only", it -> config.setHttpOnly(Boolean.parseBoolean(it)));
    ifSaid("secure", it -> config.setSecure(Boolean.parseBoolean(it)));
    ifSaid("max-age", it -> config.setMaxAge(Integer.parseInt(it)));
    List<String> modes = texts(webXml, "tracking-mode");
    if (!modes.isEmpty()) {
      config.setSessionTrackingModes(
          modes.stream().map(SessionTrackingMode::valueOf).collect(Collectors.toSet()));
    }
  }

  private void addErrorPages(DeploymentInfo deployment) {
    for (Element page : elements(webXml, "error-page")) {
      String location = texts(page, "location").get(0);
      texts(page, "error-code")
          .forEach(
              code -> deployment.addErrorPage(new ErrorPage(location, Integer.parseInt(code))));
      texts(page, "exception-type")
          .forEach(
              name ->
                  deployment.addErrorPage(
                      new ErrorPage(location, named(name).asSubclass(Throwable.class))));
    }
  }

  private void addSecurity(DeploymentInfo deployment) {
    for (Element constraint : elements(webXml, "security-constraint")) {
      deployment.addSecurityConstraint(
          new SecurityConstraint()
              .addWebResourceCollection(
                  new WebResourceCollection().addUrlPatterns(texts(constraint, "url-pattern")))
              .addRolesAllowed(texts(constraint, "role-name")));
    }
    for (Element login : elements(webXml, "login-config")) {
      deployment.setLoginConfig(
          new LoginConfig(
              texts(login, "auth-method").get(0),
              "members",
              texts(login, "form-login-page").get(0),
              texts(login, "form-error-page").get(0)));
    }
    for (Element role : elements(webXml, "security-role")) {
      deployment.addSecurityRoles(texts(role, "role-name"));
    }
  }

  /** All classes in WEB-INF/classes, in the order of their names. */
  private Stream<Class<?>> classes() {
    Path directory = root.resolve("WEB-INF/classes");
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .map(file -> directory.relativize(file).toString())
          .filter(file -> file.endsWith(".class") && !file.endsWith("-info.class"))
          .map(file -> file.substring(0, file.length() - ".class".length()).replace('/', '.'))
          .sorted()
          .toList()
          .stream()
          .map(this::named);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Class<?> named(String name) {
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private void ifSaid(String element, Consumer<String> action) {
    texts(webXml, element).forEach(action);
  }

  private static List<String> texts(Element parent, String name) {
    return elements(parent, name).stream()
        .map(element -> element.getTextContent().strip())
        .toList();
  }

  private static List<Element> elements(Element parent, String name) {
    NodeList found = parent.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }
}
