package dev.coatcheck.codec;

/**
 * How the objects of one exact class are stored. The letter stands next to the class's name in the
 * bytes, so that a class which changed its nature between two releases of an application is refused
 * instead of misread.
 */
enum ClassRule {
  /** A class of the platform with a serializer of ours that is known to lose nothing. */
  BUILT_IN('B'),
  /** An array of anything. */
  ARRAY('A'),
  /** By the constant's name, never its position. */
  ENUM('E'),
  /** By the components' names, through the canonical constructor. */
  RECORD('F'),
  /** By the names of the fields. */
  FIELDS('F'),
  /** Another Serializable class of the platform: Java's serialization, within Kryo's bytes. */
  LEAF('L'),
  /** Brings its own serialization: the whole attribute goes through Java's. */
  WHOLE_VALUE('W'),
  /** Cannot be stored. */
  REFUSED('X');

  private final char letter;

  ClassRule(char letter) {
    this.letter = letter;
  }

  byte wireLetter() {
    return (byte) letter;
  }
}
