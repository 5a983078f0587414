package dev.coatcheck.codec;

import static dev.coatcheck.codec.ClassChange.REFUSED;

import java.util.List;

/** Types, enums and classes that change. */
final class TypeChanges {

  private static final String N = REFUSED + "App$Data.n";
  private static final String PART =
      " class Part implements Serializable { int n = 1; public String toString() { return `p` + n;"
          + " } }";

  private TypeChanges() {}

  static void addTo(List<ClassChange> all) {
    addNumbers(all);
    addReferences(all);
    addEnums(all);
    addNatures(all);
    addMissing(all);
    addNameless(all);
  }

  private static void addNumbers(List<ClassChange> all) {
    all.add(
        ofN(Evolution.NUMBER_WIDENED, "int to long", "int n = -7", "long n = 1L << 40", "-7", N));
    all.add(ofN(Evolution.NUMBER_WIDENED, "int to double", "int n = 7", "double n = 1", "7.0", N));
    all.add(ofN(Evolution.NUMBER_WIDENED, "byte to float", "byte n = 7", "float n = 1", "7.0", N));
    all.add(ofN(Evolution.TYPE_CHANGED, "long to float", "long n = 7", "float n = 1", N, N));
    all.add(ofN(Evolution.TYPE_CHANGED, "char to int", "char n = 'a'", "int n = 1", N, N));
    all.add(ofN(Evolution.TYPE_CHANGED, "boolean to int", "boolean n = true", "int n = 1", N, N));
    all.add(ofN(Evolution.BOXED, "int to Integer", "int n = 7", "Integer n = 8", "7", "8"));
    all.add(ofN(Evolution.BOXED, "int to Number", "int n = 7", "Number n = 8", "7", "8"));
    all.add(ofN(Evolution.BOXED_NULL, "int to Integer", "int n = 7", "Integer n", "7", N));
    all.add(ofN(Evolution.TYPE_CHANGED, "int to Long", "int n = 7", "Long n = 8L", N, N));
    all.add(ofN(Evolution.TYPE_CHANGED, "int to String", "int n = 7", "String n = `8`", N, N));
  }

  private static void addReferences(List<ClassChange> all) {
    all.add(
        ofN(
            Evolution.TYPE_WITH_ROOM,
            "String to Object",
            "String n = `7`",
            "Object n = `8`",
            "7",
            "8"));
    all.add(
        ofN(
            Evolution.TYPE_WITH_ROOM,
            "class to interface",
            "ArrayList<String> n = new ArrayList<>(List.of(`a`))",
            "Collection<String> n = new ArrayList<>(List.of(`b`))",
            "[a]",
            "[b]"));
    all.add(
        ofN(
            Evolution.TYPE_WITH_ROOM,
            "to another interface of the object's",
            "CharSequence n = `a`",
            "Comparable<String> n = `b`",
            "a",
            "b"));
    all.add(
        ofN(Evolution.TYPE_NARROWED, "Object to String", "Object n = 7", "String n = `8`", N, "8"));
    all.add(
        ofN(
            Evolution.TYPE_NARROWED,
            "to an interface that the object does not have",
            "CharSequence n = new StringBuilder(`a`)",
            "Cloneable n = null",
            N,
            "null"));
    all.add(
        ofN(
            Evolution.TYPE_CHANGED,
            "List to Set",
            "List<String> n = new ArrayList<>(List.of(`a`))",
            "Set<String> n = new HashSet<>(Set.of(`b`))",
            N,
            N));
    all.add(
        ofN(
            Evolution.TYPE_CHANGED,
            "array to list",
            "int[] n = {1}",
            "List<Integer> n = List.of(2)",
            N,
            N));
    all.add(
        ofN(Evolution.TYPE_CHANGED, "int[] to long[]", "int[] n = {1}", "long[] n = {2}", N, N));
    all.add(
        ClassChange.of(
            Evolution.TYPE_CHANGED,
            "to another class of the application",
            "{ Part n = new Part(); }" + PART,
            "{ Piece n = new Piece(); }" + PART + " class Piece implements Serializable {}",
            N,
            REFUSED + "App$Piece is missing"));
    all.add(
        ofN(
            Evolution.TYPE_ARGUMENT_CHANGED,
            "of a list",
            "List<Integer> n = List.of(1)",
            "List<String> n = List.of(`b`)",
            "[1]",
            "[b]"));
    all.add(
        ofN(
            Evolution.TYPE_ARGUMENT_CHANGED,
            "of a map within a list",
            "List<Map<String, Integer>> n = List.of(Map.of(`a`, 1))",
            "List<Map<Integer, String>> n = List.of(Map.of(2, `b`))",
            "[{a=1}]",
            "[{2=b}]"));
  }

