package dev.coatcheck.codec;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.UncheckedIOException;
import java.text.SimpleDateFormat;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Java's own serialization, within this codec's limits. Thread-safe. */
final class JdkFormat {

  private final ApplicationClasses classes;
  private final CodecOptions options;

  JdkFormat(ApplicationClasses classes, CodecOptions options) {
    this.classes = classes;
    this.options = options;
  }

  ApplicationClasses applicationClasses() {
    return classes;
  }

  /**
   * A whole value, envelope included.
   *
   * @param met is told of the classes in it
   */
  byte[] writeValue(Object value, Consumer<Class<?>> met) {
    BoundedOutput bytes = new BoundedOutput(options.maxBytes());
    bytes.writeBytes(Envelope.of(Envelope.JDK));
    write(bytes, stream -> new ValueOutput(stream, met), value);
    return bytes.toByteArray();
  }

  /** The value that {@link #writeValue} wrote. */
  Object readValue(byte[] bytes) {
    ByteArrayInputStream content =
        new ByteArrayInputStream(bytes, Envelope.LENGTH, bytes.length - Envelope.LENGTH);
    Object value = read(() -> new Classes(content, false), bytes.length);
    if (content.available() > 0) {
      throw new UnreadableBytesException("more bytes follow after the value's end");
    }
    return value;
  }

  /** An object of the platform within a graph; leaves the graph when they share anything. */
  byte[] writeLeaf(Object leaf, GraphReferences graph) {
    BoundedOutput bytes = new BoundedOutput(options.maxBytes());
    graph.beginLeaf();
    write(bytes, stream -> new LeafOutput(stream, leaf, graph), leaf);
    return bytes.toByteArray();
  }

  /** The object that {@link #writeLeaf} wrote. */
  Object readLeaf(byte[] bytes) {
    return read(() -> new Classes(new ByteArrayInputStream(bytes), true), bytes.length);
  }

  /**
   * What an object writes of itself.
   *
   * @param parts the objects that it refers to, which are left out of the bytes
   */
  record Shell(byte[] bytes, List<Object> parts) {}

  /** An object without those that it refers to. */
  Shell writeShell(Object whole, GraphReferences graph) {
    BoundedOutput bytes = new BoundedOutput(options.maxBytes());
    List<Object> parts = new ArrayList<>();
    write(bytes, stream -> new ShellOutput(stream, graph, parts), whole);
    return new Shell(bytes.toByteArray(), parts);
  }

  /** The object that {@link #writeShell} wrote, with the parts in their places. */
  Object readShell(byte[] bytes, @Nullable Object[] parts) {
    return read(() -> new ShellInput(new ByteArrayInputStream(bytes), parts), bytes.length);
  }

  /** Opens an object stream on a plain one. */
  private interface Opening {
    ValueOutput on(BoundedOutput stream) throws IOException;
  }

  /** Opens an object stream on bytes. */
  private interface Source {
    Classes open() throws IOException;
  }

