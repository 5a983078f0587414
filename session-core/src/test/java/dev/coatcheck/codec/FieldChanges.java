package dev.coatcheck.codec;

import static dev.coatcheck.codec.ClassChange.REFUSED;

import java.util.List;

/** Fields, superclasses and records that change. */
final class FieldChanges {

  private static final String EXTRA =
      " class Extra implements Serializable, Comparable<Extra> { int n = 5;"
          + " public int compareTo(Extra other) { return n - other.n; } }";

  private FieldChanges() {}

  static void addTo(List<ClassChange> all) {
    addAdded(all);
    addAddedOfNewClass(all);
    addRemoved(all);
    addMoved(all);
    addSuperclasses(all);
    addRecords(all);
    addWithoutEffect(all);
  }

  private static void addAdded(List<ClassChange> all) {
    all.add(
        ClassChange.of(
            Evolution.FIELD_ADDED,
            "first by name",
            "{ String name = `v1`; }",
            "{ int added = 5; String name = `v2`; }",
            "0, v1",
            "v2"));
    all.add(
        ClassChange.of(
            Evolution.FIELD_ADDED,
            "last by name",
            "{ String name = `v1`; }",
            "{ String name = `v2`; Object zone = `z`; }",
            "v1, null",
            "v2"));
    all.add(
        ClassChange.of(
            Evolution.FIELD_ADDED,
            "holds an object that others refer to",
            "{ Object name = `v1`; Object zone = name; }",
            "{ Object added = new StringBuilder(`v2`); Object name = added; Object zone = added; }",
            "null, v1, v1",
            "v2, v2"));
    all.add(
        ClassChange.of(
            Evolution.FIELD_ADDED,
            "holds a constant that is new",
            "{ Color base = Color.RED; } enum Color { RED }",
            "{ Color accent = Color.NEW; Color base = Color.RED; Object both ="
                + " EnumSet.allOf(Color.class); Object map = new EnumMap<>(Map.of(Color.NEW, 1));"
                + " } enum Color { RED, NEW }",
            "null, RED, null, null",
            "RED"));
    all.add(
        ClassChange.of(
            Evolution.FIELD_ADDED,
            "in a class within a list in a map",
            "{ Object all = Map.of(`k`, List.of(new Part())); } class Part { int n = 1; public"
                + " String toString() { return `p` + n; } }",
            "{ Object all = Map.of(`k`, List.of(new Part())); } class Part { String m = `m`; int n"
                + " = 2; public String toString() { return m + n; } }",
            "{k=[null1]}",
            "{k=[p2]}"));
  }

  private static void addAddedOfNewClass(List<ClassChange> all) {
    all.add(
        ClassChange.of(
            Evolution.FIELD_ADDED,
            "its class is new",
            "{ String name = `v1`; }",
            "{ Extra extra = new Extra(); String name = `v2`; }" + EXTRA,
            "null, v1",
            "v2"));
    all.add(
        ClassChange.of(
            Evolution.FIELD_ADDED,
            "a new class is in a collection",
            "{ String name = `v1`; }",
            "{ Object a = new ArrayList<>(List.of(new Extra())), b = Map.of(new Extra(), `x`), c ="
                + " new Extra[] { new Extra(), null }, d = new TreeSet<>(Set.of(new Extra())), e ="
                + " new Extra[][] { { new Extra() } }; String name = `v2`; }"
                + EXTRA,
            "null, null, null, null, null, v1",
            "v2"));
    all.add(
        ClassChange.of(
            Evolution.FIELD_ADDED,
            "a new enum is in a collection",
            "{ String name = `v1`; }",
            "{ Object a = Colour.RED, b = EnumSet.allOf(Colour.class), c = new"
                + " EnumMap<>(Map.of(Colour.RED, Colour.BLUE)), d = List.of(Colour.BLUE); String"
                + " name = `v2`; } enum Colour { RED, BLUE }",
            "null, null, null, null, v1",
            "v2"));
    all.add(
        ClassChange.of(
            Evolution.FIELD_ADDED,
            "a new class is in a class that is known",
            "{ String name = `v1`; } class Box { Object o; }",
            "{ Object a = new Box(), b = new Full(new Extra(), 7); String name = `v2`; } class Box"
                + " { Extra o = new Extra(); } record Full(Extra e, int n) {}"
                + EXTRA,
            "null, null, v1",
            "v2"));
    all.add(
        ClassChange.of(
            Evolution.FIELD_ADDED,
            "its new class refers to what a kept field holds",
            "{ Object shared = new StringBuilder(`v1`); }",
            "{ Part added = new Part(); Object shared = added.text; } class Part { Object text ="
                + " new StringBuilder(`v2`); }",
            "null, v1",
            "v2"));
    all.add(
        ClassChange.of(
            Evolution.FIELD_ADDED,
            "its new class refers back",
            "{ String name = `v1`; }",
            "{ Object back = new Part(this); String name = `v2`; } class Part { Object whole; Part"
                + " self = this; Part(Object whole) { this.whole = whole; } }",
            "null, v1",
            "v2"));
  }

