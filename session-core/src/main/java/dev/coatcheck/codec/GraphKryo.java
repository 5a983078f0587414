package dev.coatcheck.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.util.IntArray;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Kryo with this codec's rules: which serializer a class gets, how classes are named and loaded,
 * what is shared. Confined to one thread at a time.
 */
final class GraphKryo extends Kryo {

  /** What a reference's number stands after in the bytes: null, and an object that is new. */
  private static final int FIRST_REFERENCE = 2;

  private static final long MOST_PAIRS = 400_000_000;

  private final ClassCatalog catalog;
  private final JdkFormat jdk;
  private final GraphClasses classes;
  private final GraphReferences references = new GraphReferences();
  private final GraphViews views = new GraphViews();
  private final List<Runnable> postponed = new ArrayList<>();
  private final Registration strings;
  private final int maxDepth;
  private int depth;

  /** The numbers of objects that are being read and not there yet; -1: nothing refers to it. */
  private final IntArray awaited = new IntArray();

  private HashWork hashWork = new HashWork();
  private long pairs;
  private boolean repeatable = true;
  private boolean islands;

  GraphKryo(ClassCatalog catalog, JdkFormat jdk, CodecOptions options) {
    this(catalog, jdk, options, new GraphClasses(catalog, jdk.applicationClasses()));
  }

  private GraphKryo(
      ClassCatalog catalog, JdkFormat jdk, CodecOptions options, GraphClasses classes) {
    super(classes, null);
    this.classes = classes;
    this.catalog = catalog;
    this.jdk = jdk;
    this.maxDepth = options.maxDepth();
    this.strings = classes.getRegistration(String.class);
    setRegistrationRequired(false);
    setAutoReset(false);
  }

  /** From now on an island is made of what brings its own serialization. */
  void makeIslands() {
    islands = true;
  }

  boolean hasIslands() {
    return islands;
  }

  ClassCatalog catalog() {
    return catalog;
  }

  JdkFormat jdk() {
    return jdk;
  }

  /** Tells graphs apart that were written or read with this Kryo. */
  long graph() {
    return classes.graph();
  }

  GraphReferences references() {
    return references;
  }

  Skipping skipping() {
    return references.skipping();
  }

  GraphViews views() {
    return views;
  }

  /** Reads a part that nobody takes. */
  void skip(BoundedInput input) {
    int first = references.readCount();
    skipping().begin();
    readClassAndObject(input);
    skipping().end(first, references.readCount());
  }

  /** Notes that decoding the same bytes again may give an object that encodes otherwise. */
  void notRepeatable() {
    repeatable = false;
  }

  /**
   * Fills a hash table, now or when the whole graph is read: keys that led back to unfinished
   * objects since a number of cycles was noted cannot tell their hashes yet.
   */
  void fill(int cyclesBefore, @Nullable Object[] content, int step, Runnable filling) {
    if (!holdsObjects(content, step)) {
      filling.run();
      return;
    }
    Runnable affordable =
        () -> {
          hashWork.spend(content, step);
          filling.run();
        };
    if (references.cycles() > cyclesBefore) {
      postponed.add(affordable);
    } else {
      affordable.run();
    }
  }

  /**
   * Whether there is time for another set that compares each of its elements with all others: all
   * of them in one graph may take about a second, when it is written as well as when it is read.
   */
  boolean hasTimeToCompareAll(int elements) {
    pairs += (long) elements * elements / 2;
    return pairs <= MOST_PAIRS;
  }

  HashWork hashWork() {
    return hashWork;
  }

  private static boolean holdsObjects(@Nullable Object[] content, int step) {
    for (int i = 0; i < content.length; i += step) {
      Object key = content[i];
      if (key != null && key.getClass() != String.class && !BuiltIns.isPlainValue(key.getClass())) {
        return true;
      }
    }
    return false;
  }

  /** Notes a collection whose order follows the hashes of what it holds. */
  void noteHashed(Collection<?> keys) {
    if (repeatable && !catalog.stableHashes().areStable(keys)) {
      repeatable = false;
    }
  }

  /**
   * Writes a graph and forgets it.
   *
   * @return the classes of views in it that are stored without what they are views of
   */
  Set<Class<?>> writeGraph(Output output, Object root, SelfCheck check) {
    classes.tell(check);
    int start = output.position();
    do {
      output.setPosition(start);
      writeClassAndObject(output, root);
      reset();
    } while (views.again());
    Set<Class<?>> apart = views.classesApart();
    views.forget();
    return apart;
  }

