package dev.coatcheck.benchmarks;

import org.apache.fory.Fory;
import org.apache.fory.ThreadSafeFory;
import org.apache.fory.config.CompatibleMode;

/** Fory with references, for classes that nobody registered. */
final class ForySerialization implements Serialization {

  private static final int POOLED = 2;

  private final ThreadSafeFory fory;

  ForySerialization(CompatibleMode mode) {
    this.fory =
        Fory.builder()
            .withXlang(false)
            .withRefTracking(true)
            .requireClassRegistration(false)
            .suppressClassRegistrationWarnings(true)
            .withCompatibleMode(mode)
            .withAsyncCompilation(false)
            .buildThreadSafeForyPool(POOLED);
  }

  @Override
  public byte[] write(Object value) {
    return fory.serialize(value);
  }

  @Override
  public Object read(byte[] bytes) {
    return fory.deserialize(bytes);
  }
}
