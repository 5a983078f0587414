package dev.coatcheck.codec;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** Classes that an application declares itself, and graphs of them. */
final class ApplicationSamples {

  private ApplicationSamples() {}

  static List<Sample> all() {
    List<Sample> all = new ArrayList<>();
    addClasses(all);
    return all;
  }

  static void addClasses(List<Sample> all) {
    all.add(Sample.of("enum", Coat.FUR));
    all.add(Sample.of("enum constant with a body", Coat.RAIN));
    all.add(Sample.of("record that is not Serializable", new Dot(-1, 2)));
    all.add(
        Sample.by(
            "record with an array", new Pixels("p", new int[] {1, 2}), p -> p.name, p -> p.area));
    all.add(Sample.of("record, generic", new Pair<>("a", new Pair<>(1, List.of("b")))));
    all.add(Sample.of("record", new Ticket("a", 7, List.of("x"), null)));
    all.add(
        Sample.of("record, nested", new Ticket("a", 7, List.of(), new Ticket("b", 8, null, null))));
    all.add(Sample.of("record without components", new Nothing()));
    all.add(Sample.of("class", new Person("Ann", 40)));
    all.add(
        Sample.of(
            "class with inheritance", new Employee("Ann", 40, "shop", new BigDecimal("1.50"))));
    all.add(Sample.of("class with generic fields", new Box<>("a", List.of(new Box<>(1, null)))));
    all.add(Sample.of("class with null in all fields", new Employee(null, 0, null, null)));
    all.add(Sample.of("class with the same field twice", new SameField("upper", "lower")));
    all.add(
        Sample.by(
            "class below one of the same name and field",
            new SameName(),
            s -> s.same,
            s -> ((Elsewhere.SameName) s).same));
    all.add(Sample.by("class with transient field", new Transient("a"), t -> t.kept));
    all.add(
        new Sample(
            "class below one that is not Serializable",
            new Below("lost", "kept"),
            (in, out) ->
                ((Below) out).kept.equals(((Below) in).kept)
                    && ((Below) out).made.equals("by constructor")));
    all.add(
        Sample.by(
            "class that is not Serializable",
            new Plain("a", new int[] {1}),
            p -> p.name,
            p -> p.numbers));
    all.add(
        Sample.by(
            "class that is not Serializable below a class of Java",
            new PlainList("a"),
            p -> p.items));
    all.add(Sample.array("array of a class", new Person[] {new Person("a", 1), null}));
    all.add(Sample.of("all primitives", new Primitives()));
    all.add(Sample.of("class nested in another", new Outer.Nested("a")));
    Outer outer = new Outer("out");
    all.add(
        Sample.by("inner class of an inner class", outer.inner("in").innermost(), i -> i.all()));
    all.add(Sample.by("inner class", outer.inner("in"), Outer.Inner::both));
    all.add(Sample.by("anonymous class", outer.anonymous(), Supplier::get));
    all.add(Sample.by("local class", outer.local(), Supplier::get));
  }

  enum Coat {
    FUR,
    RAIN {
      @Override
      boolean isWaterproof() {
        return true;
      }
    };

    boolean isWaterproof() {
      return false;
    }
  }

  record Ticket(String name, int number, List<String> notes, Ticket other)
      implements Serializable {}

  record Nothing() {}

  record Dot(int left, int top) {}

  record Pair<A, B>(A first, B second) {}

  record Pixels(String name, int[] area) implements Serializable {}

  /** Erased to what its bounds say. */
  static final class Box<T extends Comparable<T>> implements Serializable {
    private final T content;
    private final List<? extends Box<?>> others;

    Box(T content, List<? extends Box<?>> others) {
      this.content = content;
      this.others = others;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Box<?> that
          && Objects.equals(that.content, content)
          && Objects.equals(that.others, others);
    }

    @Override
    public int hashCode() {
      return Objects.hash(content, others);
    }
  }

  static class Person implements Serializable {
    private final String name;
    private int age;

    Person(String name, int age) {
      this.name = name;
      this.age = age;
    }

    @Override
    public boolean equals(Object other) {
      return other != null && other.getClass() == getClass() && toString().equals(other.toString());
    }

