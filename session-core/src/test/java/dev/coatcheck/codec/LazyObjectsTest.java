package dev.coatcheck.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coatcheck.codec.LazyObjects.Customer;
import dev.coatcheck.codec.LazyObjects.Database;
import dev.coatcheck.codec.LazyObjects.Order;
import dev.coatcheck.codec.LazyObjects.PersistentCollection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Storing loads nothing: no lazy collection, no entity behind a proxy. */
class LazyObjectsTest {

  private static final Database DATABASE = new Database();

  private final KryoAttributeCodec codec =
      KryoAttributeCodec.forApplication(getClass().getClassLoader(), CodecOptions.DEFAULTS);

  static Stream<Object> places() {
    return Stream.of(
            LazyObjects.lazyOrders(null, DATABASE),
            LazyObjects.lazyCustomer(1, DATABASE),
            new Customer(1, "Ann").with(LazyObjects.lazyOrders(null, DATABASE)),
            new Order(LazyObjects.lazyCustomer(1, DATABASE)))
        .flatMap(LazyObjectsTest::around);
  }

  private static Stream<Object> around(Object lazy) {
    return Stream.of(
        lazy,
        new Object[] {lazy},
        new ArrayList<>(List.of(lazy)),
        new HashSet<>(Set.of(lazy)),
        new LinkedHashSet<>(Set.of(lazy)),
        new HashMap<>(Map.of("key", lazy)),
        new HashMap<>(Map.of(lazy, "value")),
        new HashMap<>(Map.of("key", lazy)).values(),
        new HashMap<>(Map.of(lazy, "value")).keySet(),
        Arrays.asList(lazy, null).subList(0, 1),
        Collections.unmodifiableList(new ArrayList<>(List.of(lazy))),
        Collections.synchronizedMap(new HashMap<>(Map.of("key", lazy))),
        List.of(lazy),
        Set.of(lazy),
        Optional.of(lazy),
        new AtomicReference<>(lazy),
        new ApplicationSamples.Pair<>("a", lazy),
        Map.entry("key", lazy));
  }

  @ParameterizedTest
  @MethodSource("places")
  void storingLoadsNothing(Object value) {
    int before = DATABASE.loads();
    Object back = codec.decode("entities", codec.encode("entities", value)).value();
    codec.encode("entities", back);
    codec.isImmutable(value);

    assertThat(DATABASE.loads()).isEqualTo(before);
    assertThat(back.getClass()).isEqualTo(value.getClass());
  }

  @Test
  void aCollectionIsLoadedWhenItIsUsedAfterItsReturn() {
    List<Object> back = copy(LazyObjects.lazyOrders(null, DATABASE));

    assertThatThrownBy(back::size).hasMessageContaining("no session to load Customer.orders");
    ((PersistentCollection) back).attach(new Database());
    assertThat(back.toArray()).containsExactly("first", "second");
  }

  @Test
  void anEntityAndItsCollectionStillReferToEachOther() {
    Customer customer = new Customer(1, "Ann");
    Customer back = copy(customer.with(LazyObjects.lazyOrders(customer, DATABASE)));

    assertThat(((PersistentCollection) back.orders()).owner()).isSameAs(back);
  }

  @Test
  void anEntityIsLoadedWhenItsProxyIsUsedAfterItsReturn() {
    Customer back = copy(LazyObjects.lazyCustomer(2, DATABASE));
    Database database = new Database();
    LazyObjects.interceptorOf(back).attach(database);

    assertThat(back.getId()).isEqualTo(2);
    assertThat(database.loads()).isZero();
    assertThat(back.getName()).isEqualTo("Bob");
    assertThat(database.loads()).isEqualTo(1);
  }

  @Test
  void aProxyThatIsReferredToTwiceStaysOne() {
    Customer proxy = LazyObjects.loadedCustomer(1);

    List<Order> back = copy(new ArrayList<>(List.of(new Order(proxy), new Order(proxy))));

    assertThat(back.get(0).customer()).isSameAs(back.get(1).customer());
  }

  @SuppressWarnings("unchecked")
  private <T> T copy(T value) {
    return (T) codec.decode("a", codec.encode("a", value)).value();
  }
}
