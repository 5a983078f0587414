package dev.coatcheck.codec;

import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Changes of those samples whose class alone does not tell how. */
final class NamedMutations {

  private static final Map<String, List<Mutation>> ALL =
      Map.ofEntries(
          entry(
              "LinkedHashMap in the order of access",
              Mutation.of("entry got", LinkedHashMap.class, NamedMutations::getEldest)),
          entry("EnumMap, empty", putConstant()),
          entry("EnumMap of the application, empty", putConstant()),
          entry(
              "class that is not Serializable below a class of Java",
              Mutation.of(
                  "element added",
                  ApplicationSamples.PlainList.class,
                  list -> modifiable(Mutation.field(list, "items")).add("b"))),
          entry("inner class", Mutation.ofField("inner", "other"), ofOuter()),
          entry("anonymous class", ofOuter()),
          entry("local class", Mutation.ofField("val$variable", "other"), ofOuter()),
          entry(
              "writeObject and readObject",
              Mutation.of(
                  "field value and what is derived of it",
                  HookSamples.Hooks.class,
                  NamedMutations::changeHooks)),
          entry(
              "graph 500 deep, of objects with hooks",
              Mutation.of(
                  "last object",
                  GraphSamples.Link.class,
                  first -> changeHooks(Mutation.field(first.last(), "any")))),
          entry(
              "cycle of objects with hooks",
              Mutation.of(
                  "part",
                  GraphSamples.Link.class,
                  first -> changeHooks(Mutation.field(first, "any")))),
          entry("writeReplace and readResolve", Mutation.ofField("value", "b")),
          entry("serialPersistentFields", Mutation.ofField("kept", "b")),
          entry(
              "IdentityHashMap, empty but large",
              Mutation.of("entry put", Map.class, map -> put(map, TimeUnit.DAYS))),
          entry(
              "proxy of Java",
              new Mutation(
                  "field of the handler",
                  proxy -> Mutation.setField(Proxy.getInvocationHandler(proxy), "text", "b"))));

  private NamedMutations() {}

  /** None when the sample's value tells how it is changed. */
  static List<Mutation> of(String sample) {
    return ALL.getOrDefault(sample, List.of());
  }

  private static Map.Entry<String, List<Mutation>> entry(String sample, Mutation... mutations) {
    return Map.entry(sample, List.of(mutations));
  }

  private static Mutation putConstant() {
    return Mutation.of("entry put", Map.class, map -> put(map, ApplicationSamples.Coat.FUR));
  }

  private static Mutation ofOuter() {
    return new Mutation(
        "field of the outer object",
        inner -> Mutation.setField(Mutation.field(inner, "this$0"), "name", "other"));
  }

  @SuppressWarnings("unchecked")
  private static Collection<Object> modifiable(Object collection) {
    return (Collection<Object>) collection;
  }

  @SuppressWarnings("unchecked")
  private static void put(Map<?, ?> map, Object key) {
    ((Map<Object, Object>) map).put(key, 7);
  }

  private static void changeHooks(Object hooks) throws ReflectiveOperationException {
    Mutation.setField(hooks, "value", "b");
    ((HookSamples.Hooks) hooks).derived = "derived from b";
  }

  private static void getEldest(LinkedHashMap<?, ?> map) {
    map.get(map.keySet().iterator().next());
  }
}