  private static void write(BoundedOutput bytes, Opening opening, Object value) {
    try (ValueOutput stream = opening.on(bytes)) {
      stream.writeObject(value);
      stream.flush();
      stream.requireNoProblem();
    } catch (NotSerializableException e) {
      // its message is the class's name
      throw new UnstorableGraphException(
          "class "
              + e.getMessage()
              + " is not Serializable and is held by a value that brings its own serialization ("
              + value.getClass().getName()
              + " or a part of it); make it Serializable, the field transient, or a copy of a view",
          true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Object read(Source source, int length) {
    Classes stream = open(source);
    try (stream) {
      stream.setObjectInputFilter(new StreamLimits(length, options.maxDepth(), classes.gate()));
      Object value = stream.readObject();
      if (value == null) {
        throw new UnreadableBytesException("the bytes hold nothing");
      }
      return value;
    } catch (IOException | ClassNotFoundException | ClassCastException e) {
      throw JdkFailures.whileReading(e, stream.root);
    }
  }

  private static Classes open(Source source) {
    try {
      return source.open();
    } catch (IOException e) {
      throw JdkFailures.whileReading(e, null);
    }
  }

  /**
   * Writes what the gate lets through. Never throws while an object writes itself: Java's calendars
   * put something else in the place of their time zone meanwhile, and leave it there when they are
   * cut short. So the first problem waits for the end, and nothing more is written until then.
   */
  private class ValueOutput extends ObjectOutputStream {

    private final BoundedOutput bytes;
    private final Consumer<Class<?>> met;
    private @Nullable RuntimeException problem;

    ValueOutput(BoundedOutput bytes, Consumer<Class<?>> met) throws IOException {
      super(bytes);
      this.bytes = bytes;
      this.met = met;
      enableReplaceObject(true);
    }

    final void note(RuntimeException found) {
      if (problem == null) {
        problem = found;
      }
    }

    void requireNoProblem() {
      if (problem != null) {
        throw problem;
      }
      bytes.requireWithinLimit();
    }

    @Override
    protected void annotateClass(Class<?> type) {
      String refusal = classes.gate().refusal(type);
      if (refusal != null) {
        note(new UnstorableGraphException(refusal));
      }
      met.accept(type);
    }

    @Override
    protected void annotateProxyClass(Class<?> type) {
      annotateClass(type);
    }

    @Override
    protected @Nullable Object replaceObject(Object part) {
      return problem != null || bytes.isBeyondLimit() ? null : AtRest.of(part);
    }
  }

  /** Writes what nobody in the graph around it may have as well. */
  private abstract class WatchedOutput extends ValueOutput {

    private final GraphReferences graph;

    WatchedOutput(BoundedOutput stream, GraphReferences graph) throws IOException {
      super(stream, type -> {});
      this.graph = graph;
    }

    /** What to write in place of a part. */
    final @Nullable Object watched(Object part) {
      if (!BuiltIns.isPlainValue(part.getClass())
          && !(part instanceof String)
          && (isSetOfConstants(part) || !graph.addLeafPart(part))) {
        note(new NeedsWholeValueException());
      }
      return atRest(part);
    }

    /** A set of constants stands behind a proxy here: its identity cannot be watched. */
    private boolean isSetOfConstants(Object part) {
      return part.getClass().getEnclosingClass() == EnumSet.class;
    }

    final @Nullable Object atRest(Object part) {
      return super.replaceObject(
          part.getClass() == SimpleDateFormat.class ? unused((SimpleDateFormat) part) : part);
    }

    private SimpleDateFormat unused(SimpleDateFormat format) {
      // the copy has its own
      if (!graph.addLeafPart(format.getCalendar())
          || !graph.addLeafPart(format.getNumberFormat())) {
        note(new NeedsWholeValueException());
      }
      return AtRest.unused(format);
    }
  }

  /** Leaves the graph for the whole value when a class of the application turns up. */
  private final class LeafOutput extends WatchedOutput {

    private final Object leaf;

    LeafOutput(BoundedOutput stream, Object leaf, GraphReferences graph) throws IOException {
      super(stream, graph);
      this.leaf = leaf;
    }

    @Override
    protected void annotateClass(Class<?> type) {
      Class<?> element = type;
      while (element.isArray()) {
        element = element.getComponentType();
      }
      if (!ClassRules.isPlatform(element) || element.isHidden()) {
        note(new NeedsWholeValueException());
      }
      super.annotateClass(type);
    }

    @Override
    protected void annotateProxyClass(Class<?> type) {
      note(new NeedsWholeValueException());
    }

    @Override
    protected @Nullable Object replaceObject(Object part) {
      return part == leaf ? atRest(part) : watched(part);
    }
  }

  /**
   * Writes one object with what Java itself made for it, and an array with a number in the place of
   * each other object: no other array comes through here.
   */
  private final class ShellOutput extends WatchedOutput {

    private final List<Object> parts;
    private @Nullable Object whole;

    ShellOutput(BoundedOutput stream, GraphReferences graph, List<Object> parts)
        throws IOException {
      super(stream, graph);
      this.parts = parts;
    }

    @Override
    protected @Nullable Object replaceObject(Object part) {
      if (whole == null) {
        whole = part; // the object, or what it puts in its place
        return atRest(part);
      }
      Class<?> type = part.getClass();
      boolean platform = ClassRules.isPlatform(type);
      if (!platform && ClassRules.isResolved(type)) {
        note(new NeedsWholeValueException()); // in place of an object that others may have too
      }
      boolean own =
          platform && !BuiltIns.handles(type) && !type.isArray() && !(part instanceof Enum<?>);
      if (own || part instanceof StackTraceElement[]) {
        return watched(part);
      }
      parts.add(part);
      return super.replaceObject(new int[] {parts.size() - 1});
    }
  }

  /** Finds classes as the application would. */
  private class Classes extends ObjectInputStream {

    private final boolean leaf;
    private final HashWork hashWork = new HashWork();

    /** The name of the first class in the bytes. */
    private @Nullable String root;

    Classes(InputStream content, boolean leaf) throws IOException {
      super(content);
      this.leaf = leaf;
      enableResolveObject(true);
    }

    /**
     * A lock that was stored while it was held comes back free. One that does not is made of
     * damaged bytes, and a queue that has it would wait for it before it is even read.
     */
    @Override
    protected @Nullable Object resolveObject(Object object) {
      if (object instanceof ReentrantLock lock && lock.isLocked()) {
        throw new UnreadableBytesException("a lock is stored that nobody could free");
      }
      hashWork.requireHashable(object); // before it may become a key
      return object;
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass description) throws ClassNotFoundException {
      root = root == null ? description.getName() : root;
      Class<?> type = classes.find(description.getName());
      if (type == null) {
        throw new ClassNotFoundException(
            description.getName()); // fields that nobody takes may lack
      }
      if (leaf && !type.isArray() && !type.isPrimitive() && !ClassRules.isPlatform(type)) {
        throw new UnreadableBytesException(
            "class " + type.getName() + " stands where only Java's own can");
      }
      return type;
    }

    @Override
    protected Class<?> resolveProxyClass(String[] interfaces) {
      return classes.loadProxy(interfaces);
    }
  }

  /** Puts the parts in the places of their numbers. */
  private final class ShellInput extends Classes {

    private final @Nullable Object[] parts;

    ShellInput(InputStream content, @Nullable Object[] parts) throws IOException {
      super(content, false);
      this.parts = parts;
    }

    @Override
    protected @Nullable Object resolveObject(Object object) {
      if (!(object instanceof int[] number)) {
        return super.resolveObject(object);
      }
      if (number.length != 1 || number[0] < 0 || number[0] >= parts.length) {
        throw new UnreadableBytesException("a reference leads to no object");
      }
      return parts[number[0]];
    }
  }
}
