package dev.coatcheck.benchmarks;

import com.esotericsoftware.kryo.SerializerFactory.CompatibleFieldSerializerFactory;
import com.esotericsoftware.kryo.SerializerFactory.FieldSerializerFactory;
import org.apache.fory.config.CompatibleMode;

/** What is compared. */
public enum Candidate {
  COATCHECK("Coatcheck"),
  JDK("Java's serialization"),
  KRYO_COMPATIBLE("Kryo, `CompatibleFieldSerializer`"),
  KRYO_FIELDS("Kryo, `FieldSerializer`"),
  REDISSON("Redisson's `Kryo5Codec`"),
  FORY_COMPATIBLE("Fory, compatible"),
  FORY_SAME_SCHEMA("Fory, same schema");

  private final String title;

  Candidate(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  Serialization open() {
    return switch (this) {
      case COATCHECK -> new CoatcheckSerialization();
      case JDK -> new JdkSerialization();
      case KRYO_COMPATIBLE -> new StockKryoSerialization(new CompatibleFieldSerializerFactory());
      case KRYO_FIELDS -> new StockKryoSerialization(new FieldSerializerFactory());
      case REDISSON -> new RedissonSerialization();
      case FORY_COMPATIBLE -> new ForySerialization(CompatibleMode.COMPATIBLE);
      case FORY_SAME_SCHEMA -> new ForySerialization(CompatibleMode.SCHEMA_CONSISTENT);
    };
  }

  /** Whether it gets through such a value at all; what cannot tell cycles does not. */
  boolean handles(Sample sample) {
    return this != REDISSON || !sample.hasCycles();
  }
}