  /** Reads a graph and forgets it. */
  AttributeGraph readGraph(BoundedInput input) {
    repeatable = true;
    hashWork = new HashWork();
    Object root = readClassAndObject(input);
    postponed.forEach(Runnable::run); // the inner ones come first
    postponed.clear();
    reset();
    if (root == null) {
      throw new UnreadableBytesException("the bytes hold nothing");
    }
    if (input.remaining() > 0) {
      throw new UnreadableBytesException("more bytes follow after the value's end");
    }
    return new AttributeGraph(root, repeatable);
  }

  /** A graph that was read. */
  record AttributeGraph(Object root, boolean repeatable) {}

  /** Writes a part, null or not, and tells the way to it when it cannot be stored. */
  void writePart(Output output, @Nullable Object part, Object step) {
    try {
      writeClassAndObject(output, part);
    } catch (UnstorableGraphException e) {
      e.inside(step.toString());
      throw e;
    }
  }

  /**
   * Gives the bytes that Kryo's own method gives, in fewer steps. After a failure nobody tidies up:
   * such a Kryo is not used again.
   */
  @Override
  public void writeClassAndObject(Output output, @Nullable Object object) {
    if (object == null) {
      output.writeByte(NULL);
      return;
    }
    Registration registration =
        object.getClass() == String.class ? strings : getRegistration(object.getClass());
    classes.write(output, registration);
    if (NamedClass.isShared(registration)) {
      int number = references.meet(object);
      if (number >= 0) {
        output.writeVarInt(number + FIRST_REFERENCE, true);
        return;
      }
      output.writeByte(NOT_NULL);
    }
    if (registration == strings) {
      output.writeString((String) object);
      return;
    }
    descend();
    writeContent(output, registration, object);
    depth--;
  }

  @SuppressWarnings("unchecked") // the registration is of the object's class
  private void writeContent(Output output, Registration registration, Object object) {
    Serializer<?> serializer = registration.getSerializer();
    if (serializer instanceof AttributeSerializer<?> ours) {
      ((AttributeSerializer<Object>) ours).write(this, output, object);
    } else {
      ((Serializer<Object>) serializer).write(this, output, object);
    }
  }

  private void descend() {
    if (depth == maxDepth) {
      throw new TooDeepException();
    }
    depth++;
  }

  /** Takes the bytes that Kryo's own method takes, see {@link #writeClassAndObject}. */
  @Override
  public @Nullable Object readClassAndObject(Input input) {
    return skipping().isOn()
        ? skipping().read(references, () -> readObject(input))
        : readObject(input);
  }

  @SuppressWarnings("unchecked") // Kryo's raw types
  private @Nullable Object readObject(Input input) {
    Registration registration = classes.readClass(input);
    if (registration == null) {
      return null;
    }
    int number = -1;
    if (NamedClass.isShared(registration)) {
      int reference = input.readVarInt(true);
      if (reference != NOT_NULL) {
        return references.met(reference - FIRST_REFERENCE);
      }
      number = references.announce();
    }
    if (registration == strings) {
      String text = input.readString();
      references.arrived(number, text);
      return text;
    }
    descend();
    awaited.add(number);
    int count = awaited.size;
    Object object = registration.getSerializer().read(this, input, registration.getType());
    if (awaited.size == count) {
      reference(object);
    }
    depth--;
    return object;
  }

  @Override
  public void reference(Object object) {
    int number = awaited.pop();
    if (number >= 0) {
      references.arrived(number, object);
    }
  }

  @Override
  @SuppressWarnings("rawtypes") // Kryo's signature
  public Serializer getDefaultSerializer(Class type) {
    Serializer<?> serializer = catalog.of(type).serializer();
    if (serializer == null) {
      throw new IllegalStateException("no serializer for " + type.getName());
    }
    return serializer instanceof AttributeSerializer<?> ours ? ours.forOneKryo() : serializer;
  }

  @Override
  @SuppressWarnings("rawtypes") // Kryo's signature
  public Registration getRegistration(Class type) {
    Registration known = classes.getRegistration(type);
    if (known != null) {
      return known;
    }
    Class<?> wireType = ClassCatalog.wireType(type);
    if (islands && catalog.of(wireType).rule() == ClassRule.WHOLE_VALUE) {
      wireType = Serializable.class;
    }
    return wireType == type ? classes.registerImplicit(type) : getRegistration(wireType);
  }

  @Override
  public void reset() {
    super.reset();
    references.forget();
    awaited.clear();
    pairs = 0;
    depth = 0;
  }
}
