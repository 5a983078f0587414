package dev.coatcheck.codec;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InvalidClassException;
import java.io.NotSerializableException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.UncheckedIOException;
import java.text.SimpleDateFormat;
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
    InputStream content =
        new ByteArrayInputStream(bytes, Envelope.LENGTH, bytes.length - Envelope.LENGTH);
    return read(content, bytes.length, false);
  }

  /** An object of the platform within a graph; leaves the graph when they share anything. */
  byte[] writeLeaf(Object leaf, GraphReferences graph) {
    BoundedOutput bytes = new BoundedOutput(options.maxBytes());
    write(bytes, stream -> new LeafOutput(stream, leaf, graph), leaf);
    return bytes.toByteArray();
  }

  /** The object that {@link #writeLeaf} wrote. */
  Object readLeaf(byte[] bytes) {
    return read(new ByteArrayInputStream(bytes), bytes.length, true);
  }

  /** Opens an object stream on a plain one. */
  private interface Opening {
    ValueOutput on(BoundedOutput stream) throws IOException;
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
              + " or a part of it); make it Serializable, the field transient, or a copy of a view");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Object read(InputStream content, int length, boolean leaf) {
    try (ObjectInputStream stream = new Classes(content, leaf)) {
      stream.setObjectInputFilter(new Limits(length, options.maxDepth(), classes.gate()));
      Object value = stream.readObject();
      if (value == null) {
        throw new UnreadableBytesException("the bytes hold nothing");
      }
      return value;
    } catch (ClassNotFoundException e) {
      throw new UnreadableBytesException(
          "class " + e.getMessage() + " is missing in this version of the application", e);
    } catch (InvalidClassException e) {
      // its message speaks of classes only
      throw new UnreadableBytesException("Java's serialization refuses: " + e.getMessage());
    } catch (IOException e) {
      throw new UnreadableBytesException(
          "Java's serialization cannot read the bytes", Foreign.copyOf(e));
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

  /** Leaves the graph for the whole value when a class of the application turns up. */
  private final class LeafOutput extends ValueOutput {

    private final Object leaf;
    private final GraphReferences graph;

    LeafOutput(BoundedOutput stream, Object leaf, GraphReferences graph) throws IOException {
      super(stream, type -> {});
      this.leaf = leaf;
      this.graph = graph;
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
      if (part != leaf
          && !BuiltIns.isPlainValue(part.getClass())
          && !(part instanceof String)
          // a set of constants stands behind a proxy here: its identity cannot be watched
          && (part.getClass().getEnclosingClass() == java.util.EnumSet.class
              || !graph.addLeafPart(part))) {
        note(new NeedsWholeValueException());
      }
      if (part instanceof SimpleDateFormat format && part.getClass() == SimpleDateFormat.class) {
        return super.replaceObject(unused(format));
      }
      return super.replaceObject(part);
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

  /** Finds classes as the application would. */
  private final class Classes extends ObjectInputStream {

    private final boolean leaf;

    Classes(InputStream content, boolean leaf) throws IOException {
      super(content);
      this.leaf = leaf;
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass description) {
      Class<?> type = classes.load(description.getName());
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

  /** Bounds what bytes of a given length can make the stream allocate. */
  private static final class Limits implements ObjectInputFilter {

    /** A map of n entries claims a table of up to 2n / 0.75 slots. */
    private static final int SLOTS_PER_BYTE = 4;

    private static final int LEAST_SLOTS = 1024;

    /** Java counts while it reads only; what could be written must not be refused by a count. */
    private static final int SLACK_IN_DEPTH = 10;

    private final long bytes;
    private final int maxDepth;
    private final ClassGate gate;
    private long claimed;

    Limits(long bytes, int maxDepth, ClassGate gate) {
      this.bytes = bytes;
      this.maxDepth = maxDepth;
      this.gate = gate;
    }

    @Override
    public Status checkInput(FilterInfo info) {
      Class<?> type = info.serialClass();
      if (type != null && gate.refusal(type) != null) {
        return Status.REJECTED;
      }
      if (info.arrayLength() > 0) {
        claimed += info.arrayLength();
      }
      boolean within =
          info.depth() <= (long) maxDepth * SLACK_IN_DEPTH
              && info.references() <= bytes
              && info.streamBytes() <= bytes
              && claimed <= bytes * SLOTS_PER_BYTE + LEAST_SLOTS;
      return within ? Status.ALLOWED : Status.REJECTED;
    }
  }

  /** Keeps no more than the limit. */
  private static final class BoundedOutput extends ByteArrayOutputStream {

    private final int limit;
    private boolean beyondLimit;

    BoundedOutput(int limit) {
      super(512);
      this.limit = limit;
    }

    @Override
    public synchronized void write(int b) {
      if (hasRoomFor(1)) {
        super.write(b);
      }
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
      if (hasRoomFor(length)) {
        super.write(bytes, offset, length);
      }
    }

    boolean isBeyondLimit() {
      return beyondLimit;
    }

    void requireWithinLimit() {
      if (beyondLimit) {
        throw new TooLargeException();
      }
    }

    private boolean hasRoomFor(int more) {
      beyondLimit |= size() + (long) more > limit;
      return !beyondLimit;
    }
  }
}
