package dev.coatcheck.codec;

/** A kind of change of an application's classes, as the documentation lists it. */
enum Evolution {
  FIELD_ADDED("a field added", Outcome.DEFAULT, Outcome.LEFT_OUT),
  FIELD_REMOVED("a field removed", Outcome.LEFT_OUT, Outcome.DEFAULT),
  FIELD_RENAMED(
      "a field renamed, or moved to a superclass or from one",
      Outcome.DEFAULT_AND_LEFT_OUT,
      Outcome.DEFAULT_AND_LEFT_OUT),
  FIELD_TRANSIENT("a field made `transient` or `static`", Outcome.LEFT_OUT, Outcome.DEFAULT),
  NUMBER_WIDENED(
      "a number widened, such as `int` to `long` or `double`", Outcome.SAME, Outcome.REFUSED),
  BOXED("a primitive boxed", Outcome.SAME, Outcome.SAME),
  BOXED_NULL("a primitive boxed, and the box is null", Outcome.SAME, Outcome.REFUSED),
  TYPE_WITH_ROOM(
      "a field's type changed to another that the object has as well, such as `String` to `Object`",
      Outcome.SAME,
      Outcome.SAME),
  TYPE_NARROWED(
      "a field's type narrowed, and the object does not have it", Outcome.REFUSED, Outcome.SAME),
  TYPE_CHANGED(
      "a field's type changed otherwise, such as `int` to `String` or `List` to `Set`",
      Outcome.REFUSED,
      Outcome.REFUSED),
  TYPE_ARGUMENT_CHANGED(
      "a type argument changed, such as `List<Integer>` to `List<String>`",
      Outcome.UNCHECKED,
      Outcome.UNCHECKED),
  MODIFIERS("a class made `final`, or no longer `Serializable`", Outcome.SAME, Outcome.SAME),
  SUPERCLASS_INSERTED("a superclass inserted", Outcome.DEFAULT, Outcome.LEFT_OUT),
  SUPERCLASS_REMOVED("a superclass removed", Outcome.LEFT_OUT, Outcome.DEFAULT),
  INNER_MADE_STATIC("an inner class made `static`", Outcome.LEFT_OUT, Outcome.DEFAULT),
  VERSION("another `serialVersionUID`", Outcome.SAME, Outcome.SAME),
  CONSTANTS_REORDERED(
      "an enum's constants reordered, given a body, others added or removed",
      Outcome.SAME,
      Outcome.SAME),
  CONSTANT_REMOVED("an enum's constant removed that is stored", Outcome.REFUSED, Outcome.SAME),
  CONSTANT_ADDED("an enum's constant added and stored", Outcome.SAME, Outcome.REFUSED),
  COMPONENTS_REORDERED("a record's components reordered", Outcome.SAME, Outcome.SAME),
  COMPONENT_ADDED("a record's component added", Outcome.DEFAULT, Outcome.LEFT_OUT),
  CONSTRUCTOR_REFUSES(
      "a record's constructor made to refuse what is stored", Outcome.REFUSED, Outcome.SAME),
  CLASS_TO_RECORD("a class made a record", Outcome.SAME, Outcome.SAME),
  NATURE(
      "a class made an enum or a collection, or given `writeObject`, `readResolve` and the like",
      Outcome.REFUSED,
      Outcome.REFUSED),
  CLASS_REMOVED(
      "a class renamed, moved to another package, or removed", Outcome.REFUSED, Outcome.REFUSED),
  NAMELESS_CLASS(
      "an anonymous or local class written before another one", Outcome.REFUSED, Outcome.REFUSED),

  OWN_FIELD_ADDED(Part.OWN, "a field or a superclass added", Outcome.DEFAULT, Outcome.LEFT_OUT),
  OWN_FIELD_REMOVED(Part.OWN, "a field or a superclass removed", Outcome.LEFT_OUT, Outcome.DEFAULT),
  OWN_FIELD_RENAMED(
      Part.OWN,
      "a field renamed, or moved to a superclass or from one",
      Outcome.DEFAULT_AND_LEFT_OUT,
      Outcome.DEFAULT_AND_LEFT_OUT),
  OWN_TYPE_WITH_ROOM(
      Part.OWN,
      "a field's type changed to another that the object has as well",
      Outcome.SAME,
      Outcome.SAME),
  OWN_TYPE_CHANGED(
      Part.OWN,
      "a field's type changed otherwise, a number widened, a primitive boxed",
      Outcome.REFUSED,
      Outcome.REFUSED),
  OWN_CONSTANTS_REORDERED(
      Part.OWN,
      "an enum's constants reordered, others added or removed",
      Outcome.SAME,
      Outcome.SAME),
  OWN_CONSTANT_REMOVED(
      Part.OWN, "an enum's constant removed that is stored", Outcome.REFUSED, Outcome.SAME),
  OWN_COMPONENTS(Part.OWN, "a record's component added", Outcome.DEFAULT, Outcome.LEFT_OUT),
  OWN_WRITES_MORE(
      Part.OWN,
      "`writeObject` or `writeExternal` made to write more, and its counterpart to read it",
      Outcome.REFUSED,
      Outcome.LEFT_OUT),
  OWN_CLASS_REMOVED(
      Part.OWN,
      "a class renamed, moved to another package, or removed",
      Outcome.REFUSED,
      Outcome.REFUSED),
  OWN_VERSION(Part.OWN, "another `serialVersionUID`", Outcome.REFUSED, Outcome.REFUSED),
  OWN_WITHOUT_VERSION(
      Part.OWN,
      "any change of a class that has no `serialVersionUID`, even of a method",
      Outcome.REFUSED,
      Outcome.REFUSED);

  private final Part part;
  private final String change;
  private final Outcome forward;
  private final Outcome backward;

  /** How the objects of the changed classes are stored. */
  enum Part {
    FIELDS,
    OWN
  }

  /** What one version sees of a value that the other one stored. */
  enum Outcome {
    SAME("as it was stored"),
    DEFAULT("right, and its default for what is new"),
    LEFT_OUT("right, without what is not known here"),
    DEFAULT_AND_LEFT_OUT("right, and the field has its default"),
    UNCHECKED("as it was stored; nobody can check it"),
    REFUSED("the attribute cannot be read");

    private final String told;

    Outcome(String told) {
      this.told = told;
    }
  }

  Evolution(String change, Outcome forward, Outcome backward) {
    this(Part.FIELDS, change, forward, backward);
  }

  Evolution(Part part, String change, Outcome forward, Outcome backward) {
    this.part = part;
    this.change = change;
    this.forward = forward;
    this.backward = backward;
  }

  /** What the newer version sees of the older one's value. */
  Outcome forward() {
    return forward;
  }

  /** What the older version sees of the newer one's value. */
  Outcome backward() {
    return backward;
  }

  /** The table of one part as it stands in the documentation. */
  static String markdown(Part part) {
    StringBuilder text = new StringBuilder();
    text.append(
            "| change | the new version reads the old one's | the old version reads the new one's |\n")
        .append("| --- | --- | --- |\n");
    for (Evolution row : values()) {
      if (row.part == part) {
        text.append("| ")
            .append(row.change)
            .append(" | ")
            .append(row.forward.told)
            .append(" | ")
            .append(row.backward.told)
            .append(" |\n");
      }
    }
    return text.toString();
  }
}
