package dev.coatcheck.codec;

import java.io.ObjectInputFilter;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The operator's say in which classes may be stored and read, besides those known to be abused,
 * which are refused unless a pattern names them in full. Immutable.
 */
public final class ClassFilter {

  /** Everything passes. */
  public static final ClassFilter OPEN = new ClassFilter(null, Set.of(), false);

  /** Everything passes, and what does is noted. */
  public static final ClassFilter LEARNING = new ClassFilter(null, Set.of(), true);

  private final @Nullable ObjectInputFilter patterns;
  private final Set<String> fullNames;
  private final boolean learning;

  private ClassFilter(
      @Nullable ObjectInputFilter patterns, Set<String> fullNames, boolean learning) {
    this.patterns = patterns;
    this.fullNames = fullNames;
    this.learning = learning;
  }

  /**
   * A filter by patterns in the syntax of Java's serialization filters, such as {@code
   * com.shop.**;!*}; the first one that fits decides, and what fits none passes.
   *
   * @throws IllegalArgumentException when a pattern is wrong
   */
  public static ClassFilter of(String patterns) {
    Set<String> fullNames =
        Stream.of(patterns.split(";"))
            .map(String::strip)
            .filter(pattern -> !pattern.startsWith("!") && !pattern.endsWith("*"))
            .collect(Collectors.toUnmodifiableSet());
    return new ClassFilter(ObjectInputFilter.Config.createFilter(patterns), fullNames, false);
  }

  boolean learns() {
    return learning;
  }

  /** Whether a pattern names this very class, without a wildcard. */
  boolean names(String className) {
    return fullNames.contains(className);
  }

  boolean rejects(Class<?> type) {
    return patterns != null
        && patterns.checkInput(new Question(type)) == ObjectInputFilter.Status.REJECTED;
  }

  /** Asks for a class alone; sizes and depths are bounded elsewhere. */
  private record Question(Class<?> serialClass) implements ObjectInputFilter.FilterInfo {

    @Override
    public long arrayLength() {
      return -1;
    }

    @Override
    public long depth() {
      return 1;
    }

    @Override
    public long references() {
      return 1;
    }

    @Override
    public long streamBytes() {
      return 1;
    }
  }
}
