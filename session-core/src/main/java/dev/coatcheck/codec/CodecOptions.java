package dev.coatcheck.codec;

/**
 * Limits and policies of one application's codec. Immutable.
 *
 * @param maxBytes the largest stored value of one attribute, envelope included
 * @param maxDepth how many objects may be nested in each other; keeps a thread's stack from
 *     overflowing on another node
 * @param plainClasses what to do with classes of the application that are not Serializable
 * @param classFilter which classes may be stored and read
 */
public record CodecOptions(
    int maxBytes, int maxDepth, PlainClasses plainClasses, ClassFilter classFilter) {

  /**
   * 4 MB an attribute, 1024 objects deep, Serializable or not. So deep a graph is read within a
   * thread's usual stack of 1 MB even before the code for it is compiled, as on a node that has
   * just started.
   */
  public static final CodecOptions DEFAULTS =
      new CodecOptions(4 * 1024 * 1024, 1024, PlainClasses.STORE, ClassFilter.OPEN);

  public CodecOptions {
    if (maxBytes < 64) {
      throw new IllegalArgumentException(
          "maxBytes: " + maxBytes + " is too small; use at least 64");
    }
    if (maxDepth < 1) {
      throw new IllegalArgumentException("maxDepth: " + maxDepth + " must be positive");
    }
  }

  /** The same with another limit of one attribute. */
  public CodecOptions withMaxBytes(int bytes) {
    return new CodecOptions(bytes, maxDepth, plainClasses, classFilter);
  }

  /** The same with another policy for classes that are not Serializable. */
  public CodecOptions withPlainClasses(PlainClasses policy) {
    return new CodecOptions(maxBytes, maxDepth, policy, classFilter);
  }

  /** The same with another filter. */
  public CodecOptions withClassFilter(ClassFilter filter) {
    return new CodecOptions(maxBytes, maxDepth, plainClasses, filter);
  }

  /** What to do with an application's class that does not implement Serializable. */
  public enum PlainClasses {
    /** Store its fields as if it were Serializable. */
    STORE,
    /** Refuse the attribute, as servlet containers do that serialize sessions. */
    REFUSE
  }
}
