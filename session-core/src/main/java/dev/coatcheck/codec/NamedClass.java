package dev.coatcheck.codec;

import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Output;

/** A class that stands by its name in the bytes. Belongs to one Kryo. */
final class NamedClass extends Registration {

  private final ClassCatalog.Traits traits;
  private final byte[] introduction;
  private long graph = -1;
  private int number;

  NamedClass(Class<?> type, Serializer<?> serializer, ClassCatalog.Traits traits) {
    super(type, serializer, GraphClasses.NAME);
    this.traits = traits;
    Output output = new Output(64, -1);
    output.writeString(type.getName());
    byte letter = traits.rule().wireLetter();
    if (traits.look().isEmpty()) {
      output.writeByte(letter);
    } else {
      output.writeByte(Character.toLowerCase(letter));
      output.writeString(traits.look());
    }
    this.introduction = output.toBytes();
  }

  ClassCatalog.Traits traits() {
    return traits;
  }

  /** Whether two references to one of its objects are kept as such. */
  static boolean isShared(Registration registration) {
    return registration instanceof NamedClass named
        ? named.traits.shared()
        : registration.getType() == String.class || registration.getType() == Missing.class;
  }

  /** Its name and its rule's letter, as they stand in the bytes where it is met first. */
  byte[] introduction() {
    return introduction;
  }

  /** Its number in the graph that is being written, -1 when it was not met there. */
  int numberIn(long graph) {
    return this.graph == graph ? number : -1;
  }

  void number(long graph, int number) {
    this.graph = graph;
    this.number = number;
  }
}
