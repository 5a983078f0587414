package dev.coatcheck.codec;

import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Output;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.Stack;
import java.util.TreeSet;
import java.util.Vector;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.DelayQueue;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Java's collections that are filled after they are made. */
@SuppressWarnings("JdkObsolete") // sessions hold them
final class CollectionSerializers {

  private CollectionSerializers() {}

  static void addTo(Map<Class<?>, Serializer<?>> all) {
    all.put(ArrayList.class, new Filled(ArrayList::new));
    all.put(LinkedList.class, new Filled(size -> new LinkedList<>()));
    all.put(Vector.class, new Filled(Vector::new));
    all.put(Stack.class, new Filled(size -> new Stack<>()));
    all.put(ArrayDeque.class, new Filled(ArrayDeque::new));
    all.put(ConcurrentLinkedQueue.class, new Filled(size -> new ConcurrentLinkedQueue<>()));
    all.put(ConcurrentLinkedDeque.class, new Filled(size -> new ConcurrentLinkedDeque<>()));
    all.put(CopyOnWriteArrayList.class, new Filled(size -> new CopyOnWriteArrayList<>()));
    all.put(CopyOnWriteArraySet.class, new Filled(size -> new CopyOnWriteArraySet<>()));
    all.put(HashSet.class, new Filled(size -> new HashSet<>(MapSerializers.capacity(size))));
    all.put(
        LinkedHashSet.class,
        new Filled(size -> new LinkedHashSet<>(MapSerializers.capacity(size))));
    all.put(DelayQueue.class, new Filled(size -> untyped(new DelayQueue<>())));
    all.put(TreeSet.class, new Compared<TreeSet<Object>>(TreeSet::comparator, TreeSet::new));
    all.put(
        ConcurrentSkipListSet.class,
        new Compared<ConcurrentSkipListSet<Object>>(
            ConcurrentSkipListSet::comparator, ConcurrentSkipListSet::new));
    all.put(
        PriorityQueue.class,
        // an empty queue of the default capacity: null is a comparator too
        new Compared<PriorityQueue<Object>>(
            PriorityQueue::comparator, order -> new PriorityQueue<>(order)));
  }

  @SuppressWarnings({"rawtypes", "unchecked"}) // it takes back what it held
  private static Collection<Object> untyped(Collection collection) {
    return collection;
  }

  private static void writeElements(GraphKryo kryo, Output output, Collection<?> collection) {
    @Nullable Object[] elements = Snapshot.of(collection);
    if (collection instanceof CopyOnWriteArraySet<?>
        && !kryo.hasTimeToCompareAll(elements.length)) {
      throw new UnstorableGraphException(
          "a CopyOnWriteArraySet has so many elements that it takes too long to fill;"
              + " use ConcurrentHashMap.newKeySet()");
    }
    output.writeVarInt(elements.length, true);
    for (Object element : elements) {
      kryo.writePart(output, element, "[]");
    }
  }

  @SuppressWarnings("NullAway") // which collections take null is their affair
  private static void readElements(
      GraphKryo kryo, BoundedInput input, Collection<Object> collection, int size) {
    for (int i = 0; i < size; i++) {
      collection.add(kryo.readClassAndObject(input));
    }
  }

  /** For what is better added to at once: what hashes, compares, or copies on write. */
  private static void readAtOnce(
      GraphKryo kryo, BoundedInput input, Collection<Object> collection, int size) {
    int cycles = kryo.references().cycles();
    @Nullable Object[] elements = new Object[size];
    for (int i = 0; i < size; i++) {
      elements[i] = kryo.readClassAndObject(input);
    }
    if (collection instanceof CopyOnWriteArraySet<?> && !kryo.hasTimeToCompareAll(size)) {
      throw new UnreadableBytesException("a set is stored that takes too long to fill");
    }
    kryo.fill(
        cycles,
        elements,
        1,
        () -> {
          collection.addAll(Arrays.asList(elements));
          if (collection instanceof HashSet && !(collection instanceof LinkedHashSet)) {
            kryo.noteHashed(collection);
          }
        });
  }

  /** Made empty, then filled; elements may refer to the collection. */
  private static final class Filled extends AttributeSerializer<Collection<Object>> {

    private final IntFunction<Collection<Object>> maker;

    Filled(IntFunction<Collection<Object>> maker) {
      this.maker = maker;
    }

    @Override
    void write(GraphKryo kryo, Output output, Collection<Object> value) {
      writeElements(kryo, output, value);
    }

    @Override
    Collection<Object> read(
        GraphKryo kryo, BoundedInput input, Class<? extends Collection<Object>> type) {
      int size = input.readCount(1);
      Collection<Object> collection = maker.apply(size);
      kryo.reference(collection);
      if (collection instanceof Set<?>
          || collection instanceof CopyOnWriteArrayList<?>
          || collection instanceof DelayQueue<?>) {
        readAtOnce(kryo, input, collection, size);
      } else {
        readElements(kryo, input, collection, size);
      }
      return collection;
    }
  }

  /** Made with a comparator, which may be null, then filled. */
  private static final class Compared<T extends Collection<Object>> extends AttributeSerializer<T> {

    private final Function<T, @Nullable Comparator<? super Object>> order;
    private final Function<@Nullable Comparator<? super Object>, T> maker;

    Compared(
        Function<T, @Nullable Comparator<? super Object>> order,
        Function<@Nullable Comparator<? super Object>, T> maker) {
      this.order = order;
      this.maker = maker;
    }

    @Override
    void write(GraphKryo kryo, Output output, T value) {
      kryo.references().open(value);
      kryo.writePart(output, order.apply(value), "comparator");
      kryo.references().close(value);
      writeElements(kryo, output, value);
    }

    @Override
    @SuppressWarnings("unchecked") // the comparator was this collection's
    T read(GraphKryo kryo, BoundedInput input, Class<? extends T> type) {
      T collection = maker.apply((Comparator<Object>) kryo.readClassAndObject(input));
      kryo.reference(collection);
      readAtOnce(kryo, input, collection, input.readCount(1));
      return collection;
    }
  }
}
