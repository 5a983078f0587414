package dev.coatcheck.codec;

import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Output;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.ConcurrentModificationException;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Sub lists of Java's lists. Nothing tells which list they belong to, so they are stored as what
 * they show and come back as sub lists of a list of their own.
 */
@SuppressWarnings("JdkObsolete") // sessions hold them
final class SubListSerializers {

  /** Of Arrays.asList, of a Vector, and of many another list. */
  static final Class<?> FIXED = Arrays.asList().subList(0, 0).getClass();

  private static final int ATTEMPTS = 100;
  private static final long PAUSE_NANOS = 10_000;

  private SubListSerializers() {}

  static void addTo(Map<Class<?>, Serializer<?>> all) {
    all.put(new ArrayList<>().subList(0, 0).getClass(), new Growing(ArrayList::new));
    all.put(new LinkedList<>().subList(0, 0).getClass(), new Growing(size -> new LinkedList<>()));
    all.put(
        new CopyOnWriteArrayList<>().subList(0, 0).getClass(),
        new Growing(size -> new CopyOnWriteArrayList<>()));
    all.put(FIXED, new OfFixedSize());
  }

  /** What a sub list shows. */
  static @Nullable Object[] elementsOf(List<?> subList) {
    try {
      return Snapshot.of(subList);
    } catch (ConcurrentModificationException e) {
      if (isBroken(subList)) {
        throw new UnstorableGraphException(
            subList.getClass().getName()
                + " belongs to a list that was changed without it, after which it can no longer be"
                + " used; keep it out of the session, or put a copy there");
      }
      throw e;
    }
  }

  /** A sub list whose list was changed behind it fails for ever, not only for a moment. */
  @SuppressWarnings("ReturnValueIgnored") // whether it throws is the question
  private static boolean isBroken(List<?> subList) {
    for (int i = 0; i < ATTEMPTS; i++) {
      try {
        subList.size();
        return false;
      } catch (ConcurrentModificationException e) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
    return true;
  }

  private static void write(GraphKryo kryo, Output output, List<?> subList) {
    @Nullable Object[] elements = elementsOf(subList);
    kryo.views().apart(subList);
    output.writeVarInt(elements.length, true);
    for (Object element : elements) {
      kryo.writePart(output, element, "[]");
    }
  }

  /** Of a list that elements can be added to. */
  private static final class Growing extends AttributeSerializer<List<Object>> {

    private final IntFunction<List<Object>> maker;

    Growing(IntFunction<List<Object>> maker) {
      this.maker = maker;
    }

    @Override
    void write(GraphKryo kryo, Output output, List<Object> value) {
      SubListSerializers.write(kryo, output, value);
    }

    @Override
    @SuppressWarnings("NullAway") // these lists take null
    List<Object> read(GraphKryo kryo, BoundedInput input, Class<? extends List<Object>> type) {
      @Nullable Object[] elements = new Object[input.readCount(1)];
      List<Object> shown = maker.apply(elements.length).subList(0, 0);
      kryo.reference(shown);
      for (int i = 0; i < elements.length; i++) {
        elements[i] = kryo.readClassAndObject(input);
      }
      shown.addAll(Arrays.asList(elements));
      return shown;
    }
  }

  /** Of Arrays.asList: elements can be replaced. */
  private static final class OfFixedSize extends AttributeSerializer<List<Object>> {

    @Override
    void write(GraphKryo kryo, Output output, List<Object> value) {
      SubListSerializers.write(kryo, output, value);
    }

    @Override
    @SuppressWarnings("NullAway") // these lists take null
    List<Object> read(GraphKryo kryo, BoundedInput input, Class<? extends List<Object>> type) {
      List<Object> shown = Arrays.asList(new Object[input.readCount(1)]);
      List<Object> part = shown.subList(0, shown.size());
      kryo.reference(part);
      for (int i = 0; i < shown.size(); i++) {
        shown.set(i, kryo.readClassAndObject(input));
      }
      return part;
    }
  }
}
