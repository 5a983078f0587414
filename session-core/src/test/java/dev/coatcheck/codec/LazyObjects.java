package dev.coatcheck.codec;

import static net.bytebuddy.matcher.ElementMatchers.isDeclaredBy;
import static net.bytebuddy.matcher.ElementMatchers.isPublic;
import static net.bytebuddy.matcher.ElementMatchers.isVirtual;

import java.io.Serializable;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.modifier.Visibility;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.implementation.FieldAccessor;
import net.bytebuddy.implementation.MethodDelegation;
import net.bytebuddy.implementation.bind.annotation.AllArguments;
import net.bytebuddy.implementation.bind.annotation.Origin;
import net.bytebuddy.implementation.bind.annotation.RuntimeType;
import net.bytebuddy.implementation.bind.annotation.This;

/**
 * Stand-ins for what Hibernate puts into entities: a list that is loaded when it is first used, and
 * a subclass of the entity, made at run time, that loads it when one of its methods is called. Both
 * have the fields and the serialization of Hibernate's.
 */
final class LazyObjects {

  private static final Class<? extends PersistentCollection> BAG = bag();
  private static final Class<? extends Customer> PROXY = proxy();

  private LazyObjects() {}

  /** Where lazy objects are loaded from; counts how often. */
  static final class Database {
    private final Map<Integer, String> names = Map.of(1, "Ann", 2, "Bob");
    private final AtomicInteger loads = new AtomicInteger();

    int loads() {
      return loads.get();
    }

    private List<Object> orders() {
      loads.incrementAndGet();
      return new ArrayList<>(List.of("first", "second"));
    }

    private Customer customer(int id) {
      loads.incrementAndGet();
      return new Customer(id, names.get(id));
    }
  }

  /** An entity. */
  static class Customer implements Serializable {
    private int id;
    private String name;
    private Collection<Object> orders;

    Customer() {}

    Customer(int id, String name) {
      this.id = id;
      this.name = name;
    }

    public int getId() {
      return id;
    }

    public String getName() {
      return name;
    }

    Collection<Object> orders() {
      return orders;
    }

    Customer with(Collection<Object> orders) {
      this.orders = orders;
      return this;
    }

    @Override
    public final boolean equals(Object other) {
      return other instanceof Customer that && that.getId() == getId();
    }

    @Override
    public final int hashCode() {
      return getId();
    }
  }

  /** Holds another entity. */
  static final class Order implements Serializable {
    private final Customer customer;

    Order(Customer customer) {
      this.customer = customer;
    }

    Customer customer() {
      return customer;
    }
  }

  /** What lazy collections have in common. */
  abstract static class PersistentCollection implements Serializable {
    private transient Database database;
    private boolean initialized;
    private Object owner;
    private String role;
    private List<Object> elements;

    PersistentCollection() {}

    boolean isInitialized() {
      return initialized;
    }

    Object owner() {
      return owner;
    }

    /** As when a session takes a detached object back. */
    void attach(Database database) {
      this.database = database;
    }

    List<Object> read() {
      if (!initialized) {
        if (database == null) {
          throw new IllegalStateException("no session to load " + role + " with");
        }
        elements = database.orders();
        initialized = true;
      }
      return elements;
    }
  }

  /** Says whether a proxy has what it stands for, and takes part in storing it. */
  interface LazyProxy extends Serializable {
    Interceptor getInterceptor();

    void setInterceptor(Interceptor interceptor);

    /** What Java's serialization looks for. */
    Object writeReplace();
  }

  /** What a proxy stands for. */
  static final class Interceptor {
    private final int id;
    private Database database;
    private Customer target;

    Interceptor(int id, Database database, Customer target) {
      this.id = id;
      this.database = database;
      this.target = target;
    }

    boolean isInitialized() {
      return target != null;
    }

    void attach(Database database) {
      this.database = database;
    }

    Customer target() {
      return target;
    }

    /** Every method of the proxy: its id is known, all else is the target's. */
    @RuntimeType
    public Object intercept(@Origin Method method, @AllArguments Object[] arguments)
        throws ReflectiveOperationException {
      switch (method.getName()) {
        case "getId":
          return id;
        case "writeReplace":
          return new Handle(id, target);
        default:
          if (target == null) {
            target = database.customer(id);
          }
          return method.invoke(target, arguments);
      }
    }
  }

  /** What is stored in place of a proxy. */
  private record Handle(int id, Customer target) implements Serializable {
    private Object readResolve() {
      return proxyOf(new Interceptor(id, null, target));
    }
  }

  /** What the methods of a lazy list do. */
  public static final class Reading {

    private Reading() {}

    /** Loads the elements and asks them. */
    @RuntimeType
    public static Object intercept(
        @This PersistentCollection collection,
        @Origin Method method,
        @AllArguments Object[] arguments)
        throws Throwable {
      try {
        return method.invoke(collection.read(), arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }
  }

  /** A list that is not loaded yet. */
  @SuppressWarnings("unchecked")
  static List<Object> lazyOrders(Object owner, Database database) {
    PersistentCollection bag = newInstance(BAG);
    bag.owner = owner;
    bag.role = "Customer.orders";
    bag.database = database;
    return (List<Object>) bag;
  }

  /** A list that was loaded. */
  static List<Object> loadedOrders(Object owner) {
    List<Object> orders = lazyOrders(owner, new Database());
    ((PersistentCollection) orders).read();
    return orders;
  }

  /** An entity that is not loaded yet. */
  static Customer lazyCustomer(int id, Database database) {
    return proxyOf(new Interceptor(id, database, null));
  }

  /** An entity that was loaded through its proxy. */
  static Customer loadedCustomer(int id) {
    Customer customer = lazyCustomer(id, new Database());
    customer.getName();
    return customer;
  }

  static Interceptor interceptorOf(Customer proxy) {
    return ((LazyProxy) proxy).getInterceptor();
  }

  private static Customer proxyOf(Interceptor interceptor) {
    Customer proxy = newInstance(PROXY);
    ((LazyProxy) proxy).setInterceptor(interceptor);
    return proxy;
  }

  private static Class<? extends PersistentCollection> bag() {
    return load(
        new ByteBuddy()
            .subclass(PersistentCollection.class)
            .name(LazyObjects.class.getName() + "$PersistentBag")
            .implement(List.class)
            .method(isDeclaredBy(List.class).or(isDeclaredBy(Collection.class)).and(isVirtual()))
            .intercept(MethodDelegation.to(Reading.class)));
  }

  private static Class<? extends Customer> proxy() {
    return load(
        new ByteBuddy()
            .subclass(Customer.class)
            .name(LazyObjects.class.getName() + "$Customer$Proxy")
            .defineField("interceptor", Interceptor.class, Visibility.PRIVATE)
            .method(isDeclaredBy(Customer.class).and(isPublic()))
            .intercept(MethodDelegation.toField("interceptor"))
            .implement(LazyProxy.class)
            .intercept(FieldAccessor.ofBeanProperty())
            .defineMethod("writeReplace", Object.class, Visibility.PUBLIC)
            .intercept(MethodDelegation.toField("interceptor")));
  }

  private static <T> Class<? extends T> load(DynamicType.Builder<T> type) {
    return type.make()
        .load(
            LazyObjects.class.getClassLoader(),
            ClassLoadingStrategy.UsingLookup.of(MethodHandles.lookup()))
        .getLoaded();
  }

  private static <T> T newInstance(Class<T> type) {
    try {
      return type.getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}
