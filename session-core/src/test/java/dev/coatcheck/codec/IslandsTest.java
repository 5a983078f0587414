package dev.coatcheck.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coatcheck.codec.ApplicationSamples.Dot;
import dev.coatcheck.codec.ApplicationSamples.Pair;
import dev.coatcheck.codec.ApplicationSamples.Plain;
import dev.coatcheck.session.UnstorableAttributeException;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * What brings its own serialization and what is not Serializable may be in one attribute, although
 * neither Java's serialization nor this codec's own can write both.
 */
class IslandsTest {

  private final KryoAttributeCodec codec =
      KryoAttributeCodec.forApplication(getClass().getClassLoader(), CodecOptions.DEFAULTS);

  @Test
  void aPlainObjectMayHoldWhatBringsItsOwnSerialization() {
    Cart cart = new Cart();
    cart.recent.put("a", new Dot(1, 2));
    cart.failure = new IllegalStateException("full", new IOException("disk"));
    cart.label = (Supplier<Object> & Serializable) () -> cart.recent;

    Cart back = copy(cart);

    assertThat(back.recent).isEqualTo(cart.recent).hasSameClassAs(cart.recent);
    assertThat(back.recent.limit).isEqualTo(3);
    assertThat(back.failure).hasMessage("full").hasRootCauseMessage("disk");
    assertThat(back.failure.getStackTrace()).isEqualTo(cart.failure.getStackTrace());
    assertThat(back.label.get()).isSameAs(back.recent);
  }

  @Test
  void whatItHoldsMayLeadBackToThePlainObject() {
    Cart cart = new Cart();
    cart.recent.put("cart", cart);

    Cart back = copy(cart);

    assertThat(back.recent.get("cart")).isSameAs(back);
  }

  @Test
  void anObjectThatBothHoldStaysOne() {
    Plain shared = new Plain("shared", null);
    Map<String, Object> map = new HashMap<>();
    map.put("list", new Hooked(shared));
    map.put("other list", new Hooked(shared));
    map.put("plain", shared);

    Map<?, ?> back = copy(map);

    assertThat(((Hooked) back.get("list")).held).isSameAs(back.get("plain"));
    assertThat(((Hooked) back.get("other list")).held).isSameAs(back.get("plain"));
  }

  @Test
  void numbersAndArraysStayWhatTheyAre() {
    Hooked hooked = new Hooked(new Object[] {1, 0, new int[] {0}, new int[] {1}, "text", null});
    Pair<Hooked, Plain> back = copy(new Pair<>(hooked, new Plain("p", null)));

    assertThat(back.first().held).isEqualTo(hooked.held);
    assertThat(back.first().number).isEqualTo(7);
  }

  @Test
  void collectionsOfJavaMayHoldPlainObjectsWhereverThese() {
    Dot dot = new Dot(1, 2);
    List<Object> all = new ArrayList<>();
    all.add(new LinkedBlockingQueue<>(List.of(dot)));
    all.add(Collections.checkedList(new ArrayList<>(List.of(dot)), Dot.class));
    all.add(new ConcurrentHashMap<>(Map.of("a", dot)).values());
    all.add(Optional.of(new Hooked(dot)));
    all.add(new ArrayList<>(List.of(new Hooked(dot), "b")).subList(0, 1));
    all.add(dot);

    List<?> back = copy(all);

    assertThat(((LinkedBlockingQueue<?>) back.get(0)).peek()).isSameAs(back.get(5));
    assertThat(((List<?>) back.get(1)).get(0)).isSameAs(back.get(5));
    assertThat(((Hooked) ((Optional<?>) back.get(3)).get()).held).isSameAs(back.get(5));
    assertThat(((Hooked) ((List<?>) back.get(4)).get(0)).held).isSameAs(back.get(5));
  }

  @Test
  void whatHidesItsIdentityFromWhatHoldsItIsRefused() {
    Dot dot = new Dot(1, 2);
    for (Object hidden :
        List.of(
            EnumSet.of(ApplicationSamples.Coat.FUR),
            new HookSamples.Replaced("a"),
            LazyObjects.lazyCustomer(1, new LazyObjects.Database()))) {
      assertThat(codec.encode("a", new Pair<>(hidden, dot))).isNotEmpty();
      assertThatThrownBy(() -> codec.encode("a", new Pair<>(new Hooked(hidden), dot)))
          .isInstanceOf(UnstorableAttributeException.class)
          .hasMessageContaining("is not Serializable and is held by a value");
    }
  }

  @Test
  void whatTwoOfJavasOwnObjectsShareDoesNotBecomeTwo() {
    Properties defaults = new Properties();
    List<Object> all = new ArrayList<>();
    all.add(new Properties(defaults));
    all.add(new Properties(defaults));
    assertThat(codec.encode("a", all)).isNotEmpty();

    all.add(new Pair<>(new Hooked("a"), new Dot(1, 2)));
    assertThatThrownBy(() -> codec.encode("a", all))
        .isInstanceOf(UnstorableAttributeException.class);
  }

  @Test
  void whatCanGoThroughJavaAsAWholeStillDoes() {
    Object serializable = new ArrayList<>(List.of(new Hooked("a"), new Hooked("b")));

    assertThat(codec.encode("a", serializable)[1]).isEqualTo(Envelope.JDK);
    assertThat(codec.encode("a", new Pair<>(serializable, new Dot(1, 2)))[1])
        .isEqualTo(Envelope.KRYO);
  }

  @Test
  void anotherAttributeIsEncodedAsBefore() {
    Object mixed = new Pair<>(new Hooked("a"), new Dot(1, 2));
    byte[] first = codec.encode("a", mixed);
    codec.encode("b", new ArrayList<>(List.of("x")));

    assertThat(codec.encode("a", mixed)).isEqualTo(first);
  }

  @SuppressWarnings("unchecked")
  private <T> T copy(T value) {
    T back = (T) codec.decode("a", codec.encode("a", value)).value();
    return (T) codec.decode("a", codec.encode("a", back)).value();
  }

  /** A plain class, as legacy applications keep in memory. */
  static final class Cart {
    private final Recent recent = new Recent(3);
    private Exception failure;
    private Supplier<Object> label;
  }

  /** Keeps the last few. */
  static final class Recent extends LinkedHashMap<String, Object> {
    private final int limit;

    Recent(int limit) {
      this.limit = limit;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Object> eldest) {
      return size() > limit;
    }
  }

  /** Writes itself. */
  static final class Hooked implements Serializable {
    private transient Object held;
    private transient int number = 7;

    Hooked(Object held) {
      this.held = held;
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
      out.defaultWriteObject();
      out.writeInt(number);
      out.writeObject(held);
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
      in.defaultReadObject();
      number = in.readInt();
      held = in.readObject();
    }
  }
}
