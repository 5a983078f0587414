package dev.coatcheck.config;

import org.jspecify.annotations.Nullable;

/**
 * Which classes may be stored and read. Immutable.
 *
 * @param learn whether to let everything pass and tell what the application needs
 * @param patterns patterns as of Java's serialization filters, or null for none
 */
public record ClassPatterns(boolean learn, @Nullable String patterns) {

  static final ClassPatterns NONE = new ClassPatterns(false, null);
  static final ClassPatterns LEARN = new ClassPatterns(true, null);
}
