package dev.coatcheck.codec;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Random object graphs of samples, the same for the same seed: containers in containers, shared
 * objects, cycles.
 */
final class RandomGraphs {

  private static final int DEEPEST = 6;

  private final Random random;
  private final List<Sample> samples;

  /**
   * A graph.
   *
   * @param leaves the sample that each leaf came from
   */
  record Graph(Object root, IdentityHashMap<Object, Sample> leaves) {

    /** Whether the other graph is as good: of the same classes, and with the same references. */
    boolean matches(Object other) {
      return new Comparison(leaves).same(root, other);
    }
  }

  RandomGraphs(long seed, List<Sample> samples) {
    this.random = new Random(seed);
    this.samples = samples;
  }

  Graph next() {
    Growth growth = new Growth();
    return new Graph(growth.container(0), growth.leaves);
  }

  /** A graph that grows. */
  private final class Growth {

    private final IdentityHashMap<Object, Sample> leaves = new IdentityHashMap<>();

    /** What later parts may refer to: whole, or made before what it holds. */
    private final List<Object> made = new ArrayList<>();

    private Object part(int depth) {
      int choice = random.nextInt(10);
      if (choice == 0) {
        return null;
      }
      if (choice == 1 && !made.isEmpty()) {
        return made.get(random.nextInt(made.size()));
      }
      return choice < 5 && depth < DEEPEST ? container(depth) : leaf();
    }

    private Object leaf() {
      Sample sample = samples.get(random.nextInt(samples.size()));
      leaves.put(sample.value(), sample);
      made.add(sample.value());
      return sample.value();
    }

    private Object container(int depth) {
      int size = random.nextInt(4);
      return switch (random.nextInt(7)) {
        case 0 -> array(depth, size);
        case 1 -> map(new LinkedHashMap<>(), depth, size);
        case 2 -> map(new TreeMap<>(), depth, size);
        case 3 -> set(depth, size);
        case 4 -> node(depth);
        case 5 -> pair(depth);
        default -> list(depth, size);
      };
    }

    private Object list(int depth, int size) {
      List<Object> list = new ArrayList<>();
      made.add(list);
      for (int i = 0; i < size; i++) {
        list.add(part(depth + 1));
      }
      return list;
    }

    private Object array(int depth, int size) {
      Object[] array = new Object[size];
      made.add(array);
      for (int i = 0; i < size; i++) {
        array[i] = part(depth + 1);
      }
      return array;
    }

    private Object map(Map<Object, Object> map, int depth, int size) {
      made.add(map);
      for (int i = 0; i < size; i++) {
        map.put("key " + i, part(depth + 1));
      }
      return map;
    }

    /** Of objects that hash by identity. */
    private Object set(int depth, int size) {
      LinkedHashSet<Object> set = new LinkedHashSet<>();
      made.add(set);
      for (int i = 0; i < size; i++) {
        set.add(node(depth + 1));
      }
      return set;
    }

    private Object node(int depth) {
      Node node = new Node();
      made.add(node);
      node.number = random.nextInt();
      node.left = part(depth + 1);
      node.right = part(depth + 1);
      return node;
    }

    private Object pair(int depth) {
      SerializablePair pair = new SerializablePair(part(depth + 1), part(depth + 1));
      made.add(pair);
      return pair;
    }
  }

  /** Two graphs side by side. */
  private static final class Comparison {

    private final IdentityHashMap<Object, Sample> leaves;
    private final IdentityHashMap<Object, Object> met = new IdentityHashMap<>();

    Comparison(IdentityHashMap<Object, Sample> leaves) {
      this.leaves = leaves;
    }

    boolean same(Object in, Object out) {
      if (in == null || out == null) {
        return in == out;
      }
      Object before = met.putIfAbsent(in, out);
      if (before != null) {
        return before == out || (BuiltIns.isPlainValue(in.getClass()) && before.equals(out));
      }
      Sample leaf = leaves.get(in);
      if (leaf != null) {
        return leaf.same().test(in, out)
            && (in.getClass() == out.getClass() || in.getClass().isHidden());
      }
      return in.getClass() == out.getClass() && sameParts(in, out);
    }

    private boolean sameParts(Object in, Object out) {
      if (in instanceof Node a && out instanceof Node b) {
        return a.number == b.number && same(a.left, b.left) && same(a.right, b.right);
      }
      if (in instanceof SerializablePair a && out instanceof SerializablePair b) {
        return same(a.first, b.first) && same(a.second, b.second);
      }
      if (in instanceof Map<?, ?> a && out instanceof Map<?, ?> b) {
        return a.keySet().equals(b.keySet())
            && a.keySet().stream().allMatch(key -> same(a.get(key), b.get(key)));
      }
      if (in instanceof Iterable<?> a && out instanceof Iterable<?> b) {
        return sameElements(Sample.elements(a), Sample.elements(b));
      }
      return in instanceof Object[] a
          && out instanceof Object[] b
          && sameElements(Arrays.asList(a), Arrays.asList(b));
    }

    private boolean sameElements(List<?> in, List<?> out) {
      if (in.size() != out.size()) {
        return false;
      }
      for (int i = 0; i < in.size(); i++) {
        if (!same(in.get(i), out.get(i))) {
          return false;
        }
      }
      return true;
    }
  }

  /** An object that hashes by identity. */
  static final class Node implements Serializable {
    int number;
    Object left;
    Object right;
  }

  /** Two parts. */
  record SerializablePair(Object first, Object second) implements Serializable {}
}