  private static void addRemoved(List<ClassChange> all) {
    all.add(
        ClassChange.of(
            Evolution.FIELD_REMOVED,
            "of Java's types",
            "{ int a = 1; List<Object> b = List.of(1); String name = `v1`; }",
            "{ String name = `v2`; }",
            "v1",
            "0, null, v2"));
    all.add(
        ClassChange.of(
            Evolution.FIELD_REMOVED,
            "together with its class",
            "{ Extra extra = new Extra(); String name = `v1`; }" + EXTRA,
            "{ String name = `v2`; }",
            "v1",
            "null, v2"));
    all.add(
        ClassChange.of(
            Evolution.FIELD_TRANSIENT,
            "transient",
            "{ String cache = `c1`; String name = `v1`; }",
            "{ transient String cache; String name = `v2`; }",
            "null, v1",
            "null, v2"));
    all.add(
        ClassChange.of(
            Evolution.FIELD_TRANSIENT,
            "static",
            "{ String cache = `c1`; String name = `v1`; }",
            "{ static String cache = `c2`; String name = `v2`; }",
            "v1",
            "null, v2"));
  }

  private static void addMoved(List<ClassChange> all) {
    all.add(
        ClassChange.of(
            Evolution.FIELD_RENAMED,
            "to another name",
            "{ String login = `v1`; }",
            "{ String user = `v2`; }",
            "null",
            "null"));
    all.add(
        ClassChange.of(
            Evolution.FIELD_RENAMED,
            "to another of the same place and type",
            "{ String name = `n1`; String role = `r1`; }",
            "{ String email = `e2`; String name = `n2`; }",
            "null, n1",
            "n2, null"));
    all.add(
        ClassChange.of(
                Evolution.FIELD_RENAMED,
                "moved to a superclass",
                "extends Base { String name = `v1`; int n = 1; } class Base implements Serializable"
                    + " {}",
                "extends Base { int n = 2; } class Base implements Serializable { String name ="
                    + " `v2`; }",
                "null1",
                "null2")
            .shownBy("data.name + data.n"));
  }

