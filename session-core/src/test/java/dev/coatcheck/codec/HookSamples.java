package dev.coatcheck.codec;

import java.io.Externalizable;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInput;
import java.io.ObjectInputStream;
import java.io.ObjectOutput;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamField;
import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Classes of an application that bring their own serialization. */
final class HookSamples {

  private HookSamples() {}

  static List<Sample> all() {
    List<Sample> all = new ArrayList<>();
    addHooks(all);
    addThrowables(all);
    addFunctions(all);
    return all;
  }

  static void addHooks(List<Sample> all) {
    all.add(Sample.by("writeObject and readObject", new Hooks("a"), h -> h.value, h -> h.derived));
    all.add(Sample.by("writeReplace and readResolve", new Replaced("a"), r -> r.value));
    all.add(new Sample("singleton of the application", Single.INSTANCE, (in, out) -> in == out));
    all.add(Sample.by("Externalizable", external("a"), e -> e.value));
    all.add(
        Sample.by("serialPersistentFields", new Persistent("a", "b"), p -> p.kept, p -> p.left));
    all.add(
        Sample.by("subclass of ArrayList", new NamedList("name", "a", "b"), l -> l, l -> l.name));
    all.add(
        Sample.by(
            "subclass of HashMap", new NamedMap("name", Map.of("a", 1)), m -> m, m -> m.name));
    all.add(Sample.by("LinkedHashMap that drops the eldest", lru(), Map::toString, m -> m.limit));
    all.add(Sample.by("anonymous subclass of HashMap", doubleBraces(), m -> m));
    all.add(Sample.by("subclass of TreeMap", new Sorted("b", "a"), Map::toString, m -> m.note));
    all.add(
        Sample.by(
            "subclass of Properties",
            new Config("a"),
            m -> m,
            m -> m.note,
            m -> m.getProperty("default")));
    all.add(Sample.of("subclass of Date", new Stamp(5)));
  }

  static void addThrowables(List<Sample> all) {
    Function<Throwable, Object> cause = t -> t.getCause().getMessage();
    all.add(
        Sample.by(
            "Throwable with cause, suppressed and stack",
            failure(),
            Throwable::getMessage,
            cause,
            t -> t.getSuppressed()[0].getMessage(),
            Throwable::getStackTrace,
            t -> t.getCause().getStackTrace()));
    all.add(
        Sample.by(
            "Throwable of the application",
            new Refusal("refused", 42),
            Throwable::getMessage,
            r -> r.code,
            r -> r.getStackTrace().length > 0));
    all.add(
        Sample.by(
            "Throwable without a stack",
            new Exception("a", null, false, false) {},
            Throwable::getMessage,
            Throwable::getStackTrace));
  }

  static void addFunctions(List<Sample> all) {
    String captured = "captured";
    SerializableFunction lambda = s -> s + captured;
    SerializableFunction reference = captured::concat;
    SerializableFunction constructor = String::new;
    SerializableFunction unbound = String::trim;
    all.add(function("lambda", s -> "-" + s));
    all.add(function("lambda that captures", lambda));
    all.add(function("method reference", unbound));
    all.add(function("method reference that captures", reference));
    all.add(function("method reference to a constructor", constructor));
    all.add(
        Sample.by(
            "lambda in a class that is not Serializable",
            new PlainLabelled(s -> s + "!"),
            l -> l.label.apply("x")));
    all.add(Sample.by("lambda in a class", new Labelled(s -> s + "!"), l -> l.label.apply("x")));
    TreeSet<String> sorted =
        new TreeSet<>((Comparator<String> & Serializable) (a, b) -> b.compareTo(a));
    sorted.addAll(Arrays.asList("a", "b"));
    all.add(Sample.inOrder("TreeSet with lambda", sorted));
    all.add(
        Sample.by(
            "proxy of Java",
            (Greeter)
                Proxy.newProxyInstance(
                    HookSamples.class.getClassLoader(),
                    new Class<?>[] {Greeter.class},
                    new Greeting("hello")),
            Greeter::greet));
    all.add(Sample.by("list of all sorts", allSorts(), List::toString));
  }

  private static Sample function(String name, SerializableFunction function) {
    return new Sample(name, function, HookSamples::sameFunction);
  }

  @SuppressWarnings("unchecked")
  private static boolean sameFunction(Object in, Object out) {
    return ((Function<String, String>) in)
        .apply("x")
        .equals(((Function<String, String>) out).apply("x"));
  }

