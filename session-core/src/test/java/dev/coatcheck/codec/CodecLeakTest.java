package dev.coatcheck.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.minlog.Log;
import com.esotericsoftware.reflectasm.ConstructorAccess;
import dev.coatcheck.session.AttributeCodec;
import dev.coatcheck.session.UnreadableAttributeException;
import dev.coatcheck.session.UnstorableAttributeException;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objenesis.Objenesis;

/** What a stopped application leaves behind: nothing. */
class CodecLeakTest {

  private static final String APPLICATION =
      """
      import java.io.*;
      import java.util.*;
      import java.util.function.Supplier;
      class App {
        enum Color { RED, BLUE { } }
        record R(String a, Color c) {}
        interface Greeter { String greet(); }
        record Greeting(String text) implements java.lang.reflect.InvocationHandler, Serializable {
          public Object invoke(Object proxy, java.lang.reflect.Method method, Object[] arguments) {
            return text;
          }
        }
        static class Hooked implements Serializable {
          private void writeObject(ObjectOutputStream out) throws IOException {}
        }
        static class Recent extends LinkedHashMap<Object, Object> {}
        static class Failure extends RuntimeException {}
        static class Plain { Object any; }
        static Object plain(Object... all) {
          Plain plain = new Plain();
          plain.any = all;
          return plain;
        }
        static Object graph() {
          return plain(new ArrayList<>(List.of(new R("a", Color.RED))), new HashSet<>(Set.of(Color.BLUE)),
              new EnumMap<>(Map.of(Color.RED, 1)), EnumSet.of(Color.BLUE), Color[].class, new R[0],
              new EnumMap<>(Map.of(Color.RED, 1)).keySet(), Arrays.asList(new R("a", null)).subList(0, 1),
              new TreeMap<>(Map.of("a", plain())).values(), Optional.of(Color.RED));
        }
        static Object whole() {
          Recent recent = new Recent();
          recent.put("a", new Hooked());
          recent.put("b", new Failure());
          recent.put("c", (Supplier<Object> & Serializable) () -> Color.RED);
          recent.put("d", java.lang.reflect.Proxy.newProxyInstance(
              App.class.getClassLoader(), new Class<?>[] {Greeter.class}, new Greeting("hello")));
          return recent;
        }
        static Object islands() { return plain(whole(), plain()); }
        static Object immutable() { return new R("a", Color.RED); }
        static Object refused() { return plain(whole(), new Thread()); }
        static String show(Object value) { return value.getClass().getName(); }
      }
      """;

  @TempDir private Path directory;

  @Test
  void aStoppedApplicationsClassesCanBeCollected() throws IOException {
    List<AttributeCodec> stillReferredTo = new ArrayList<>();
    WeakReference<ClassLoader> loader = useAndStop(stillReferredTo);

    assertIsCollected(loader);
    assertThat(stillReferredTo).hasSize(1);
  }

  @Test
  void aCodecWithinAnApplicationCanBeCollectedWithIt() throws Exception {
    assertIsCollected(useOneWithin());
  }

  private static void assertIsCollected(WeakReference<ClassLoader> loader) {
    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> {
              System.gc();
              return loader.refersTo(null);
            });
  }

  /** In a method of its own, so that no local variable holds on to the application. */
  private WeakReference<ClassLoader> useAndStop(List<AttributeCodec> codecs) throws IOException {
    try (Release release = Release.of(directory, APPLICATION)) {
      AttributeCodec codec = release.codec();
      codecs.add(codec);
      assertThatThrownBy(() -> codec.encode("refused", release.call("refused", new Class<?>[0])))
          .isInstanceOf(UnstorableAttributeException.class);
      for (String kind : List.of("whole", "islands", "graph")) {
        Object value = release.call(kind, new Class<?>[0]);
        byte[] bytes = codec.encode(kind, value);
        Object back = codec.decode(kind, bytes).value();
        assertThat(release.show(back)).isEqualTo(release.show(value)).startsWith("App$");
        assertThat(codec.isImmutable(back)).isFalse();
        assertThatThrownBy(() -> codec.decode(kind, Arrays.copyOf(bytes, bytes.length / 2)))
            .isInstanceOf(UnreadableAttributeException.class);
        codec.encode(kind, value); // failures leave nothing behind that could be kept
      }
      assertThat(codec.isImmutable(release.call("immutable", new Class<?>[0]))).isTrue();
      return new WeakReference<>(release.loader());
    }
  }

  /** As when all is in one WAR: this codec and Kryo are the application's own. */
  private static WeakReference<ClassLoader> useOneWithin() throws Exception {
    URL[] places =
        Stream.of(
                KryoAttributeCodec.class,
                CodecLeakTest.class,
                Kryo.class,
                ConstructorAccess.class,
                Log.class,
                Objenesis.class)
            .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
            .toArray(URL[]::new);
    try (URLClassLoader loader = new URLClassLoader(places, ClassLoader.getPlatformClassLoader())) {
      Class<?> within = loader.loadClass(Within.class.getName());
      Method use = within.getDeclaredMethod("use");
      use.setAccessible(true);
      assertThat(use.invoke(null)).isEqualTo(12);
      assertThat(within).isNotEqualTo(Within.class);
      return new WeakReference<>(loader);
    }
  }

  /** Loaded once more, by the application. */
  static final class Within {

    private Within() {}

    /** How many values came back. */
    static int use() {
      int came = 0;
      try (KryoAttributeCodec codec =
          KryoAttributeCodec.forApplication(Within.class.getClassLoader(), CodecOptions.DEFAULTS)) {
        HookSamples.NamedList hooked = new HookSamples.NamedList("a", "b");
        ApplicationSamples.Plain plain = new ApplicationSamples.Plain("a", null);
        for (Object value :
            new Object[] {
              "text",
              ApplicationSamples.Coat.RAIN,
              plain,
              hooked,
              new ApplicationSamples.Pair<>(plain, hooked),
              new ArrayList<>(List.of(plain)).subList(0, 1)
            }) {
          codec.isImmutable(value);
          byte[] bytes = codec.encode("a", value);
          came += codec.decode("a", bytes).value().getClass() == value.getClass() ? 2 : 0;
        }
      }
      return came;
    }
  }
}
