package dev.coatcheck.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What becomes of unreadable bytes when news of them arrives at any moment. */
class LiveFieldsTest {

  private static final String FIELD = Field.ofAttribute("cart");

  private final TextCodec codec = new TextCodec();
  private final LiveFields fields = new LiveFields(new Object(), codec);

  @Test
  void unreadableBytesAreDropped() {
    fields.merge(Map.of(FIELD, bytes("bad")), Set.of(), 1);

    assertUnreadable();
    fields.dropUnreadable("cart");

    assertThat(fields.handOut("cart")).isNull();
    assertThat(fields.attributeNames()).isEmpty();
    assertThat(fields.mayHaveChanged()).isTrue();
  }

  @Test
  void bytesThatArriveWhileUnreadableOnesAreDecodedAreNotDropped() {
    fields.merge(Map.of(FIELD, bytes("bad")), Set.of(), 1);
    codec.meanwhile = () -> fields.merge(Map.of(FIELD, bytes("good")), Set.of(), 2);

    assertUnreadable();
    fields.dropUnreadable("cart");

    assertThat(fields.handOut("cart")).isEqualTo("good");
    assertThat(fields.mayHaveChanged()).isFalse();
  }

  @Test
  void aValueThatWasSetMeanwhileIsNotDropped() {
    fields.merge(Map.of(FIELD, bytes("bad")), Set.of(), 1);
    codec.meanwhile = () -> fields.set(FIELD, "new");

    assertUnreadable();
    fields.dropUnreadable("cart");

    assertThat(fields.handOut("cart")).isEqualTo("new");
  }

  private void assertUnreadable() {
    assertThatThrownBy(() -> fields.handOut("cart"))
        .isInstanceOf(UnreadableAttributeException.class);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Reads any text but "bad". */
  private static final class TextCodec implements AttributeCodec {

    /** Runs once, while something is decoded. */
    private Runnable meanwhile = () -> {};

    @Override
    public byte[] encode(String attributeName, Object value) {
      return bytes((String) value);
    }

    @Override
    public Decoded decode(String attributeName, byte[] bytes) {
      Runnable now = meanwhile;
      meanwhile = () -> {};
      now.run();
      String text = new String(bytes, StandardCharsets.UTF_8);
      if (text.equals("bad")) {
        throw new UnreadableAttributeException(attributeName, "it is bad", "make it good", null);
      }
      return new Decoded(text, true);
    }

    @Override
    public boolean isImmutable(Object value) {
      return true;
    }
  }
}
