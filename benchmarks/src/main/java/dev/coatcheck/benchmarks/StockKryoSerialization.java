package dev.coatcheck.benchmarks;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.SerializerFactory;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.util.DefaultInstantiatorStrategy;
import com.esotericsoftware.kryo.util.Pool;
import org.objenesis.strategy.StdInstantiatorStrategy;

/** Kryo as its manual says, with references, for classes that nobody registered. */
final class StockKryoSerialization implements Serialization {

  private static final int BUFFER = 4 * 1024;

  private final Pool<Kryo> kryos;
  private final Pool<Output> outputs =
      new Pool<>(true, false) {
        @Override
        protected Output create() {
          return new Output(BUFFER, -1);
        }
      };
  private final Pool<Input> inputs =
      new Pool<>(true, false) {
        @Override
        protected Input create() {
          return new Input();
        }
      };

  StockKryoSerialization(SerializerFactory<?> fields) {
    this.kryos =
        new Pool<>(true, false) {
          @Override
          protected Kryo create() {
            Kryo kryo = new Kryo();
            kryo.setReferences(true);
            kryo.setRegistrationRequired(false);
            kryo.setDefaultSerializer(fields);
            kryo.setInstantiatorStrategy(
                new DefaultInstantiatorStrategy(new StdInstantiatorStrategy()));
            return kryo;
          }
        };
  }

  @Override
  public byte[] write(Object value) {
    Kryo kryo = kryos.obtain();
    Output output = outputs.obtain();
    output.reset();
    kryo.writeClassAndObject(output, value);
    byte[] bytes = output.toBytes();
    outputs.free(output);
    kryos.free(kryo);
    return bytes;
  }

  @Override
  public Object read(byte[] bytes) {
    Kryo kryo = kryos.obtain();
    Input input = inputs.obtain();
    input.setBuffer(bytes);
    Object value = kryo.readClassAndObject(input);
    inputs.free(input);
    kryos.free(kryo);
    return value;
  }
}
