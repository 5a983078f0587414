package dev.coatcheck.benchmarks;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import org.redisson.client.handler.State;
import org.redisson.codec.Kryo5Codec;

/** The codec that Redisson uses unless told otherwise; it keeps neither identity nor cycles. */
final class RedissonSerialization implements Serialization {

  private final Kryo5Codec codec = new Kryo5Codec();

  @Override
  public byte[] write(Object value) throws IOException {
    ByteBuf buffer = codec.getValueEncoder().encode(value);
    byte[] bytes = ByteBufUtil.getBytes(buffer);
    buffer.release();
    return bytes;
  }

  @Override
  public Object read(byte[] bytes) throws IOException {
    return codec.getValueDecoder().decode(Unpooled.wrappedBuffer(bytes), new State());
  }
}
