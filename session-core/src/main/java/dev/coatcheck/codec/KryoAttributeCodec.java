package dev.coatcheck.codec;

import dev.coatcheck.session.AttributeCodec;
import dev.coatcheck.session.UnreadableAttributeException;
import dev.coatcheck.session.UnstorableAttributeException;
import java.util.Arrays;
import java.util.ConcurrentModificationException;

/**
 * The codec of one application: Kryo for what can be stored field by field, Java's serialization
 * for whole values that bring their own. It holds on to classes of the application, so whoever
 * stops the application closes it. Thread-safe.
 */
public final class KryoAttributeCodec implements AttributeCodec, AutoCloseable {

  private final CodecOptions options;
  private final ClassGate gate;
  private final ClassCatalog catalog;
  private final JdkFormat jdk;
  private final Workbenches workbenches;
  private final Workbenches islands;
  private final Notices notices = new Notices();

  private KryoAttributeCodec(ClassLoader loader, CodecOptions options) {
    this.gate = new ClassGate(options.classFilter());
    this.options = options;
    this.catalog = new ClassCatalog(options, gate);
    this.jdk = new JdkFormat(new ApplicationClasses(loader, gate), options);
    this.workbenches = new Workbenches(() -> Workbench.forGraphs(catalog, jdk, options));
    this.islands = new Workbenches(() -> Workbench.withIslands(catalog, jdk, options));
  }

  /**
   * A codec for one application.
   *
   * @param loader the application's own, which finds the classes that stored values name
   */
  public static KryoAttributeCodec forApplication(ClassLoader loader, CodecOptions options) {
    return new KryoAttributeCodec(loader, options);
  }

  @Override
  @SuppressWarnings("checkstyle:IllegalCatch") // the application's classes may throw anything
  public byte[] encode(String attributeName, Object value) {
    workbenches.requireOpen();
    SelfCheck check = new SelfCheck();
    try {
      byte[] bytes = encoded(attributeName, value, check);
      if (options.selfCheck() && check.isDue()) {
        requireReadable(attributeName, value, bytes);
        check.passed();
      }
      gate.tellLearned();
      return bytes;
    } catch (UnstorableAttributeException e) {
      throw e;
    } catch (Throwable e) {
      throw Failures.whileEncoding(attributeName, value.getClass(), options, e);
    }
  }

  @Override
  @SuppressWarnings("checkstyle:IllegalCatch") // the bytes may be anybody's
  public Decoded decode(String attributeName, byte[] bytes) {
    workbenches.requireOpen();
    requireWithinLimit(attributeName, bytes);
    try {
      byte[] plain = Compression.inflated(bytes, options.maxBytes());
      byte codec = Envelope.codecOf(attributeName, plain);
      Decoded decoded = codec == Envelope.JDK ? readWhole(plain) : readGraph(plain);
      gate.tellLearned();
      return decoded;
    } catch (UnreadableAttributeException e) {
      throw e;
    } catch (Throwable e) {
      throw Failures.whileDecoding(attributeName, e);
    }
  }

  @Override
  public boolean isImmutable(Object value) {
    return catalog.immutableTypes().contains(value);
  }

  /** The {@code classFilter} that the application needs; empty unless the filter learns. */
  public String learnedPatterns() {
    return gate.learnedPatterns();
  }

  /** Lets go of the application's classes; the codec cannot be used afterwards. */
  @Override
  public void close() {
    workbenches.close();
    islands.close();
    catalog.close();
    jdk.applicationClasses().close();
  }

  private void requireWithinLimit(String attributeName, byte[] bytes) {
    if (bytes.length > options.maxBytes()) {
      throw new UnreadableAttributeException(
          attributeName,
          "it has " + bytes.length + " bytes, and this node allows " + options.maxBytes(),
          "the bytes stay in Redis. Raise maxAttributeSize",
          null);
    }
  }

  private Decoded readWhole(byte[] bytes) {
    return new Decoded(jdk.readValue(bytes), false);
  }

  private Decoded readGraph(byte[] bytes) {
    Workbench workbench = workbenches.take();
    GraphKryo.AttributeGraph graph = workbench.read(bytes);
    workbenches.giveBack(workbench); // only one that did not fail
    return new Decoded(graph.root(), graph.repeatable());
  }

  /** What cannot be read back here cannot be read anywhere, and had better be known now. */
  private void requireReadable(String attributeName, Object value, byte[] bytes) {
    try {
      decode(attributeName, bytes);
    } catch (UnreadableAttributeException e) {
      if (!Arrays.equals(bytes, encoded(attributeName, value, new SelfCheck()))) {
        throw new ConcurrentModificationException("the value changes while it is stored", e);
      }
      throw new UnstorableAttributeException(
          attributeName,
          value.getClass(),
          "what is stored of it cannot be read back: " + e.reason(),
          e.getCause());
    }
  }

  private byte[] encoded(String attributeName, Object value, SelfCheck check) {
    try {
      return graphOrWhole(attributeName, value, check);
    } catch (UnstorableGraphException e) {
      if (!e.isForWantOfSerializable()) {
        throw e;
      }
      try {
        return writeGraph(islands, attributeName, value, check);
      } catch (NeedsWholeValueException cycle) {
        throw e;
      }
    }
  }

  private byte[] graphOrWhole(String attributeName, Object value, SelfCheck check) {
    if (catalog.of(value.getClass()).rule() == ClassRule.WHOLE_VALUE) {
      return writeWhole(value, check);
    }
    try {
      return writeGraph(workbenches, attributeName, value, check);
    } catch (NeedsWholeValueException e) {
      // not remembered for the class: another of its objects, or this one a moment ago, may do
      // without, and one object must not change its bytes while it does not change itself
      return writeWhole(value, check);
    }
  }

  private byte[] writeGraph(
      Workbenches where, String attributeName, Object value, SelfCheck check) {
    Workbench workbench = where.take();
    Workbench.Written written = workbench.write(value, check);
    where.giveBack(workbench); // only one that did not fail
    for (Class<?> view : written.viewsApart()) {
      notices.viewApart(attributeName, value.getClass(), view);
    }
    return written.bytes();
  }

  private byte[] writeWhole(Object value, SelfCheck check) {
    return jdk.writeValue(value, type -> check.met(catalog.checksLeft(type)));
  }
}
