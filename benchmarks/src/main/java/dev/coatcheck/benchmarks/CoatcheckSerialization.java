package dev.coatcheck.benchmarks;

import dev.coatcheck.codec.CodecOptions;
import dev.coatcheck.codec.KryoAttributeCodec;

/** Ours, as an application uses it. */
final class CoatcheckSerialization implements Serialization {

  private final KryoAttributeCodec codec =
      KryoAttributeCodec.forApplication(Sample.class.getClassLoader(), CodecOptions.DEFAULTS);

  @Override
  public byte[] write(Object value) {
    return codec.encode("value", value);
  }

  @Override
  public Object read(byte[] bytes) {
    return codec.decode("value", bytes).value();
  }
}
