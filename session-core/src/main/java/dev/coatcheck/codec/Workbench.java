package dev.coatcheck.codec;

import com.esotericsoftware.kryo.io.Output;
import java.util.Set;

/** One Kryo with its buffers. Confined to one thread at a time. */
final class Workbench {

  private static final int FIRST_BUFFER = 4 * 1024;
  private static final int LARGEST_KEPT_BUFFER = 64 * 1024;

  private final GraphKryo kryo;
  private final Output output;
  private final BoundedInput input = new BoundedInput();
  private final int maxBytes;

  private Workbench(GraphKryo kryo, CodecOptions options) {
    this.kryo = kryo;
    this.maxBytes = options.maxBytes();
    this.output = new Output(Math.min(FIRST_BUFFER, maxBytes), maxBytes);
  }

  /** Gives up where something in a graph brings its own serialization. */
  static Workbench forGraphs(ClassCatalog catalog, JdkFormat jdk, CodecOptions options) {
    return new Workbench(new GraphKryo(catalog, jdk, options), options);
  }

  /** Makes an island of what in a graph brings its own serialization. */
  static Workbench withIslands(ClassCatalog catalog, JdkFormat jdk, CodecOptions options) {
    GraphKryo kryo = new GraphKryo(catalog, jdk, options);
    kryo.makeIslands();
    return new Workbench(kryo, options);
  }

  /** A value, envelope included. */
  Written write(Object value, SelfCheck check) {
    output.reset();
    output.writeBytes(Envelope.of(Envelope.KRYO));
    Set<Class<?>> viewsApart = kryo.writeGraph(output, value, check);
    byte[] bytes = output.toBytes();
    if (output.getBuffer().length > LARGEST_KEPT_BUFFER) {
      output.setBuffer(new byte[FIRST_BUFFER], maxBytes);
    }
    return new Written(bytes, viewsApart);
  }

  /**
   * A value that was written.
   *
   * @param viewsApart classes of views in it that are stored without what they are views of
   */
  record Written(byte[] bytes, Set<Class<?>> viewsApart) {}

  GraphKryo.AttributeGraph read(byte[] bytes) {
    input.open(bytes, Envelope.LENGTH);
    GraphKryo.AttributeGraph graph = kryo.readGraph(input);
    input.release();
    return graph;
  }
}
