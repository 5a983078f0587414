package dev.coatcheck.codec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The table of kinds as it stands in the documentation: what was tried, and how it is stored. */
final class KindsTable {

  private static final String HEAD = "| kinds | how | remarks |\n| --- | --- | --- |\n";

  private final List<Group> groups = new ArrayList<>();
  private final KryoAttributeCodec codec;

  /** Adds samples to a list. */
  private interface Filling {
    void of(List<Sample> all) throws Exception;
  }

  /** Samples that have something in common. */
  private record Group(String title, String remarks, List<Sample> samples) {}

  private KindsTable(KryoAttributeCodec codec) {
    this.codec = codec;
  }

  static KindsTable of(KryoAttributeCodec codec) throws Exception {
    KindsTable table = new KindsTable(codec);
    table.addValues();
    table.addCollections();
    table.addViews();
    table.addClasses();
    return table;
  }

  private void addValues() throws Exception {
    add("Primitives, boxes, strings", "", PlatformSamples::addPlain);
    add("Arrays", "of any type and depth", PlatformSamples::addArrays);
    add("Numbers and names", "a `Class` is found by name", PlatformSamples::addNumbersAndNames);
    add("`java.time`", "", PlatformSamples::addTime);
    add(
        "Dates and calendars of old",
        "a time zone by its id, in full when it has rules of its own",
        PlatformSamples::addOldTime);
    add("Counters and bits", "", MutableSamples::addAtomic);
    add("Atomic references", "", MutableSamples::addReferences);
    add("Locks and generators", "a lock comes back unlocked", MutableSamples::addLocks);
    add("Formats", "with the names and symbols they had", MutableSamples::addFormats);
    add("Logins", "private credentials stay out, as Java has it", MutableSamples::addSecurity);
  }

  private void addCollections() throws Exception {
    add("Lists, queues, sets", "", CollectionSamples::addCollections);
    add("Sorted ones", "the comparator has to be storable too", CollectionSamples::addSorted);
    add(
        "Maps",
        "a `WeakHashMap` loses what nothing else holds, on each node by itself",
        CollectionSamples::addMaps);
    add("Sets and maps of constants", "by the constants' names", CollectionSamples::addEnums);
    add("Collections that cannot be changed", "", WrapperSamples::addFixed);
    String wrapper = "still a wrapper of the same object, where that is in the attribute too";
    add("Unmodifiable wrappers", wrapper, WrapperSamples::addUnmodifiable);
    add("Synchronized wrappers", wrapper, WrapperSamples::addSynchronized);
    add("Checked and other wrappers", wrapper, WrapperSamples::addChecked);
    add("Concurrent collections", "", ConcurrentSamples::addConcurrent);
    add(
        "Blocking queues",
        "with capacity and fairness; threads that wait are not taken along",
        ConcurrentSamples::addBlocking);
  }

  private void addViews() throws Exception {
    add("Sub lists", "of a copy, see [views](#views)", ViewSamples::addSubLists);
    String view = "of the map in the attribute or of a copy, see [views](#views)";
    add("Key sets", view, ViewSamples::addKeySets);
    add("Values of maps", view, ViewSamples::addValues);
    add("Entry sets", view, ViewSamples::addEntrySets);
    add("Single entries", "of a copy, see [views](#views)", ViewSamples::addEntries);
    add("Parts of sorted maps and sets", "", ViewSamples::addSorted);
  }

  private void addClasses() throws Exception {
    add("Enums, records and classes", "", ApplicationSamples::addClasses);
    add("Classes with serialization of their own", "", HookSamples::addHooks);
    add("Exceptions", "", HookSamples::addThrowables);
    add(
        "Lambdas, method references, proxies",
        "lambdas are found by the class that made them: keep that class over a deployment",
        HookSamples::addFunctions);
    add(
        "Lazy collections and proxies, as Hibernate makes them",
        "nothing is loaded; what is not loaded yet needs a session afterwards",
        all -> all.addAll(LazySamples.all()));
    add("Deep graphs", "up to 1024 objects within each other", GraphSamples::addDeep);
    add("Cycles", "", GraphSamples::addCyclic);
    add("Shared objects", "within one attribute", GraphSamples::addShared);
  }

  private void add(String title, String remarks, Filling filling) throws Exception {
    List<Sample> samples = new ArrayList<>();
    filling.of(samples);
    groups.add(new Group(title, remarks, samples));
  }

  /** The names of all samples in it. */
  List<String> names() {
    return groups.stream().flatMap(group -> group.samples().stream()).map(Sample::name).toList();
  }

  String markdown() {
    StringBuilder text = new StringBuilder(HEAD);
    for (Group group : groups) {
      Map<String, Set<String>> kinds = new LinkedHashMap<>();
      List<String> names = group.samples().stream().map(Sample::name).toList();
      for (Sample sample : group.samples()) {
        String kind = sample.name().split(", ", 2)[0];
        kinds
            .computeIfAbsent(how(sample.value()), how -> new LinkedHashSet<>())
            .add(names.contains(kind) ? kind : sample.name()); // variants of a kind are the kind
      }
      String title = "**" + group.title() + "**: ";
      kinds.forEach(
          (how, some) ->
              text.append("| ")
                  .append(String.join(" | ", title + String.join("; ", some), how))
                  .append(" | ")
                  .append(group.remarks())
                  .append(" |\n"));
    }
    return text.toString();
  }

  private String how(Object value) {
    if (codec.encode("a", value)[1] == Envelope.JDK) {
      return "the attribute by Java's serialization";
    }
    return switch (new ClassRules(CodecOptions.DEFAULTS.plainClasses()).of(value.getClass())) {
      case BUILT_IN, ARRAY -> "by content";
      case ENUM -> "by the constant's name";
      case RECORD -> "by the components' names";
      case FIELDS -> "by the fields' names";
      case LEAF -> "by Java's serialization";
      case WHOLE_VALUE -> "the object by Java's serialization";
      case REFUSED -> throw new AssertionError(value.getClass() + " is refused");
    };
  }
}
