package dev.coatcheck.codec;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Graphs: deep, cyclic, shared. */
final class GraphSamples {

  private static final int DEPTH = 500;

  private GraphSamples() {}

  static List<Sample> all() {
    List<Sample> all = new ArrayList<>();
    addDeep(all);
    addCyclic(all);
    addShared(all);
    return all;
  }

  static void addDeep(List<Sample> all) {
    all.add(Sample.by("graph 500 deep, of objects", chain(DEPTH), Link::length));
    Link withHook = chain(DEPTH);
    withHook.last().any = new HookSamples.Hooks("a");
    all.add(
        Sample.by(
            "graph 500 deep, of objects with hooks",
            withHook,
            Link::length,
            first -> ((HookSamples.Hooks) first.last().any).derived));
    all.add(deep("graph 500 deep, of lists", inner -> new ArrayList<>(List.of(inner))));
    all.add(deep("graph 500 deep, of maps", inner -> new HashMap<>(Map.of("inner", inner))));
    all.add(deep("graph 500 deep, of arrays", inner -> new Object[] {inner}));
    all.add(deep("graph 500 deep, of records", inner -> new ApplicationSamples.Pair<>(1, inner)));
  }

  static void addCyclic(List<Sample> all) {
    Link ring = chain(3);
    ring.last().next = ring;
    all.add(new Sample("cycle of objects", ring, (in, out) -> returnsAfter(3, (Link) out)));
    Link self = new Link();
    self.next = self;
    all.add(
        new Sample("object that refers to itself", self, (in, out) -> returnsAfter(1, (Link) out)));
    Link parent = new Link();
    Link child = new Link();
    parent.any = new ArrayList<>(List.of(child));
    child.any = parent;
    all.add(
        new Sample(
            "parent and child",
            parent,
            (in, out) -> ((Link) ((List<?>) ((Link) out).any).get(0)).any == out));
    List<Object> list = new ArrayList<>();
    list.add(list);
    all.add(new Sample("list that holds itself", list, (in, out) -> ((List<?>) out).get(0) == out));
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("self", map);
    all.add(
        new Sample(
            "map that holds itself", map, (in, out) -> ((Map<?, ?>) out).get("self") == out));
    Object[] array = new Object[1];
    array[0] = array;
    all.add(new Sample("array that holds itself", array, (in, out) -> ((Object[]) out)[0] == out));
    Link hooked = chain(2);
    hooked.last().next = hooked;
    hooked.any = new HookSamples.Hooks("a");
    all.add(
        new Sample(
            "cycle of objects with hooks",
            hooked,
            (in, out) ->
                returnsAfter(2, (Link) out)
                    && ((HookSamples.Hooks) ((Link) out).any)
                        .derived.equals(((HookSamples.Hooks) ((Link) in).any).derived)));
  }

  static void addShared(List<Sample> all) {
    Link shared = new Link();
    all.add(
        new Sample(
            "object that two others share",
            new ArrayList<>(List.of(List.of(shared), new Object[] {shared})),
            (in, out) -> {
              List<?> both = (List<?>) out;
              return ((List<?>) both.get(0)).get(0) == ((Object[]) both.get(1))[0];
            }));
    String text = new String("text");
    all.add(
        new Sample(
            "string that two share",
            new String[] {text, text},
            (in, out) -> ((String[]) out)[0] == ((String[]) out)[1]));
    all.add(
        new Sample(
            "equal strings that are two",
            new String[] {text, new String(text)},
            (in, out) -> ((String[]) out)[0] != ((String[]) out)[1]));
  }

  /** A value around a value around a value. */
  private static Sample deep(String name, UnaryOperator<Object> around) {
    Object value = "core";
    for (int i = 0; i < DEPTH; i++) {
      value = around.apply(value);
    }
    return Sample.by(name, value, GraphSamples::core);
  }

  /** What lies within, and how deep. */
  private static Object core(Object outermost) {
    Object value = outermost;
    int depth = 0;
    while (!(value instanceof String)) {
      value =
          value instanceof List<?> list
              ? list.get(0)
              : value instanceof Map<?, ?> map
                  ? map.get("inner")
                  : value instanceof Object[] array
                      ? array[0]
                      : ((ApplicationSamples.Pair<?, ?>) value).second();
      depth++;
    }
    return List.of(depth, value);
  }

  private static Link chain(int length) {
    Link first = null;
    for (int i = 0; i < length; i++) {
      Link before = new Link();
      before.next = first;
      first = before;
    }
    return first;
  }

  private static boolean returnsAfter(int steps, Link start) {
    Link link = start.next;
    for (int i = 1; i < steps; i++) {
      if (link == start) {
        return false;
      }
      link = link.next;
    }
    return link == start;
  }

  /** One of a chain. */
  static final class Link implements Serializable {
    private Link next;
    private Object any;

    int length() {
      int length = 1;
      for (Link link = this; link.next != null; link = link.next) {
        length++;
      }
      return length;
    }

    Link last() {
      Link last = this;
      while (last.next != null) {
        last = last.next;
      }
      return last;
    }
  }
}
