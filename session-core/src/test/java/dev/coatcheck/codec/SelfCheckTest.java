package dev.coatcheck.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coatcheck.session.UnstorableAttributeException;
import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectInputStream;
import java.io.ObjectOutput;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What no node could read back is known when it is stored. */
class SelfCheckTest {

  private final KryoAttributeCodec codec = codec(CodecOptions.DEFAULTS);

  @Test
  void aValueThatCannotBeReadBackIsRefusedEachTime() {
    Object hidden = new WithoutPublicConstructor(1);
    Set<Object> set = new HashSet<>(); // asks the key for its hash when it is read
    set.add(new FailsToHash(new Object()));

    for (Object value : List.of(hidden, set, new ArrayList<>(List.of("x", hidden)))) {
      for (int i = 0; i < 2 * SelfCheck.TIMES; i++) {
        assertThatThrownBy(() -> codec.encode("cart", value))
            .isInstanceOf(UnstorableAttributeException.class)
            .hasMessageContaining("\"cart\" of " + value.getClass().getName())
            .hasMessageContaining("cannot be read back: ");
      }
    }
  }

  @Test
  void theFirstValuesOfEachClassAreReadBackAndNoMore() {
    AtomicInteger reads = Counted.READS;
    reads.set(0);
    for (int i = 0; i < 10; i++) {
      codec.encode("cart", new Counted());
      codec.encode("carts", new ArrayList<>(List.of(new Counted(), new Counted())));
    }

    assertThat(reads.get()).isEqualTo(1 + 2 + 1);
  }

  @Test
  void aClassIsTriedWhereverItTurnsUpFirst() {
    for (int i = 0; i < 10; i++) {
      codec.encode("cart", new ArrayList<>(List.of("fine")));
    }

    assertThatThrownBy(
            () -> codec.encode("cart", new ArrayList<>(List.of(new WithoutPublicConstructor(1)))))
        .isInstanceOf(UnstorableAttributeException.class);
  }

  @Test
  void aValueThatChangesMeanwhileIsTriedAgain() {
    assertThatThrownBy(() -> codec.encode("cart", new ChangesWhenWritten()))
        .isInstanceOf(ConcurrentModificationException.class)
        .hasMessageContaining("\"cart\"");
  }

  @Test
  void itCanBeSwitchedOff() {
    KryoAttributeCodec trusting = codec(CodecOptions.DEFAULTS.withSelfCheck(false));

    assertThat(trusting.encode("cart", new WithoutPublicConstructor(1))).isNotEmpty();
  }

  private static KryoAttributeCodec codec(CodecOptions options) {
    return KryoAttributeCodec.forApplication(SelfCheckTest.class.getClassLoader(), options);
  }

  /** Java writes it, and finds out on reading only that it cannot make one. */
  static final class WithoutPublicConstructor implements Externalizable {
    private static final long serialVersionUID = 1L;

    WithoutPublicConstructor(int number) {}

    @Override
    public void writeExternal(ObjectOutput out) {}

    @Override
    public void readExternal(ObjectInput in) {}
  }

  static final class FailsToHash implements Serializable {
    private static final long serialVersionUID = 1L;
    private final transient Object source;

    FailsToHash(Object source) {
      this.source = source;
    }

    @Override
    public int hashCode() {
      return source.getClass().hashCode();
    }

    @Override
    public boolean equals(Object other) {
      return other == this;
    }
  }

  static final class Counted implements Serializable {
    private static final long serialVersionUID = 1L;
    static final AtomicInteger READS = new AtomicInteger();

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
      in.defaultReadObject();
      READS.incrementAndGet();
    }
  }

  static final class ChangesWhenWritten implements Externalizable {
    private static final long serialVersionUID = 1L;
    private int written;

    @Override
    public void writeExternal(ObjectOutput out) throws IOException {
      out.writeInt(written++);
    }

    @Override
    public void readExternal(ObjectInput in) throws IOException {
      throw new IOException("torn");
    }
  }
}
