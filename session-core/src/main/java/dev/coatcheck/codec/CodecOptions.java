package dev.coatcheck.codec;

/**
 * Limits and policies of one application's codec. Immutable.
 *
 * @param maxBytes the largest stored value of one attribute, envelope included
 * @param maxDepth how many objects may be nested in each other; keeps a thread's stack from
 *     overflowing on another node
 * @param plainClasses what to do with classes of the application that are not Serializable
 * @param classFilter which classes may be stored and read
 * @param selfCheck whether the first values of each class are read back as soon as encoded
 */
public record CodecOptions(
    int maxBytes,
    int maxDepth,
    PlainClasses plainClasses,
    ClassFilter classFilter,
    boolean selfCheck) {

  /**
   * 4 MB an attribute, 1024 objects deep, Serializable or not. So deep a graph is read within a
   * thread's usual stack of 1 MB even before the code for it is compiled, as on a node that has
   * just started.
   */
  public static final CodecOptions DEFAULTS =
      new CodecOptions(4 * 1024 * 1024, 1024, PlainClasses.STORE, ClassFilter.OPEN, true);

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
    return new CodecOptions(bytes, maxDepth, plainClasses, classFilter, selfCheck);
  }

  /** The same with another policy for classes that are not Serializable. */
  public CodecOptions withPlainClasses(PlainClasses policy) {
    return new CodecOptions(maxBytes, maxDepth, policy, classFilter, selfCheck);
  }

  /** The same with another filter. */
  public CodecOptions withClassFilter(ClassFilter filter) {
    return new CodecOptions(maxBytes, maxDepth, plainClasses, filter, selfCheck);
  }

  /** The same with the self-check on or off. */
  public CodecOptions withSelfCheck(boolean on) {
    return new CodecOptions(maxBytes, maxDepth, plainClasses, classFilter, on);
  }

  /** What to do with an application's class that does not implement Serializable. */
  public enum PlainClasses {
    /** Store its fields as if it were Serializable. */
    STORE,
    /** Refuse the attribute, as servlet containers do that serialize sessions. */
    REFUSE
  }
}
