package dev.coatcheck.codec;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Looks into one of Java's own Serializable objects whose fields are closed to us, through the door
 * that Java's serialization leaves open: it writes the object to nowhere and notes what it refers
 * to.
 */
final class Innards extends ObjectOutputStream {

  private @Nullable Object whole;
  private final List<Object> parts = new ArrayList<>();
  private final List<Class<?>> classes = new ArrayList<>();

  private Innards() throws IOException {
    super(OutputStream.nullOutputStream());
    enableReplaceObject(true);
  }

  static Innards of(Object whole) {
    try (Innards innards = new Innards()) {
      innards.writeObject(whole);
      return innards;
    } catch (IOException e) {
      throw new NeedsWholeValueException();
    }
  }

  /** What is written: the object, or what it puts in its place. */
  Object written() {
    return Objects.requireNonNull(whole);
  }

  /** The objects it refers to, each once. */
  List<Object> parts() {
    return parts;
  }

  /** Its own class, its superclasses, and the classes it refers to. */
  List<Class<?>> classes() {
    return classes;
  }

  @Override
  protected @Nullable Object replaceObject(Object part) {
    if (whole == null) {
      whole = part; // the object itself, or what it puts in its place
    }
    if (part == whole) {
      return part;
    }
    if (parts.stream().noneMatch(known -> known == part)) {
      parts.add(part);
    }
    return null;
  }

  @Override
  protected void annotateClass(Class<?> type) {
    classes.add(type);
  }
}
