package dev.coatcheck.config;

import java.util.Optional;

/** {@code off}, or an amount. */
final class OffOrType<T> implements ValueType<Optional<T>> {

  private static final String OFF = "off";

  private final ValueType<T> amount;

  OffOrType(ValueType<T> amount) {
    this.amount = amount;
  }

  @Override
  public Parsed<Optional<T>> parse(String text) {
    if (text.equals(OFF)) {
      return new Parsed.Accepted<>(Optional.empty());
    }
    Parsed<T> parsed = amount.parse(text);
    if (parsed instanceof Parsed.Accepted<T> accepted) {
      return new Parsed.Accepted<>(Optional.of(accepted.value()));
    }
    Parsed.Refused<T> refused = (Parsed.Refused<T>) parsed;
    return new Parsed.Refused<>(refused.problem(), refused.remedy() + ", or off");
  }

  @Override
  public String shape() {
    return OFF + ", or " + amount.shape();
  }
}