  private static List<Object> allSorts() {
    List<Object> list = new ArrayList<>();
    list.add(new ApplicationSamples.Employee("a", 1, "b", BigDecimal.TEN));
    list.add(new NamedList("n", "x"));
    list.add(ApplicationSamples.Coat.RAIN);
    list.add(new ApplicationSamples.Ticket("t", 1, null, null));
    return list;
  }

  private static Exception failure() {
    Exception failure = new IllegalStateException("outer", new IOException("inner"));
    failure.addSuppressed(new InvalidObjectException("aside"));
    StackTraceElement frame = new StackTraceElement("shop.Cart", "add", "Cart.java", 42);
    failure.setStackTrace(new StackTraceElement[] {frame});
    failure.getCause().setStackTrace(new StackTraceElement[] {frame, frame});
    failure.getSuppressed()[0].setStackTrace(new StackTraceElement[0]);
    return failure;
  }

  private static External external(String value) {
    External external = new External();
    external.value = value;
    return external;
  }

  private static Lru lru() {
    Lru lru = new Lru(2);
    lru.put("a", 1);
    lru.put("b", 2);
    lru.put("c", 3);
    return lru;
  }

  private static Map<String, Integer> doubleBraces() {
    return new ApplicationSamples.Outer("out").doubleBraces();
  }

  static final class Hooks implements Serializable {
    final String value;
    transient String derived;

    Hooks(String value) {
      this.value = value;
      this.derived = "derived from " + value;
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
      out.defaultWriteObject();
      out.writeInt(1);
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
      in.defaultReadObject();
      in.readInt();
      derived = "derived from " + value;
    }
  }

  static final class Replaced implements Serializable {
    final transient String value;

    Replaced(String value) {
      this.value = value;
    }

    private Object writeReplace() {
      return new Substitute(value);
    }
  }

  private record Substitute(String value) implements Serializable {
    private Object readResolve() {
      return new Replaced(value);
    }
  }

  static final class Single implements Serializable {
    static final Single INSTANCE = new Single();

    private Object readResolve() {
      return INSTANCE;
    }
  }

  public static final class External implements Externalizable {
    private String value;

    @Override
    public void writeExternal(ObjectOutput out) throws IOException {
      out.writeUTF(value);
    }

    @Override
    public void readExternal(ObjectInput in) throws IOException {
      value = in.readUTF();
    }
  }

  static final class Persistent implements Serializable {
    private static final ObjectStreamField[] serialPersistentFields = {
      new ObjectStreamField("kept", String.class)
    };
    final String kept;
    String left;

    Persistent(String kept, String left) {
      this.kept = kept;
      this.left = left == null ? null : null;
    }
  }

  static final class NamedList extends ArrayList<String> {
    final String name;

    NamedList(String name, String... elements) {
      super(List.of(elements));
      this.name = name;
    }
  }

  static final class NamedMap extends HashMap<String, Integer> {
    final String name;

    NamedMap(String name, Map<String, Integer> entries) {
      super(entries);
      this.name = name;
    }
  }

  static final class Lru extends LinkedHashMap<String, Integer> {
    final int limit;

    Lru(int limit) {
      super(16, 0.75f, true);
      this.limit = limit;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
      return size() > limit;
    }
  }

  interface SerializableFunction extends Function<String, String>, Serializable {}

  static final class Labelled implements Serializable {
    final SerializableFunction label;

    Labelled(SerializableFunction label) {
      this.label = label;
    }
  }

  static final class PlainLabelled {
    final SerializableFunction label;

    PlainLabelled(SerializableFunction label) {
      this.label = label;
    }
  }

  static final class Refusal extends RuntimeException {
    final int code;

    Refusal(String message, int code) {
      super(message);
      this.code = code;
    }
  }

  static final class Sorted extends TreeMap<String, Integer> {
    final String note = "note";

    Sorted(String... keys) {
      super(Comparator.reverseOrder());
      for (String key : keys) {
        put(key, 1);
      }
    }
  }

  static final class Config extends Properties {
    final String note = "note";

    Config(String key) {
      super(new Properties());
      setProperty(key, "1");
      defaults.setProperty("default", "2");
    }
  }

  static final class Stamp extends Date {
    final String note;

    Stamp(long time) {
      super(time);
      note = "at " + time;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Stamp that && super.equals(that) && that.note.equals(note);
    }

    @Override
    public int hashCode() {
      return super.hashCode();
    }
  }

  interface Greeter {
    String greet();
  }

  static final class Greeting implements InvocationHandler, Serializable {
    private final String text;

    Greeting(String text) {
      this.text = text;
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) {
      return text;
    }
  }
}
