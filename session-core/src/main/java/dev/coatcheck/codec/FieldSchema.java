package dev.coatcheck.codec;

import com.esotericsoftware.kryo.io.Output;
import java.util.ArrayList;
import java.util.List;

/**
 * The fields of a class as they stand in the bytes, once per graph before its first object: for
 * each class of the hierarchy that has some, its simple name and its fields' names and kinds. A
 * reader takes what it knows by name and skips the rest.
 */
record FieldSchema(List<Entry> entries) {

  /**
   * One field.
   *
   * @param level simple name of the class that declares it
   */
  record Entry(String level, String name, Kind kind) {}

  private void write(Output output) {
    output.writeVarInt(entries.size(), true);
    String level = "";
    for (Entry entry : entries) {
      // the class is named where it changes; an empty name means that it did not
      output.writeString(entry.level().equals(level) ? "" : entry.level());
      level = entry.level();
      output.writeString(entry.name());
      output.writeByte(entry.kind().letter());
    }
  }

  /** As it stands in the bytes. */
  byte[] bytes() {
    Output output = new Output(64, -1);
    write(output);
    return output.toBytes();
  }

  static FieldSchema read(BoundedInput input) {
    int count = input.readCount(3);
    List<Entry> entries = new ArrayList<>(count);
    String level = "";
    for (int i = 0; i < count; i++) {
      String named = input.readString();
      level = named.isEmpty() ? level : named;
      entries.add(new Entry(level, input.readString(), Kind.ofLetter(input.readByte())));
    }
    return new FieldSchema(entries);
  }
}
