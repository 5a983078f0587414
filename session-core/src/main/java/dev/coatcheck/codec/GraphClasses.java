package dev.coatcheck.codec;

import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.util.DefaultClassResolver;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Names classes in the bytes: a number for Kryo's primitives and strings, else the name where a
 * class is met first and a count from then on. Next to the name stands its rule's letter.
 */
final class GraphClasses extends DefaultClassResolver {

  private static final int NAMED = NAME + 2;

  private final ClassCatalog catalog;
  private final ApplicationClasses application;
  private final IdentityHashMap<Class<?>, Integer> written = new IdentityHashMap<>();
  private final List<Registration> read = new ArrayList<>();

  private SelfCheck selfCheck = new SelfCheck();

  GraphClasses(ClassCatalog catalog, ApplicationClasses application) {
    this.catalog = catalog;
    this.application = application;
  }

  /** Whom to tell of the classes of the next graph that is written. */
  void tell(SelfCheck check) {
    selfCheck = check;
  }

  @Override
  @SuppressWarnings("rawtypes") // Kryo's signature
  protected void writeName(Output output, Class type, Registration registration) {
    Class<?> wireType = registration.getType();
    output.writeByte(NAMED);
    Integer known = written.get(wireType);
    if (known != null) {
      output.writeVarInt(known, true);
      return;
    }
    ClassCatalog.Traits traits = catalog.of(wireType);
    if (traits.serializer() instanceof RefusingSerializer refusing) {
      throw refusing.refusal(); // also where the class alone is written, as of a set of constants
    }
    selfCheck.met(traits.checksLeft());
    output.writeVarInt(written.size(), true);
    written.put(wireType, written.size());
    output.writeString(wireType.getName());
    output.writeByte(traits.rule().wireLetter());
  }

  @Override
  protected Registration readName(Input input) {
    int number = input.readVarInt(true);
    if (number >= 0 && number < read.size()) {
      return read.get(number);
    }
    if (number != read.size()) {
      throw new UnreadableBytesException("a class is referred to before its name");
    }
    String name = input.readString();
    byte letter = input.readByte();
    Class<?> type = application.load(name);
    if (catalog.of(type).rule().wireLetter() != letter) {
      throw new UnreadableBytesException(
          "class " + name + " was stored in another way than this version of it is read");
    }
    Registration registration = kryo.getRegistration(type);
    read.add(registration);
    return registration;
  }

  @Override
  public void reset() {
    super.reset();
    written.clear();
    read.clear();
  }
}
