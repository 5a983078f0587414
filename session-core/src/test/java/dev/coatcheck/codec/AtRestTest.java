package dev.coatcheck.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.net.URL;
import java.text.DateFormat;
import java.text.DecimalFormatSymbols;
import java.text.MessageFormat;
import java.text.SimpleDateFormat;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Objects that note in their fields what they were used for are no change of the session. */
class AtRestTest {

  private final KryoAttributeCodec codec =
      KryoAttributeCodec.forApplication(getClass().getClassLoader(), CodecOptions.DEFAULTS);

  static Stream<Arguments> uses() throws Exception {
    DateFormat american = DateFormat.getDateInstance(DateFormat.LONG, Locale.US);
    return Stream.of(
        use(new SimpleDateFormat("yy-MM-dd", Locale.FRANCE), f -> f.format(new Date(123))),
        use(new SimpleDateFormat("yy-MM-dd", Locale.FRANCE), f -> f.parseObject("24-05-06")),
        use(american, f -> f.parseObject("May 6, 2024")),
        use(new MessageFormat("{0,date}", Locale.US), f -> f.format(new Object[] {new Date(7)})),
        use(new URL("http://127.0.0.1:80/a?b#c"), URL::hashCode),
        use(
            DecimalFormatSymbols.getInstance(Locale.ITALY),
            symbols -> symbols.equals(new DecimalFormatSymbols(Locale.ITALY))));
  }

  @ParameterizedTest
  @MethodSource("uses")
  void usingAnObjectDoesNotChangeItsBytes(Object object, Consumer<Object> use) {
    Object within = new ArrayList<>(List.of(object));
    Object wholeValue = new Holding(object);
    byte[] alone = codec.encode("a", object);
    byte[] inList = codec.encode("a", within);
    byte[] inWholeValue = codec.encode("a", wholeValue);

    use.accept(object);

    assertThat(codec.encode("a", object)).isEqualTo(alone);
    assertThat(codec.encode("a", within)).isEqualTo(inList);
    if (!(object instanceof DateFormat) && !(object instanceof MessageFormat)) {
      assertThat(codec.encode("a", wholeValue)).isEqualTo(inWholeValue);
    }
  }

  @Test
  void aFormatIsReadAsJavaReadsIt() throws Exception {
    SimpleDateFormat format = new SimpleDateFormat("dd.MM.yy HH:mm", Locale.GERMANY);
    GregorianCalendar calendar =
        new GregorianCalendar(TimeZone.getTimeZone("Asia/Tokyo"), Locale.GERMANY);
    calendar.setGregorianChange(new Date(0));
    format.setCalendar(calendar);
    format.set2DigitYearStart(new Date(-1234567890123L));
    format.setLenient(false);
    format.parse("06.05.24 07:08");

    SimpleDateFormat back = (SimpleDateFormat) codec.decode("a", codec.encode("a", format)).value();

    assertThat(back).isEqualTo(format);
    assertThat(back.get2DigitYearStart()).isEqualTo(format.get2DigitYearStart());
    assertThat(back.isLenient()).isFalse();
    assertThat(back.getTimeZone()).isEqualTo(format.getTimeZone());
    assertThat(((GregorianCalendar) back.getCalendar()).getGregorianChange())
        .isEqualTo(new Date(0));
    assertThat(back.parse("06.05.24 07:08")).isEqualTo(format.parse("06.05.24 07:08"));
  }

  @Test
  void whatAFormatSharesWithOthersStaysShared() {
    SimpleDateFormat one = new SimpleDateFormat("yyyy", Locale.US);
    SimpleDateFormat other = new SimpleDateFormat("MM", Locale.US);
    Calendar shared = new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.US);
    one.setCalendar(shared);
    other.setCalendar(shared);
    other.setNumberFormat(one.getNumberFormat());

    Map<?, ?> back = (Map<?, ?>) copy(Map.of("one", one, "other", other));
    List<?> beside = (List<?>) copy(new ArrayList<>(List.of(one, shared)));

    SimpleDateFormat first = (SimpleDateFormat) back.get("one");
    SimpleDateFormat second = (SimpleDateFormat) back.get("other");
    assertThat(second.getCalendar()).isSameAs(first.getCalendar());
    assertThat(second.getNumberFormat()).isSameAs(first.getNumberFormat());
    assertThat(((SimpleDateFormat) beside.get(0)).getCalendar()).isSameAs(beside.get(1));
  }

  private Object copy(Object value) {
    return codec.decode("a", codec.encode("a", value)).value();
  }

  /** Brings its own serialization. */
  private static final class Holding implements Serializable {
    private final Object held;

    Holding(Object held) {
      this.held = held;
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
      out.defaultWriteObject();
    }
  }

  /** Whatever an application does with an object that it does not want to change. */
  private interface Use<T> {
    Object of(T object) throws Exception;
  }

  @SuppressWarnings("unchecked")
  private static <T> Arguments use(T object, Use<? super T> use) {
    Consumer<Object> consumer =
        it -> {
          try {
            use.of((T) it);
          } catch (Exception e) {
            throw new AssertionError(e);
          }
        };
    return Arguments.of(object, consumer);
  }
}
