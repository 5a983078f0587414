package dev.coatcheck.codec;

import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.util.DefaultClassResolver;
import java.util.ArrayList;
import java.util.List;

/**
 * Names classes in the bytes: a number for Kryo's primitives and strings, else the name where a
 * class is met first and a count from then on. Next to the name stands its rule's letter, a small
 * one when the name is a number and {@link NamelessClass} has more to tell.
 */
final class GraphClasses extends DefaultClassResolver {

  private static final int NAMED = NAME + 2;
  private static final int MOST_REMEMBERED = 256;

  private final ClassCatalog catalog;
  private final ApplicationClasses application;
  private long graph;
  private int written;

  /** By their numbers; behind those of this graph, those of an earlier one, as guesses. */
  private final List<Registration> read = new ArrayList<>();

  private int known;

  private SelfCheck selfCheck = new SelfCheck();

  GraphClasses(ClassCatalog catalog, ApplicationClasses application) {
    this.catalog = catalog;
    this.application = application;
  }

  /** Whom to tell of the classes of the next graph that is written. */
  void tell(SelfCheck check) {
    selfCheck = check;
  }

  /** Tells graphs apart that were written or read with this Kryo. */
  long graph() {
    return graph;
  }

  @Override
  @SuppressWarnings("rawtypes") // Kryo's signature
  public Registration registerImplicit(Class type) {
    return register(new NamedClass(type, kryo.getDefaultSerializer(type), catalog.of(type)));
  }

  /** Writes which class follows. */
  void write(Output output, Registration registration) {
    if (registration instanceof NamedClass named) {
      write(output, named);
    } else {
      output.writeVarInt(registration.getId() + 2, true);
    }
  }

  @Override
  @SuppressWarnings("rawtypes") // Kryo's signature
  protected void writeName(Output output, Class type, Registration registration) {
    write(output, (NamedClass) registration);
  }

  private void write(Output output, NamedClass named) {
    output.writeByte(NAMED);
    int number = named.numberIn(graph);
    if (number >= 0) {
      output.writeVarInt(number, true);
      return;
    }
    if (named.traits().serializer() instanceof RefusingSerializer refusing) {
      throw refusing.refusal(); // also where the class alone is written, as of a set of constants
    }
    selfCheck.met(named.traits().checksLeft());
    named.number(graph, written);
    output.writeVarInt(written++, true);
    output.writeBytes(named.introduction());
  }

  @Override
  protected Registration readName(Input input) {
    Registration registration = readNumbered(input);
    if (registration.getSerializer() instanceof MissingSerializer missing) {
      missing.requireSkipping((GraphKryo) kryo);
    }
    return registration;
  }

  private Registration readNumbered(Input input) {
    int number = input.readVarInt(true);
    if (number >= 0 && number < known) {
      return read.get(number);
    }
    if (number != known) {
      throw new UnreadableBytesException("a class is referred to before its name");
    }
    known++;
    if (number < read.size()
        && read.get(number) instanceof NamedClass guess
        && ((BoundedInput) input).skip(guess.introduction(), 0)) {
      return guess;
    }
    Registration registration = readIntroduction(input);
    if (number < read.size()) {
      read.set(number, registration);
    } else {
      read.add(registration);
    }
    return registration;
  }

  private Registration readIntroduction(Input input) {
    String name = input.readString();
    byte letter = input.readByte();
    String look = Character.isLowerCase(letter) ? input.readString() : "";
    Class<?> type = application.find(name);
    if (type == null) {
      return MissingSerializer.of(name, (byte) Character.toUpperCase(letter)).registration();
    }
    ClassCatalog.Traits traits = catalog.of(type);
    if (!traits.look().equals(look)) {
      throw new UnreadableBytesException(
          "class "
              + name
              + " has a number for a name, and another class of this version has it; give it a name");
    }
    if (traits.rule().wireLetter() != Character.toUpperCase(letter)) {
      throw new UnreadableBytesException(
          "class " + name + " was stored in another way than this version of it is read");
    }
    return kryo.getRegistration(type);
  }

  @Override
  public void reset() {
    super.reset();
    graph++;
    written = 0;
    known = 0;
    if (read.size() > MOST_REMEMBERED) {
      read.clear();
    }
  }
}
