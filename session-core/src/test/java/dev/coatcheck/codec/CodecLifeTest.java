package dev.coatcheck.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coatcheck.session.AttributeCodec;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One codec over the life of an application, and its threads. */
class CodecLifeTest {

  private static final int THREADS = 4;
  private static final int ROUNDS = 300;

  private final KryoAttributeCodec codec =
      KryoAttributeCodec.forApplication(getClass().getClassLoader(), CodecOptions.DEFAULTS);
  private ExecutorService threads;

  @BeforeEach
  void startThreads() {
    threads = Executors.newFixedThreadPool(THREADS);
  }

  @AfterEach
  void stopThreads() throws InterruptedException {
    threads.shutdownNow();
    assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
  }

  @Test
  void manyThreadsEncodeAndDecodeAtOnce() throws Exception {
    List<Future<?>> work = new ArrayList<>();
    for (int thread = 0; thread < THREADS; thread++) {
      int offset = thread * 7;
      // each its own: Java's calendars and formats change themselves while they are serialized
      List<Sample> samples = AttributeKindsTest.samples();
      samples.removeIf(sample -> sample.name().contains("1 MB"));
      work.add(
          threads.submit(
              () -> {
                for (int i = 0; i < 2000; i++) {
                  Sample sample = samples.get((i + offset) % samples.size());
                  Object back = codec.decode("a", codec.encode("a", sample.value())).value();
                  assertThat(back)
                      .describedAs(sample.name())
                      .matches(it -> sample.same().test(sample.value(), it));
                }
              }));
    }

    for (Future<?> each : work) {
      each.get();
    }
  }

  @Test
  void aMapThatAnotherThreadChangesIsEncodedWholeOrReportedAsChanging() throws Exception {
    for (Map<Object, Object> map :
        List.<Map<Object, Object>>of(
            new HashMap<>(),
            new ConcurrentHashMap<>(),
            new java.util.TreeMap<>(),
            new java.util.Hashtable<>(),
            new java.util.LinkedHashMap<>())) {
      Future<?> changes =
          threads.submit(
              () -> {
                for (int i = 0; !Thread.currentThread().isInterrupted(); i++) {
                  map.put("key" + i % 50, i);
                  map.remove("key" + (i * 31 + 7) % 50);
                }
              });
      try {
        for (int i = 0; i < ROUNDS; i++) {
          assertEncodesWholeOrReports(map);
        }
      } finally {
        changes.cancel(true);
      }
    }
  }

  @Test
  void aListThatAnotherThreadChangesIsEncodedWholeOrReportedAsChanging() throws Exception {
    for (List<Object> list :
        List.<List<Object>>of(
            new ArrayList<>(),
            new java.util.LinkedList<>(),
            new java.util.Vector<>(),
            new CopyOnWriteArrayList<>())) {
      Future<?> changes =
          threads.submit(
              () -> {
                for (int i = 0; !Thread.currentThread().isInterrupted(); i++) {
                  list.add("element" + i);
                  if (list.size() > 40) {
                    list.clear();
                  }
                }
              });
      try {
        for (int i = 0; i < ROUNDS; i++) {
          assertEncodesWholeOrReports(list);
        }
      } finally {
        changes.cancel(true);
      }
    }
  }

  @Test
  void aFieldThatChangesItsClassMeanwhileIsEncodedWhole() throws Exception {
    Changing changing = new Changing();
    Object[] values = {"text", 1, new int[] {1, 2}, List.of("a"), null, Map.of("a", 1)};
    Future<?> changes =
        threads.submit(
            () -> {
              for (int i = 0; !Thread.currentThread().isInterrupted(); i++) {
                changing.any = values[i % values.length];
              }
            });
    try {
      for (int i = 0; i < 20 * ROUNDS; i++) {
        Changing back = (Changing) codec.decode("a", codec.encode("a", changing)).value();
        assertThat(back.after).isEqualTo("after");
      }
    } finally {
      changes.cancel(true);
    }
  }

  @Test
  void anObjectThatChangesItselfWhileItIsWrittenIsStored() {
    SelfChanging page = new SelfChanging();

    byte[] first = codec.encode("page", page);
    byte[] second = codec.encode("page", page);

    assertThat(second).isNotEqualTo(first);
    assertThat(((SelfChanging) codec.decode("page", first).value()).times).isEqualTo(1);
    assertThat(codec.decode("page", first).repeatable()).isFalse();
  }

  @Test
  void aFailureDoesNotSpoilWhatComesAfter() {
    byte[] good = codec.encode("a", new ArrayList<>(List.of("x", "x")));
    byte[] bad = java.util.Arrays.copyOf(good, good.length - 2);
    for (int i = 0; i < 10; i++) {
      assertThatThrownBy(() -> codec.encode("a", List.of("a", new Thread()))).isNotNull();
      assertThatThrownBy(() -> codec.decode("a", bad)).isNotNull();
      assertThat(codec.encode("a", new ArrayList<>(List.of("x", "x")))).isEqualTo(good);
      assertThat(codec.decode("a", good).value()).isEqualTo(List.of("x", "x"));
    }
  }

  @Test
  void aClosedCodecSaysSo() {
    AttributeCodec closed = codec;
    byte[] bytes = closed.encode("a", List.of("x"));
    codec.close();
    codec.close();

    assertThatThrownBy(() -> closed.decode("a", bytes))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
    assertThatThrownBy(() -> closed.encode("a", List.of("x")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  private void assertEncodesWholeOrReports(Object value) {
    byte[] bytes;
    try {
      bytes = codec.encode("a", value);
    } catch (ConcurrentModificationException e) {
      return;
    }
    assertThat(codec.decode("a", bytes).value()).isInstanceOf(value.getClass());
  }

  static final class Changing implements Serializable {
    volatile Object any;
    final Object after = "after";
  }

  static final class SelfChanging implements Serializable {
    int times;

    private void writeObject(ObjectOutputStream out) throws IOException {
      times++;
      out.defaultWriteObject();
    }
  }
}
