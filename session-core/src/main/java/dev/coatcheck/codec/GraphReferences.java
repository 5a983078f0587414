package dev.coatcheck.codec;

import com.esotericsoftware.kryo.util.MapReferenceResolver;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which objects of a graph were met. Refuses what would come back wrong without an error: a
 * reference to an object that cannot exist yet, and an object that two formats share.
 */
final class GraphReferences extends MapReferenceResolver {

  private final GraphClasses classes;
  private final MetObjects written = new MetObjects();
  private final List<Object> open = new ArrayList<>();
  private final List<Object> unfinished = new ArrayList<>();
  private int cycles;
  private @Nullable Set<Object> leafParts;

  GraphReferences(GraphClasses classes) {
    this.classes = classes;
  }

  @Override
  @SuppressWarnings("rawtypes") // Kryo's signature
  public boolean useReferences(Class type) {
    return classes.isShared(type);
  }

  /** From here to {@link #close} nothing may refer to the object: it is made after its parts. */
  void open(Object whole) {
    open.add(whole);
  }

  void close(Object whole) {
    Object last = open.remove(open.size() - 1);
    if (last != whole) {
      throw new IllegalStateException("serializers out of step");
    }
  }

  /**
   * Notes an object within a leaf; not when the graph around it has it too: it would become two.
   */
  boolean addLeafPart(Object part) {
    if (written.numberOf(part) != -1) {
      return false;
    }
    if (leafParts == null) {
      leafParts = Collections.newSetFromMap(new IdentityHashMap<>());
    }
    return leafParts.add(part);
  }

  @Override
  public int addWrittenObject(Object object) {
    return written.add(object);
  }

  @Override
  public int getWrittenId(Object object) {
    int id = written.numberOf(object);
    if (id == -1) {
      if (leafParts != null && leafParts.contains(object)) {
        throw new NeedsWholeValueException();
      }
    } else if (isAmong(open, object)) {
      if (object instanceof Record
          || !(object instanceof Serializable)
          || ClassRules.isReplaced(object.getClass())) {
        throw new UnstorableGraphException(
            object.getClass().getName()
                + " contains itself, and Java's serialization cannot read that back either;"
                + " use a class instead of a record, or a list that can be changed");
      }
      throw new NeedsWholeValueException();
    }
    return id;
  }

  /** From here to {@link #finish} the object exists, and its fields are being read. */
  void begin(Object object) {
    unfinished.add(object);
  }

  void finish() {
    unfinished.remove(unfinished.size() - 1);
  }

  /** How many references led to an object whose fields were not all there yet. */
  int cycles() {
    return cycles;
  }

  @Override
  @SuppressWarnings("rawtypes") // Kryo's signature
  public Object getReadObject(Class type, int id) {
    Object object = id >= 0 && id < readObjects.size() ? readObjects.get(id) : null;
    if (object == null) {
      throw new UnreadableBytesException("a reference leads to no object");
    }
    if (type != String.class && isAmong(unfinished, object)) {
      cycles++;
    }
    return object;
  }

  /** Ready for another graph. */
  void forget() {
    written.forget();
    open.clear();
    unfinished.clear();
    cycles = 0;
    leafParts = null;
  }

  private static boolean isAmong(List<Object> stack, Object object) {
    for (int i = stack.size() - 1; i >= 0; i--) {
      if (stack.get(i) == object) {
        return true;
      }
    }
    return false;
  }
}