  private static void addEnums(List<ClassChange> all) {
    all.add(
        ClassChange.of(
            Evolution.CONSTANTS_REORDERED,
            "a field",
            "{ Color c = Color.BLUE; } enum Color { RED, BLUE }",
            "{ Color c = Color.RED; } enum Color { GREEN, BLUE, RED }",
            "BLUE",
            "RED"));
    all.add(
        ClassChange.of(
            Evolution.CONSTANTS_REORDERED,
            "keys, with bodies",
            "{ Object c = EnumSet.of(Color.BLUE); } enum Color { RED, BLUE }",
            "{ Object c = new EnumMap<>(Map.of(Color.BLUE, Color.BLUE)); } enum Color { GREEN, BLUE"
                + " { int y; }, RED { int x; } }",
            "[BLUE]",
            "{BLUE=BLUE}"));
    for (String holder :
        List.of(
            "Color.%s",
            "EnumSet.of(Color.%s)",
            "new EnumMap<>(Map.of(Color.%s, 1))",
            "new HashMap<>(Map.of(Color.%s, 1))",
            "new HashSet<>(Set.of(Color.%s))",
            "new Color[] {Color.%s}")) {
      addEnum(all, holder);
    }
  }

  /** A constant that only one of the versions has, in some place. */
  private static void addEnum(List<ClassChange> all, String holder) {
    String few = "{ Object c = " + ClassChange.fill(holder, "RED") + "; } enum Color { RED }";
    String many =
        "{ Object c = " + ClassChange.fill(holder, "BLUE") + "; } enum Color { RED, BLUE }";
    String red = holder.contains("1") ? "{RED=1}" : holder.startsWith("Color.") ? "RED" : "[RED]";
    String place = ClassChange.fill(holder, "…");
    String seen = holder.startsWith("new Color[]") ? "[LApp$Color;" : red;
    all.add(
        ClassChange.of(Evolution.CONSTANT_REMOVED, place, many, few, REFUSED + "App$Color", seen));
    all.add(
        ClassChange.of(Evolution.CONSTANT_ADDED, place, few, many, seen, REFUSED + "App$Color"));
  }

  private static void addNatures(List<ClassChange> all) {
    String held = "{ Object part = new Part(); }";
    all.add(
        ClassChange.of(
            Evolution.CLASS_TO_RECORD,
            "of the same fields",
            "{ Object r = new R(); } class R { String a = `v1`; public String toString() { return"
                + " `R:` + a; } }",
            "{ Object r = new R(`v2`); } record R(String a) {}",
            "R[a=v1]",
            "R:v2"));
    all.add(
        ClassChange.of(
            Evolution.NATURE,
            "class to enum",
            held + PART,
            "{ Object part = Part.A; } enum Part { A }",
            REFUSED + "App$Part",
            REFUSED + "App$Part"));
    all.add(
        ClassChange.of(
            Evolution.NATURE,
            "class to collection",
            held + PART,
            held + " class Part extends ArrayList<String> {}",
            REFUSED + "App$Part",
            REFUSED + "App$Part"));
    all.add(
        ClassChange.of(
            Evolution.NATURE,
            "class that gets its own serialization",
            held + PART,
            "{ static final long serialVersionUID = 1; Object part = new Part(); } class Part"
                + " implements Serializable { static final long serialVersionUID = 1; int n = 2;"
                + " private void readObject(ObjectInputStream in) throws Exception {"
                + " in.defaultReadObject(); } }",
            REFUSED + "App$Part",
            REFUSED + "App$Data"));
    all.add(
        ClassChange.of(
            Evolution.INNER_MADE_STATIC,
            "within another",
            "{ Object part = new Holder().new Part(); } class Holder implements Serializable {"
                + " class Part implements Serializable { int n = 1; public String toString() {"
                + " return `p` + n; } } }",
            "{ Object part = new Holder.Part(); } class Holder implements Serializable { static"
                + " class Part implements Serializable { int n = 2; public String toString() {"
                + " return `p` + n; } } }",
            "p1",
            "p2"));
  }

