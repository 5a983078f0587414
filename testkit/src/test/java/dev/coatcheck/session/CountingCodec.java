package dev.coatcheck.session;

import java.util.concurrent.atomic.LongAdder;

/** Counts what a node asks of its codec. */
public final class CountingCodec implements AttributeCodec {

  public final LongAdder encodings = new LongAdder();
  public final LongAdder decodings = new LongAdder();
  private final AttributeCodec codec;

  CountingCodec(AttributeCodec codec) {
    this.codec = codec;
  }

  @Override
  public byte[] encode(String attributeName, Object value) {
    encodings.increment();
    return codec.encode(attributeName, value);
  }

  @Override
  public Decoded decode(String attributeName, byte[] bytes) {
    decodings.increment();
    return codec.decode(attributeName, bytes);
  }

  @Override
  public boolean isImmutable(Object value) {
    return codec.isImmutable(value);
  }
}
