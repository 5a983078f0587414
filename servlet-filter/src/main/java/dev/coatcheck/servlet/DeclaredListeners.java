package dev.coatcheck.servlet;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EventListener;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The listeners that descriptors and annotations name, for a container whose own objects cannot be
 * found. They are objects of their own; what the application adds by code is not among them.
 */
final class DeclaredListeners {

  private static final Logger LOG = System.getLogger("dev.coatcheck.servlet");
  private static final String CANDIDATES = DeclaredListeners.class.getName() + ".candidates";
  private static final List<Class<? extends EventListener>> KINDS =
      List.of(
          HttpSessionListener.class,
          HttpSessionAttributeListener.class,
          HttpSessionIdListener.class);

  private final ServletContext context;
  private final SortedMap<String, String> annotated;

  /**
   * @param annotated names of classes, here or elsewhere, by the names of their files
   */
  private DeclaredListeners(ServletContext context, SortedMap<String, String> annotated) {
    this.context = context;
    this.annotated = annotated;
  }

  /**
   * Keeps the classes that the container has seen, for the time when listeners are asked for.
   *
   * @param candidates what an initializer is given for its {@code @HandlesTypes} of the three
   *     interfaces; more than are declared or annotated
   */
  static void remember(ServletContext context, @Nullable Set<Class<?>> candidates) {
    context.setAttribute(CANDIDATES, candidates == null ? Set.of() : new HashSet<>(candidates));
  }

  /** The listeners of an application, in the order of Servlet 6.0 §8.2.3. */
  static SessionListeners of(ServletContext context) {
    DeclaredListeners declared = new DeclaredListeners(context, annotated(context));
    try {
      return declared.instances(declared.names());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SortedMap<String, String> annotated(ServletContext context) {
    SortedMap<String, String> annotated = new TreeMap<>();
    if (!(context.getAttribute(CANDIDATES) instanceof Set<?> candidates)) {
      LOG.log(
          Level.WARNING,
          "Session listeners with @WebListener are not told, for the container has not run"
              + " Coatcheck''s initializer; name them in web.xml, context={0}",
          context.getContextPath());
      return annotated;
    }
    for (Object candidate : candidates) {
      if (candidate instanceof Class<?> type && type.isAnnotationPresent(WebListener.class)) {
        annotated.put(type.getName().replace('.', '/') + ".class", type.getName());
      }
    }
    return annotated;
  }

  private Set<String> names() throws IOException {
    Descriptor application = descriptor("/WEB-INF/web.xml");
    List<Library> libraries = Library.all(context, annotated.keySet());
    Set<String> names = new LinkedHashSet<>(application.listeners());
    if (!application.isComplete()) {
      for (Map.Entry<String, String> type : annotated.entrySet()) {
        if (context.getResource("/WEB-INF/classes/" + type.getKey()) != null) {
          names.add(type.getValue());
        }
      }
      for (Library library : inOrder(libraries)) {
        names.addAll(library.fragment().listeners());
        if (!library.fragment().isComplete()) {
          new TreeSet<>(library.classFiles()).forEach(file -> names.add(annotated.get(file)));
        }
      }
    }
    // tag libraries count in any case (Pages 3.1 §7.3.1)
    addThoseOfTags("/WEB-INF/", names);
    libraries.forEach(library -> names.addAll(library.ofTags()));
    return names;
  }

  /** What the container made of all orderings, if there is any (Servlet 6.0 §8.2.2). */
  private List<Library> inOrder(List<Library> libraries) {
    if (!(context.getAttribute(ServletContext.ORDERED_LIBS) instanceof List<?> order)) {
      return libraries;
    }
    return order.stream()
        .map(entry -> String.valueOf(entry).replaceFirst(".*/", "")) // Jetty has whole paths
        .flatMap(name -> libraries.stream().filter(library -> library.name().equals(name)))
        .toList();
  }

  private void addThoseOfTags(String directory, Set<String> names) throws IOException {
    Set<String> paths = context.getResourcePaths(directory);
    for (String path : paths == null ? Set.<String>of() : new TreeSet<>(paths)) {
      if (path.endsWith(".tld")) {
        names.addAll(descriptor(path).listeners());
      } else if (path.endsWith("/") && !path.matches("/WEB-INF/(classes|lib)/")) {
        addThoseOfTags(path, names);
      }
    }
  }

  private Descriptor descriptor(String path) throws IOException {
    try (InputStream in = context.getResourceAsStream(path)) {
      return in == null ? Descriptor.NONE : Descriptor.read(in);
    }
  }

  private SessionListeners instances(Collection<String> names) {
    List<EventListener> all = new ArrayList<>();
    for (String name : names) {
      try {
        Class<?> type = context.getClassLoader().loadClass(name);
        if (KINDS.stream().anyMatch(kind -> kind.isAssignableFrom(type))) {
          all.add(instance(type.asSubclass(EventListener.class)));
        }
      } catch (ReflectiveOperationException | LinkageError e) {
        LOG.log(
            Level.WARNING, "The session listener " + name + " is not told: it cannot be made", e);
      }
    }
    return new SessionListeners(
        only(HttpSessionListener.class, all),
        only(HttpSessionAttributeListener.class, all),
        only(HttpSessionIdListener.class, all),
        "descriptors and annotations, without those that are added by code");
  }

  /** With what the container injects, as long as it lets itself be asked. */
  private EventListener instance(Class<? extends EventListener> type)
      throws ReflectiveOperationException {
    try {
      return context.createListener(type);
    } catch (ServletException | UnsupportedOperationException | IllegalStateException e) {
      LOG.log(Level.DEBUG, "the container does not make " + type.getName() + " any more", e);
      return type.getDeclaredConstructor().newInstance();
    }
  }

  private static <T> List<T> only(Class<T> kind, List<?> listeners) {
    return listeners.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
