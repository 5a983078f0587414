package dev.coatcheck.codec;

import static dev.coatcheck.codec.ClassChange.REFUSED;

import java.util.List;

/** Changes of classes that bring their own serialization, and so go through Java's. */
final class OwnSerializationChanges {

  private static final String HOOK =
      " static final long serialVersionUID = 1; private void writeObject(ObjectOutputStream o)"
          + " throws IOException { o.defaultWriteObject(); } ";
  private static final String PART =
      " class Part implements Serializable { static final long serialVersionUID = 1; int n = 1;"
          + " public String toString() { return `p` + n; } }";

  private OwnSerializationChanges() {}

  static void addTo(List<ClassChange> all) {
    addFields(all);
    addSuperclasses(all);
    addTypes(all);
    addEnumsAndRecords(all);
    addCollections(all);
    addWritesMore(all);
    addMissing(all);
    addVersions(all);
  }

  private static void addFields(List<ClassChange> all) {
    all.add(
        own(
            Evolution.OWN_FIELD_ADDED,
            "of Java's types",
            "{ String name = `v1`; }",
            "{ int added = 5; String name = `v2`; Object zone = `z`; }",
            "0, v1, null",
            "v2"));
    all.add(
        own(
            Evolution.OWN_FIELD_ADDED,
            "its class is new",
            "{ String name = `v1`; }",
            "{ Object a = new Part(), b = List.of(new Part()); String name = `v2`; }" + PART,
            "null, null, v1",
            "v2"));
    all.add(
        own(
            Evolution.OWN_FIELD_REMOVED,
            "together with its class",
            "{ Part a = new Part(); Object name = `v1`; }" + PART,
            "{ Object name = `v2`; }",
            "v1",
            "null, v2"));
    all.add(
        own(
            Evolution.OWN_FIELD_REMOVED,
            "made transient",
            "{ Object a = `a1`; Object name = `v1`; }",
            "{ transient Object a; Object name = `v2`; }",
            "null, v1",
            "null, v2"));
    all.add(
        own(
            Evolution.OWN_FIELD_RENAMED,
            "to another name",
            "{ String login = `v1`; }",
            "{ String user = `v2`; }",
            "null",
            "null"));
    all.add(
        own(
                Evolution.OWN_FIELD_RENAMED,
                "moved to a superclass",
                "extends Base { String name = `v1`; int n = 1; } class Base implements Serializable"
                    + " { static final long serialVersionUID = 1; }",
                "extends Base { int n = 2; } class Base implements Serializable { static final long"
                    + " serialVersionUID = 1; String name = `v2`; }",
                "null1",
                "null2")
            .shownBy("data.name + data.n"));
  }

  private static void addSuperclasses(List<ClassChange> all) {
    String base = " class Base implements Serializable { int b = 3; }";
    all.add(
        own(
            Evolution.OWN_FIELD_ADDED,
            "superclass inserted",
            "{ String name = `v1`; }",
            "extends Base { String name = `v2`; }" + base,
            "v1",
            "v2"));
    all.add(
        own(
            Evolution.OWN_FIELD_REMOVED,
            "superclass removed",
            "extends Base { String name = `v1`; }" + base,
            "{ String name = `v2`; }",
            "v1",
            "v2"));
  }

  private static void addTypes(List<ClassChange> all) {
    all.add(ofN("int to long", "int n = 7", "long n = 8", "App$Data"));
    all.add(ofN("int to Integer", "int n = 7", "Integer n = 8", "App$Data"));
    all.add(ofN("int to String", "int n = 7", "String n = `8`", "App$Data"));
    all.add(
        ofN(
            "List to Set",
            "List<String> n = new ArrayList<>(List.of(`a`))",
            "Set<String> n = new HashSet<>(Set.of(`b`))",
            "field App$Data.n"));
    all.add(
        own(
            Evolution.OWN_TYPE_WITH_ROOM,
            "String to Object",
            "{ String n = `7`; }",
            "{ Object n = `8`; }",
            "7",
            "8"));
  }

  private static void addEnumsAndRecords(List<ClassChange> all) {
    all.add(
        own(
            Evolution.OWN_CONSTANTS_REORDERED,
            "in a map",
            "{ Object c = new EnumMap<>(Map.of(Color.BLUE, 1)); } enum Color { RED, BLUE }",
            "{ Object c = EnumSet.of(Color.RED); } enum Color { GREEN, BLUE, RED }",
            "{BLUE=1}",
            "[RED]"));
    for (String holder : List.of("Color.%s", "EnumSet.of(Color.%s)", "List.of(Color.%s)")) {
      String few = "{ Object c = " + ClassChange.fill(holder, "RED") + "; } enum Color { RED }";
      String many =
          "{ Object c = " + ClassChange.fill(holder, "BLUE") + "; } enum Color { RED, BLUE }";
      all.add(
          own(
              Evolution.OWN_CONSTANT_REMOVED,
              ClassChange.fill(holder, "…"),
              many,
              few,
              REFUSED + "enum App$Color",
              holder.startsWith("Color") ? "RED" : "[RED]"));
    }
    all.add(
        own(
            Evolution.OWN_COMPONENTS,
            "before and behind",
            "{ Object r = new R(`v1`); } record R(String a) implements Serializable {}",
            "{ Object r = new R(1, `v2`, 2); } record R(int n, String a, Integer b) implements"
                + " Serializable {}",
            "R[n=0, a=v1, b=null]",
            "R[a=v2]"));
  }

