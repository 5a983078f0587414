package dev.coatcheck.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coatcheck.session.UnstorableAttributeException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Encoding leaves the application's objects as they were, even when it is given up. */
class UntouchedObjectsTest {

  private static final TimeZone ZONE = TimeZone.getTimeZone("Europe/Berlin");

  @Test
  void calendarsThatShareTheirZoneKeepIt() {
    KryoAttributeCodec codec = codec(CodecOptions.DEFAULTS);
    List<Calendar> calendars = calendars(3);

    codec.encode("a", new ArrayList<>(calendars));

    assertThat(calendars).allMatch(calendar -> calendar.getTimeZone().equals(ZONE));
  }

  @Test
  void calendarsOfAnAttributeThatIsTooLargeKeepTheirZone() {
    Supplier<String> byJavasSerialization = (Supplier<String> & Serializable) () -> "x";
    for (int limit = 500; limit < 2000; limit += 5) {
      KryoAttributeCodec codec = codec(CodecOptions.DEFAULTS.withMaxBytes(limit));
      Calendar calendar = calendars(1).get(0);
      List<Object> tooLarge =
          new ArrayList<>(List.of(byJavasSerialization, calendar, "x".repeat(2000)));

      assertThatThrownBy(() -> codec.encode("a", tooLarge))
          .isInstanceOf(UnstorableAttributeException.class)
          .hasMessageContaining("it needs more than " + limit + " bytes");

      assertThat(calendar.getTimeZone()).isEqualTo(ZONE);
    }
  }

  private KryoAttributeCodec codec(CodecOptions options) {
    return KryoAttributeCodec.forApplication(getClass().getClassLoader(), options);
  }

  private static List<Calendar> calendars(int count) {
    List<Calendar> calendars = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      calendars.add(Calendar.getInstance(ZONE, Locale.forLanguageTag("th-TH-u-ca-buddhist")));
    }
    return calendars;
  }
}