    @Override
    public int hashCode() {
      return Objects.hash(name, age);
    }

    @Override
    public String toString() {
      return name + age;
    }
  }

  static final class Employee extends Person {
    private final String job;
    private final BigDecimal salary;

    Employee(String name, int age, String job, BigDecimal salary) {
      super(name, age);
      this.job = job;
      this.salary = salary;
    }

    @Override
    public String toString() {
      return super.toString() + job + salary;
    }
  }

  static class Upper implements Serializable {
    final String same;

    Upper(String same) {
      this.same = same;
    }
  }

  static final class SameField extends Upper {
    final String same;

    SameField(String upper, String lower) {
      super(upper);
      same = lower;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof SameField that
          && that.same.equals(same)
          && ((Upper) that).same.equals(((Upper) this).same);
    }

    @Override
    public int hashCode() {
      return same.hashCode();
    }
  }

  static final class Elsewhere {
    static class SameName implements Serializable {
      String same = "upper";
    }
  }

  static final class SameName extends Elsewhere.SameName {
    String same = "lower";
  }

  static final class Transient implements Serializable {
    final String kept;
    final transient Object lost = new Object();

    Transient(String kept) {
      this.kept = kept;
    }
  }

  static class Above {
    String made = "by constructor";
  }

  static final class Below extends Above implements Serializable {
    final String kept;

    Below(String lost, String kept) {
      made = lost;
      this.kept = kept;
    }
  }

  static final class Plain {
    final String name;
    final int[] numbers;

    Plain(String name, int[] numbers) {
      this.name = name;
      this.numbers = numbers;
    }
  }

  static final class PlainList extends java.util.AbstractList<String> {
    private final List<String> items = new ArrayList<>();

    PlainList(String item) {
      items.add(item);
    }

    @Override
    public String get(int index) {
      return items.get(index);
    }

    @Override
    public int size() {
      return items.size();
    }
  }

  record PrimitiveValues(Object... all) {
    @Override
    public boolean equals(Object other) {
      return other instanceof PrimitiveValues that && Arrays.deepEquals(all, that.all);
    }

    @Override
    public int hashCode() {
      return Arrays.deepHashCode(all);
    }
  }

  static final class Primitives {
    boolean aBoolean = true;
    byte aByte = 1;
    short aShort = 2;
    char aChar = 'c';
    int anInt = -3;
    long aLong = -4;
    float aFloat = 5.5f;
    double aDouble = 6.5;

    private PrimitiveValues values() {
      return new PrimitiveValues(aBoolean, aByte, aShort, aChar, anInt, aLong, aFloat, aDouble);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Primitives that && values().equals(that.values());
    }

    @Override
    public int hashCode() {
      return values().hashCode();
    }
  }

  static final class Outer implements Serializable {
    private final String name;

    Outer(String name) {
      this.name = name;
    }

    Inner inner(String inner) {
      return new Inner(inner);
    }

    Supplier<String> anonymous() {
      return new Supplier<>() {
        private final String own = "own";

        @Override
        public String get() {
          return own + name;
        }
      };
    }

    Supplier<String> local() {
      String variable = name + "variable";
      class Local implements Supplier<String> {
        @Override
        public String get() {
          return variable + name;
        }
      }
      return new Local();
    }

    @SuppressWarnings("DoubleBraceInitialization") // applications do it
    Map<String, Integer> doubleBraces() {
      return new HashMap<>() {
        {
          put(name, 1);
        }
      };
    }

    static final class Nested {
      private final String value;

      Nested(String value) {
        this.value = value;
      }

      @Override
      public boolean equals(Object other) {
        return other instanceof Nested that && that.value.equals(value);
      }

      @Override
      public int hashCode() {
        return value.hashCode();
      }
    }

    final class Inner implements Serializable {
      private final String inner;

      Inner(String inner) {
        this.inner = inner;
      }

      String both() {
        return name + inner;
      }

      Innermost innermost() {
        return new Innermost();
      }

      final class Innermost implements Serializable {
        private final String innermost = "innermost";

        String all() {
          return both() + innermost;
        }
      }
    }
  }
}
