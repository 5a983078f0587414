package dev.coatcheck.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.Date;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ImmutableTypesTest {

  private final KryoAttributeCodec codec =
      KryoAttributeCodec.forApplication(getClass().getClassLoader(), CodecOptions.DEFAULTS);

  static Stream<Object> whatNeverChanges() {
    return Stream.of(
        "text",
        1,
        2L,
        'c',
        true,
        1.5,
        TimeUnit.DAYS,
        ApplicationSamples.Coat.RAIN,
        Instant.EPOCH,
        LocalDate.EPOCH,
        ZoneId.of("Europe/Berlin"),
        ZonedDateTime.of(2024, 1, 1, 1, 1, 1, 1, ZoneId.of("UTC")),
        BigDecimal.TEN,
        BigInteger.TWO,
        new UUID(1, 2),
        URI.create("a:b"),
        Locale.CANADA,
        Currency.getInstance("EUR"),
        StandardCharsets.UTF_8,
        String.class,
        Optional.of("text"),
        Optional.empty(),
        new Price(BigDecimal.ONE, Currency.getInstance("EUR"), null),
        new Price(BigDecimal.ONE, null, new Price(BigDecimal.TEN, null, null)),
        List.of("a", 1, List.of()),
        Set.of(1, 2, 3),
        Map.of("a", Map.entry("b", 1)),
        Collections.singletonList(null),
        Stream.of("a", null).toList(),
        new Anything("text"));
  }

  static Stream<Object> whatMayChange() {
    return Stream.of(
        new ArrayList<>(),
        new HashMap<>(),
        List.of("a", new Date()),
        Map.of("a", new Date()),
        Collections.singleton(new Date()),
        Collections.unmodifiableList(new ArrayList<>(List.of("a"))),
        Collections.nCopies(20_000, "too many to look at"),
        new Date(),
        new int[0],
        new StringBuilder(),
        EnumSet.of(TimeUnit.DAYS),
        new Expensive("1"),
        new Price(new Expensive("1"), null, null),
        new Anything(new ArrayList<>()),
        new Anything(new int[0]),
        new Anything(new Anything(new Date())),
        Optional.of(new ArrayList<>()),
        new ApplicationSamples.Person("a", 1));
  }

  @ParameterizedTest
  @MethodSource("whatNeverChanges")
  void isImmutable(Object value) {
    assertThat(codec.isImmutable(value)).isTrue();
    assertThat(codec.isImmutable(value)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("whatMayChange")
  void isNotImmutable(Object value) {
    assertThat(codec.isImmutable(value)).isFalse();
    assertThat(codec.isImmutable(value)).isFalse();
  }

  /** Each part is there twice in the next: many ways through few objects. */
  @Test
  void aValueWhosePartsShareTheirPartsIsLookedAtInBoundedTime() {
    Object value = "text";
    for (int i = 0; i < 60; i++) {
      value = new Two(value, value);
    }

    assertThat(codec.isImmutable(value)).isFalse();
  }

  record Two(Object one, Object other) {}

  record Price(BigDecimal amount, Currency currency, Price before) {}

  record Anything(Object any) {}

  static final class Expensive extends BigDecimal {
    Object mutable = new Object();

    Expensive(String value) {
      super(value);
    }
  }
}
