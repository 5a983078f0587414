package dev.coatcheck.codec;

import com.esotericsoftware.kryo.io.Output;
import org.jspecify.annotations.Nullable;

/**
 * Objects that bring their own serialization, within a graph: what one writes of itself goes
 * through Java's serialization, and what it refers to is part of the graph. Each carries the
 * descriptions of its classes with it, and none can refer to itself, so they are made only where
 * the whole value cannot go through Java's serialization.
 */
final class Islands {

  private Islands() {}

  static void write(GraphKryo kryo, Output output, Object value) {
    JdkFormat.Shell shell = kryo.jdk().writeShell(value, kryo.references());
    kryo.references().open(value);
    output.writeVarInt(shell.parts().size(), true);
    for (Object part : shell.parts()) {
      kryo.writePart(output, part, value.getClass().getName());
    }
    kryo.references().close(value);
    output.writeVarInt(shell.bytes().length, true);
    output.writeBytes(shell.bytes());
  }

  static Object read(GraphKryo kryo, BoundedInput input) {
    kryo.notRepeatable();
    @Nullable Object[] parts = new Object[input.readCount(1)];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = kryo.readClassAndObject(input);
    }
    return kryo.jdk().readShell(input.readBytes(input.readCount(1)), parts);
  }
}
