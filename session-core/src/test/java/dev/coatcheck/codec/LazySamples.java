package dev.coatcheck.codec;

import dev.coatcheck.codec.LazyObjects.Customer;
import dev.coatcheck.codec.LazyObjects.Database;
import dev.coatcheck.codec.LazyObjects.Order;
import dev.coatcheck.codec.LazyObjects.PersistentCollection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** What Hibernate makes of entities: lazy collections and proxies, loaded and not. */
final class LazySamples {

  private LazySamples() {}

  static List<Sample> all() {
    List<Sample> all = new ArrayList<>();
    addCollections(all);
    addProxies(all);
    return all;
  }

  static void addCollections(List<Sample> all) {
    for (boolean loaded : new boolean[] {false, true}) {
      String state = loaded ? ", initialized" : ", not initialized";
      all.add(collection("lazy collection" + state, orders(null, loaded), Function.identity()));
      Customer customer = new Customer(1, "Ann");
      customer.with(orders(customer, loaded));
      all.add(
          collection(
              "entity with a lazy collection" + state,
              customer,
              entity -> ((Customer) entity).orders()));
      all.add(
          collection(
              "lazy collection in a HashSet" + state,
              new HashSet<>(Set.of(orders(null, loaded))),
              set -> ((Set<?>) set).iterator().next()));
      all.add(
          collection(
              "lazy collection as a map's value" + state,
              new HashMap<>(Map.of("orders", orders(null, loaded))),
              map -> ((Map<?, ?>) map).get("orders")));
      all.add(
          Sample.by(
              "unmodifiableList of a lazy collection" + state,
              Collections.unmodifiableList(orders(null, loaded)),
              view -> ((PersistentCollection) Innards.of(view).parts().get(0)).isInitialized()));
    }
  }

  static void addProxies(List<Sample> all) {
    for (boolean loaded : new boolean[] {false, true}) {
      String state = loaded ? ", initialized" : ", not initialized";
      all.add(proxy("entity proxy" + state, customer(loaded), Function.identity()));
      all.add(
          proxy(
              "entity with an entity proxy" + state,
              new Order(customer(loaded)),
              order -> ((Order) order).customer()));
      all.add(
          proxy(
              "entity proxy in a HashSet" + state,
              new HashSet<>(Set.of(customer(loaded))),
              set -> ((Set<?>) set).iterator().next()));
      all.add(
          proxy(
              "entity proxy as a map's key and value" + state,
              new HashMap<>(Map.of(customer(loaded), customer(loaded))),
              map -> ((Map<?, ?>) map).get(new Customer(1, null))));
    }
  }

  private static List<Object> orders(Object owner, boolean loaded) {
    return loaded ? LazyObjects.loadedOrders(owner) : LazyObjects.lazyOrders(owner, new Database());
  }

  private static Customer customer(boolean loaded) {
    return loaded ? LazyObjects.loadedCustomer(1) : LazyObjects.lazyCustomer(1, new Database());
  }

  /** A value with a collection somewhere in it. */
  private static Sample collection(String name, Object value, Function<Object, Object> way) {
    return Sample.by(
        name,
        value,
        it -> way.apply(it).getClass(),
        it -> ((PersistentCollection) way.apply(it)).isInitialized(),
        it -> shown((PersistentCollection) way.apply(it)));
  }

  /** A value with a proxy somewhere in it. */
  private static Sample proxy(String name, Object value, Function<Object, Object> way) {
    return Sample.by(
        name,
        value,
        it -> way.apply(it).getClass(),
        it -> ((Customer) way.apply(it)).getId(),
        it -> LazyObjects.interceptorOf((Customer) way.apply(it)).isInitialized(),
        it -> loadedName((Customer) way.apply(it)));
  }

  /** The elements, without loading them. */
  private static Object shown(PersistentCollection collection) {
    return collection.isInitialized() ? List.copyOf((Collection<?>) collection) : "not loaded";
  }

  /** The name, without loading it. */
  private static Object loadedName(Customer proxy) {
    return LazyObjects.interceptorOf(proxy).isInitialized() ? proxy.getName() : "not loaded";
  }
}