  private static void addSuperclasses(List<ClassChange> all) {
    all.add(
        ClassChange.of(
                Evolution.SUPERCLASS_INSERTED,
                "with a field",
                "{ String name = `v1`; }",
                "extends Base { String name = `v2`; } class Base implements Serializable { String"
                    + " base = `b`; }",
                "v1",
                "v2")
            .shownBy("data.name"));
    all.add(
        ClassChange.of(
            Evolution.SUPERCLASS_INSERTED,
            "with a field of the same name",
            "{ String name = `v1`; }",
            "extends Base { String name = `v2`; } class Base implements Serializable { String name"
                + " = `b`; }",
            "v1",
            "v2"));
    all.add(
        ClassChange.of(
                Evolution.SUPERCLASS_INSERTED,
                "a superclass that was not stored is made Serializable",
                "extends Base implements Serializable { String name = `v1`; } class Base { String"
                    + " base = `b1`; }",
                "extends Base { String name = `v2`; } class Base implements Serializable { String"
                    + " base = `b2`; }",
                "v1 null",
                "v2 b1")
            .shownBy("data.name + ' ' + data.base"));
    all.add(
        ClassChange.of(
            Evolution.SUPERCLASS_REMOVED,
            "with a field of the same name",
            "extends Base { String name = `v1`; } class Base implements Serializable { String name"
                + " = `b1`; Object more = new Part(); } class Part {}",
            "{ String name = `v2`; }",
            "v1",
            "v2"));
    all.add(
        ClassChange.of(
                Evolution.FIELD_ADDED,
                "below a class of the same name and field",
                "extends Other.Data { String name = `v1`; } class Other { static class Data"
                    + " implements Serializable { String name = `b1`; } }",
                "extends Other.Data { int added; String name = `v2`; } class Other { static class"
                    + " Data implements Serializable { String name = `b2`; } }",
                "v1b1",
                "v2b2")
            .shownBy("data.name + ((Other.Data) data).name"));
  }

  private static void addRecords(List<ClassChange> all) {
    all.add(
        ClassChange.of(
            Evolution.COMPONENT_ADDED,
            "before and behind",
            "{ Object r = new R(`v1`); } record R(String a) {}",
            "{ Object r = new R(1, `v2`, 2); } record R(int n, String a, Integer b) {}",
            "R[n=0, a=v1, b=null]",
            "R[a=v2]"));
    all.add(
        ClassChange.of(
            Evolution.COMPONENT_ADDED,
            "of a class that is new",
            "{ Object r = new R(`v1`); } record R(String a) {}",
            "{ Object r = new R(new Extra(), `v2`); } record R(Extra e, String a) {}" + EXTRA,
            "R[e=null, a=v1]",
            "R[a=v2]"));
    all.add(
        ClassChange.of(
            Evolution.COMPONENTS_REORDERED,
            "of the same type",
            "{ Object r = new R(`a1`, `b1`); } record R(String a, String b) {}",
            "{ Object r = new R(`b2`, `a2`); } record R(String b, String a) {}",
            "R[b=b1, a=a1]",
            "R[a=a2, b=b2]"));
    all.add(
        ClassChange.of(
            Evolution.TYPE_CHANGED,
            "of a record's component",
            "{ Object r = new R(`v1`); } record R(String a) {}",
            "{ Object r = new R(2); } record R(Integer a) {}",
            REFUSED + "App$R.a",
            REFUSED + "App$R.a"));
    all.add(
        ClassChange.of(
            Evolution.CONSTRUCTOR_REFUSES,
            "a number",
            "{ Object r = new R(-1); } record R(int a) {}",
            "{ Object r = new R(2); } record R(int a) { R { if (a < 0) throw new"
                + " IllegalArgumentException(`secret`); } }",
            REFUSED + "App$R",
            "R[a=2]"));
  }

  private static void addWithoutEffect(List<ClassChange> all) {
    all.add(
        ClassChange.of(
            Evolution.VERSION,
            "of a class that brings no serialization of its own",
            "{ static final long serialVersionUID = 1; String name = `v1`; }",
            "{ static final long serialVersionUID = 2; String name = `v2`; }",
            "v1",
            "v2"));
    all.add(
        ClassChange.of(
            Evolution.MODIFIERS,
            "final",
            "{ Part part = new Part(); } class Part implements Serializable { int n = 1; public"
                + " String toString() { return `p` + n; } }",
            "{ Part part = new Part(); } final class Part implements Serializable { int n = 2;"
                + " public String toString() { return `p` + n; } }",
            "p1",
            "p2"));
    all.add(
        ClassChange.of(
            Evolution.MODIFIERS,
            "no longer Serializable",
            "{ Part part = new Part(); } class Part implements Serializable { int n = 1; public"
                + " String toString() { return `p` + n; } }",
            "{ Part part = new Part(); } class Part { int n = 2; public String toString() { return"
                + " `p` + n; } }",
            "p1",
            "p2"));
  }
}
