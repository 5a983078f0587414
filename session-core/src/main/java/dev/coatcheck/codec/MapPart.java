package dev.coatcheck.codec;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a view shows of its map. */
enum MapPart {
  KEYS('K'),
  VALUES('V'),
  ENTRIES('E');

  private static final MapPart[] PARTS = values();

  private final char letter;

  MapPart(char letter) {
    this.letter = letter;
  }

  /** How the bytes name it. */
  byte letter() {
    return (byte) letter;
  }

  static MapPart ofLetter(byte letter) {
    for (MapPart part : PARTS) {
      if (part.letter == letter) {
        return part;
      }
    }
    throw new UnreadableBytesException("a view shows a part that no map has");
  }

  /** The map's view of that part. Java's maps answer the same object each time. */
  Collection<?> of(Map<?, ?> map) {
    return switch (this) {
      case KEYS -> map.keySet();
      case VALUES -> map.values();
      case ENTRIES -> map.entrySet();
    };
  }

  /** A view that came with its map; it has to be of the class that was stored. */
  Object read(GraphKryo kryo, BoundedInput input, Class<?> type) {
    Object map = kryo.readClassAndObject(input);
    if (!(map instanceof Map<?, ?>) || !type.isInstance(of((Map<?, ?>) map))) {
      throw new UnreadableBytesException("a " + type.getName() + " shows something else");
    }
    return of((Map<?, ?>) map);
  }

  /** Which part a synchronized view shows of the map that it locks, null when of another. */
  static @Nullable MapPart shown(Object view, Object shown, Map<?, ?> map) {
    for (MapPart part : PARTS) {
      Object candidate = part.of(map);
      if (candidate == view
          || (candidate.getClass() == view.getClass()
              && Innards.of(candidate).parts().stream().anyMatch(known -> known == shown))) {
        return part;
      }
    }
    return null;
  }
}
