package dev.coatcheck.servlet;

import jakarta.servlet.ServletContext;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What descriptors and annotations say of listeners. Instances of its own, for a container that
 * does not let its own be found.
 */
final class DeclaredListeners {

  private static final String CANDIDATES = DeclaredListeners.class.getName() + ".candidates";

  private DeclaredListeners() {}

  /**
   * Keeps the classes that the container has seen, for the time when listeners are asked for.
   *
   * @param candidates what an initializer is given for its {@code @HandlesTypes} of the three
   *     interfaces; more than are declared or annotated
   */
  static void remember(ServletContext context, @Nullable Set<Class<?>> candidates) {
    context.setAttribute(CANDIDATES, candidates == null ? Set.of() : new HashSet<>(candidates));
  }
}
