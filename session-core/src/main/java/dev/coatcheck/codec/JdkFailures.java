package dev.coatcheck.codec;

import java.io.IOException;
import java.io.InvalidClassException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says what Java's serialization means by its exceptions. Of their messages, which may hold values,
 * only names of classes and fields are told. Stateless.
 */
final class JdkFailures {

  private static final Pattern NO_CONSTANT =
      Pattern.compile("enum constant \\S+ does not exist in class ([\\w.$]+)");
  private static final Pattern NO_ASSIGNMENT =
      Pattern.compile(
          "cannot assign instance of (\\S+) to field ([\\w.$]+) of type (\\S+) in instance of .*");

  private JdkFailures() {}

  /**
   * What to throw.
   *
   * @param root the class of the value that the bytes hold, as far as that was read
   */
  static RuntimeException whileReading(Exception failure, @Nullable String root) {
    String message = String.valueOf(failure.getMessage());
    if (failure instanceof ClassNotFoundException) {
      return ApplicationClasses.missing(message);
    }
    if (failure instanceof InvalidClassException) {
      return new UnreadableBytesException("Java's serialization refuses: " + message);
    }
    Matcher constant = NO_CONSTANT.matcher(message);
    if (constant.matches()) {
      return EnumSerializer.lacksConstant(constant.group(1));
    }
    Matcher assignment = NO_ASSIGNMENT.matcher(message);
    if (assignment.matches()) {
      return new UnreadableBytesException(
          "field "
              + assignment.group(2)
              + " is of type "
              + assignment.group(3)
              + " here, and the bytes hold "
              + assignment.group(1));
    }
    if (failure instanceof IOException) {
      return new UnreadableBytesException(
          "Java's serialization cannot read the bytes" + (root == null ? "" : " of a " + root),
          Foreign.copyOf(failure));
    }
    return failure instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException(failure);
  }
}
