package dev.coatcheck.codec;

import java.util.ArrayList;
import java.util.List;

/**
 * A change of a class.
 *
 * @param older the older version's class Data and what belongs to it
 * @param newer the newer version's
 * @param shown an expression over data that both versions show, each with its own fields
 * @param forward what the newer version sees of the older one's value
 * @param backward what the older version sees of the newer one's value
 */
record ClassChange(
    String name, String older, String newer, String shown, String forward, String backward) {

  /** Begins what is seen when the attribute is refused, before a part of the message. */
  static final String REFUSED = "refused: ";

  static List<ClassChange> all() {
    List<ClassChange> all = new ArrayList<>();
    addFieldChanges(all);
    addTypeChanges(all);
    addHierarchyChanges(all);
    addEnumChanges(all);
    addRecordChanges(all);
    addNatureChanges(all);
    return all;
  }

  private static void addFieldChanges(List<ClassChange> all) {
    all.add(
        change(
            "field added, first by name",
            "{ String name = `v1`; }",
            "{ int added = 5; String name = `v2`; }",
            "0, v1",
            "v2"));
    all.add(
        change(
            "field added, last by name",
            "{ String name = `v1`; }",
            "{ String name = `v2`; Object zone = `z`; }",
            "v1, null",
            "v2"));
    all.add(
        change(
            "field added that holds an object others refer to",
            "{ Object name = `v1`; Object zone = name; }",
            "{ Object added = new StringBuilder(`v2`); Object name = added; Object zone = added; }",
            "null, v1, v1",
            "v2, v2"));
    all.add(
        change(
            "field renamed",
            "{ String login = `v1`; }",
            "{ String user = `v2`; }",
            "null",
            "null"));
    all.add(
        change(
            "field replaced by one of the same place and type",
            "{ String name = `n1`; String role = `r1`; }",
            "{ String email = `e2`; String name = `n2`; }",
            "null, n1",
            "n2, null"));
    all.add(
        change(
            "serialVersionUID changed",
            "{ static final long serialVersionUID = 1; String name = `v1`; }",
            "{ static final long serialVersionUID = 2; String name = `v2`; }",
            "v1",
            "v2"));
  }

  private static void addTypeChanges(List<ClassChange> all) {
    all.add(
        change(
            "int widened to long",
            "{ int n = -7; }",
            "{ long n = 1L << 40; }",
            "-7",
            REFUSED + "App$Data.n"));
    all.add(
        change(
            "int to double",
            "{ int n = 7; }",
            "{ double n = 0.5; }",
            "7.0",
            REFUSED + "App$Data.n"));
    all.add(
        change(
            "long to float",
            "{ long n = 7; }",
            "{ float n = 1; }",
            REFUSED + "App$Data.n",
            REFUSED + "App$Data.n"));
    all.add(change("int to Integer", "{ int n = 7; }", "{ Integer n = 8; }", "7", "8"));
    all.add(
        change(
            "int to Integer that is null",
            "{ int n = 7; }",
            "{ Integer n; }",
            "7",
            REFUSED + "App$Data.n"));
    all.add(
        change(
            "int to Long",
            "{ int n = 7; }",
            "{ Long n = 8L; }",
            REFUSED + "App$Data.n",
            REFUSED + "App$Data.n"));
    all.add(
        change(
            "int to String",
            "{ int n = 7; }",
            "{ String n = `8`; }",
            REFUSED + "App$Data.n",
            REFUSED + "App$Data.n"));
    all.add(change("String to Object", "{ String n = `7`; }", "{ Object n = `8`; }", "7", "8"));
    all.add(
        change(
            "Object to String",
            "{ Object n = 7; }",
            "{ String n = `8`; }",
            REFUSED + "App$Data.n",
            "8"));
    all.add(
        change(
            "List to Set",
            "{ List<String> n = new ArrayList<>(List.of(`a`)); }",
            "{ Set<String> n = new HashSet<>(Set.of(`b`)); }",
            REFUSED + "App$Data.n",
            REFUSED + "App$Data.n"));
    all.add(
        change(
            "array to list",
            "{ int[] n = {1}; }",
            "{ List<Integer> n = List.of(2); }",
            REFUSED + "App$Data.n",
            REFUSED + "App$Data.n"));
    all.add(
        change(
            "class of a field made final",
            "{ Part part = new Part(); } class Part implements Serializable { int n = 1; public String toString() { return `p` + n; } }",
            "{ Part part = new Part(); } final class Part implements Serializable { int n = 2; public String toString() { return `p` + n; } }",
            "p1",
            "p2"));
  }

  private static void addHierarchyChanges(List<ClassChange> all) {
    all.add(
        change(
            "superclass inserted",
            "{ String name = `v1`; }",
            "extends Base { String name = `v2`; } class Base implements Serializable { String base = `b`; }",
            "v1",
            "v2"));
    all.add(
        change(
            "superclass inserted with a field of the same name",
            "{ String name = `v1`; }",
            "extends Base { String name = `v2`; } class Base implements Serializable { String name = `b`; }",
            "v1",
            "v2"));
    all.add(
        change(
            "field moved to a superclass",
            "extends Base { String name = `v1`; } class Base implements Serializable {}",
            "extends Base {} class Base implements Serializable { String name = `v2`; }",
            "data.name",
            "null",
            "null"));
    all.add(
        change(
            "field added below a class of the same name and field",
            "extends Other.Data { String name = `v1`; } class Other { static class Data implements Serializable { String name = `b1`; } }",
            "extends Other.Data { int added; String name = `v2`; } class Other { static class Data implements Serializable { String name = `b2`; } }",
            "data.name + ((Other.Data) data).name",
            "v1b1",
            "v2b2"));
    all.add(
        change(
            "no longer Serializable",
            "implements Comparable<Object> { String name = `v1`; public int compareTo(Object o) { return 0; } }",
            "{ String name = `v2`; }",
            "v1",
            "v2"));
  }

  private static void addEnumChanges(List<ClassChange> all) {
    all.add(
        change(
            "enum constant inserted and others reordered",
            "{ Color c = Color.BLUE; } enum Color { RED, BLUE }",
            "{ Color c = Color.RED; } enum Color { GREEN, BLUE, RED }",
            "BLUE",
            "RED"));
    all.add(
        change(
            "enum constant removed",
            "{ Color c = Color.BLUE; } enum Color { RED, BLUE }",
            "{ Color c = Color.RED; } enum Color { RED }",
            REFUSED + "App$Color",
            "RED"));
    all.add(
        change(
            "enum constant gets a body",
            "{ Object c = EnumSet.of(Color.BLUE); } enum Color { RED, BLUE }",
            "{ Object c = new EnumMap<>(Map.of(Color.BLUE, Color.BLUE)); } enum Color { RED { int x; }, BLUE { int y; } }",
            "[BLUE]",
            "{BLUE=BLUE}"));
  }

  private static void addRecordChanges(List<ClassChange> all) {
    all.add(
        change(
            "record component added",
            "{ Object r = new R(`v1`); } record R(String a) {}",
            "{ Object r = new R(1, `v2`, 2); } record R(int n, String a, Integer b) {}",
            "R[n=0, a=v1, b=null]",
            "R[a=v2]"));
    all.add(
        change(
            "record components reordered",
            "{ Object r = new R(`a1`, `b1`); } record R(String a, String b) {}",
            "{ Object r = new R(`b2`, `a2`); } record R(String b, String a) {}",
            "R[b=b1, a=a1]",
            "R[a=a2, b=b2]"));
    all.add(
        change(
            "record component of another type",
            "{ Object r = new R(`v1`); } record R(String a) {}",
            "{ Object r = new R(2); } record R(Integer a) {}",
            REFUSED + "App$R.a",
            REFUSED + "App$R.a"));
    all.add(
        change(
            "record whose constructor refuses the value",
            "{ Object r = new R(-1); } record R(int a) {}",
            "{ Object r = new R(2); } record R(int a) { R { if (a < 0) throw new IllegalArgumentException(`secret`); } }",
            REFUSED + "App$R",
            "R[a=2]"));
    all.add(
        change(
            "class to record",
            "{ Object r = new R(); } class R { String a = `v1`; public String toString() { return `R:` + a; } }",
            "{ Object r = new R(`v2`); } record R(String a) {}",
            "R[a=v1]",
            "R:v2"));
  }

  private static void addNatureChanges(List<ClassChange> all) {
    all.add(
        change(
            "class of a part missing",
            "{ Object part = new Gone(); } class Gone implements Serializable {}",
            "{ Object part = `v2`; }",
            REFUSED + "App$Gone is missing in this version",
            "v2"));
    all.add(
        change(
            "field removed together with its class",
            "{ Object part = new Gone(); } class Gone implements Serializable {}",
            "{ String name = `v2`; }",
            REFUSED + "App$Gone is missing in this version",
            "null"));
    all.add(
        change(
            "class to enum",
            "{ Object part = new Part(); } class Part implements Serializable { public String toString() { return `p`; } }",
            "{ Object part = Part.A; } enum Part { A }",
            REFUSED + "App$Part",
            REFUSED + "App$Part"));
    all.add(
        change(
            "class to collection",
            "{ Object part = new Part(); } class Part implements Serializable { int size = 3; }",
            "{ Object part = `v2`; } class Part extends ArrayList<String> {}",
            REFUSED + "App$Part",
            "v2"));
    all.add(
        change(
            "class that gets its own serialization",
            "{ Object part = new Part(); } class Part implements Serializable { static final long serialVersionUID = 1; int n = 1; public String toString() { return `p` + n; } }",
            "{ static final long serialVersionUID = 1; Object part = new Part(); } class Part implements Serializable { static final long serialVersionUID = 1; int n = 2; private void readObject(ObjectInputStream in) throws Exception { in.defaultReadObject(); } public String toString() { return `p` + n; } }",
            REFUSED + "App$Part",
            REFUSED + "App$Data"));
  }

  /** A change that both versions show by all fields of Data, in the order of their names. */
  private static ClassChange change(
      String name, String older, String newer, String forward, String backward) {
    return new ClassChange(name, older, newer, "fields(data)", forward, backward);
  }

  private static ClassChange change(
      String name, String older, String newer, String shown, String forward, String backward) {
    return new ClassChange(name, older, newer, "String.valueOf(" + shown + ")", forward, backward);
  }

  @Override
  public String toString() {
    return name;
  }
}