  private static void addCollections(List<ClassChange> all) {
    String version = "static final long serialVersionUID = 1; ";
    all.add(
        ClassChange.of(
                Evolution.OWN_FIELD_ADDED,
                "in a subclass of ArrayList",
                "extends ArrayList<Object> { " + version + "String name = `v1`; { add(1); } }",
                "extends ArrayList<Object> { "
                    + version
                    + "String name = `v2`; int n = 7; {"
                    + " add(2); } }",
                "0, v1[1]",
                "v2[2]")
            .shownBy("fields(data) + data"));
    all.add(
        ClassChange.of(
                Evolution.OWN_WITHOUT_VERSION,
                "a field of a subclass of HashMap",
                "extends HashMap<Object, Object> { String name = `v1`; }",
                "extends HashMap<Object, Object> { String name = `v2`; int n = 7; }",
                REFUSED + "App$Data",
                REFUSED + "App$Data")
            .shownBy("fields(data) + data"));
  }

  private static void addWritesMore(List<ClassChange> all) {
    String data =
        "{ static final long serialVersionUID = 1; String name = `v%s`; private void"
            + " writeObject(ObjectOutputStream o) throws IOException { o.defaultWriteObject(); %s }"
            + " private void readObject(ObjectInputStream i) throws Exception {"
            + " i.defaultReadObject(); %s } }";
    all.add(
        ClassChange.of(
            Evolution.OWN_WRITES_MORE,
            "writeObject",
            ClassChange.fill(data, "1", "", ""),
            ClassChange.fill(data, "2", "o.writeInt(5); o.writeObject(`x`);", "i.readInt();"),
            REFUSED + "App$Data",
            "v2"));
    String external =
        "implements Externalizable { static final long serialVersionUID = 1; String name = `v%1$s`;"
            + " public Data() {} public void writeExternal(ObjectOutput o) throws IOException {"
            + " o.writeUTF(name); %2$s } public void readExternal(ObjectInput i) throws IOException"
            + " { name = i.readUTF(); %3$s } }";
    all.add(
        ClassChange.of(
            Evolution.OWN_WRITES_MORE,
            "writeExternal",
            ClassChange.fill(external, "1", "", ""),
            ClassChange.fill(external, "2", "o.writeInt(5);", "i.readInt();"),
            REFUSED + "App$Data",
            "v2"));
  }

  private static void addMissing(List<ClassChange> all) {
    String renamed = PART.replace("Part", "Piece");
    for (String holder : List.of("new %s()", "List.of(new %s())", "new %s[] { new %1$s() }")) {
      all.add(
          own(
              Evolution.OWN_CLASS_REMOVED,
              ClassChange.fill(holder, "…"),
              "{ Object o = " + ClassChange.fill(holder, "Part") + "; }" + PART,
              "{ Object o = " + ClassChange.fill(holder, "Piece") + "; }" + renamed,
              REFUSED + "class App$Part is missing",
              REFUSED + "class App$Piece is missing"));
    }
  }

  private static void addVersions(List<ClassChange> all) {
    String replaced =
        "{ static final long serialVersionUID = %s; int n = 1; Object writeReplace() { return"
            + " this; } }";
    all.add(
        ClassChange.of(
            Evolution.OWN_VERSION,
            "of a class with writeReplace",
            ClassChange.fill(replaced, "1"),
            ClassChange.fill(replaced, "2"),
            REFUSED + "App$Data; local class incompatible",
            REFUSED + "App$Data; local class incompatible"));
    all.add(
        ClassChange.of(
            Evolution.OWN_WITHOUT_VERSION,
            "a method",
            "{ int n = 1; Object writeReplace() { return this; } }",
            "{ int n = 1; Object writeReplace() { return this; } public void added() {} }",
            REFUSED + "App$Data; local class incompatible",
            REFUSED + "App$Data; local class incompatible"));
  }

  private static ClassChange ofN(String name, String older, String newer, String subject) {
    return own(
        Evolution.OWN_TYPE_CHANGED,
        name,
        "{ " + older + "; }",
        "{ " + newer + "; }",
        REFUSED + subject,
        REFUSED + subject);
  }

  /** A change of a class Data that has writeObject, of one version. */
  private static ClassChange own(
      Evolution kind, String name, String older, String newer, String forward, String backward) {
    return ClassChange.of(kind, name, hooked(older), hooked(newer), forward, backward);
  }

  private static String hooked(String data) {
    return data.replaceFirst("\\{", "{" + HOOK);
  }
}