  private static void addMissing(List<ClassChange> all) {
    String gone = REFUSED + "App$Part is missing in this version";
    String piece = REFUSED + "App$Piece is missing in this version";
    String renamed = PART.replace("Part", "Piece");
    for (String holder :
        List.of(
            "new %s()",
            "new ArrayList<>(List.of(new %s()))",
            "Map.of(new %s(), 1)",
            "Optional.of(new %s())",
            "new %s[] { new %1$s() }",
            "new Object[] { new %s() }",
            "EnumSet.noneOf(Enum%s.class)")) {
      String older = "{ Object o = " + ClassChange.fill(holder, "Part") + "; }" + PART;
      String newer = "{ Object o = " + ClassChange.fill(holder, "Piece") + "; }" + renamed;
      boolean ofEnum = holder.contains("Enum%s");
      all.add(
          ClassChange.of(
              Evolution.CLASS_REMOVED,
              ClassChange.fill(holder, "…"),
              ofEnum ? older + " enum EnumPart { A }" : older,
              ofEnum ? newer + " enum EnumPiece { A }" : newer,
              ofEnum ? gone.replace("$", "$Enum") : gone,
              ofEnum ? piece.replace("$", "$Enum") : piece));
    }
    all.add(
        ClassChange.of(
            Evolution.CLASS_REMOVED,
            "moved",
            "{ Object o = new Here.Part(); } class Here { static" + PART + " }",
            "{ Object o = new There.Part(); } class There { static" + PART + " }",
            REFUSED + "App$Here$Part is missing",
            REFUSED + "App$There$Part is missing"));
  }

  private static void addNameless(List<ClassChange> all) {
    String one =
        "static Object one() { return new Serializable() { int n = 1; public String toString() {"
            + " return `one` + n; } }; }";
    String zero = one.replace("one", "zero");
    all.add(
        ClassChange.of(
            Evolution.NAMELESS_CLASS,
            "anonymous, in another method",
            "{ Object o = one(); " + one + " }",
            "{ Object o = one(); " + zero + one + " }",
            REFUSED + "App$Data$1 has a number for a name",
            REFUSED + "App$Data$2"));
    all.add(
        ClassChange.of(
            Evolution.NAMELESS_CLASS,
            "anonymous, of another interface",
            "{ Object o = one(); static Object one() { return new Cloneable() { }; } }",
            "{ Object o = one(); static Object one() { new Serializable() { }.toString(); return"
                + " new Cloneable() { }; } }",
            REFUSED + "App$Data$1 has a number for a name",
            REFUSED + "App$Data$2"));
    String local = "static Object one() { class Local { int n = 1; } return new Local(); }";
    all.add(
        ClassChange.of(
            Evolution.NAMELESS_CLASS,
            "local",
            "{ Object o = one(); " + local + " }",
            "{ Object o = one(); " + local.replace("one", "zero") + local + " }",
            REFUSED + "App$Data$1Local has a number for a name",
            REFUSED + "App$Data$2Local"));
  }

  private static ClassChange ofN(
      Evolution kind, String name, String older, String newer, String forward, String backward) {
    return ClassChange.of(
        kind, name, "{ " + older + "; }", "{ " + newer + "; }", forward, backward);
  }
}
