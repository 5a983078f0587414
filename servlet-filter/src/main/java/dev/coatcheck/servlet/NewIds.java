package dev.coatcheck.servlet;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Predicate;

/** Draws session ids that nobody can guess. Thread-safe. */
final class NewIds {

  /** Of 192 bits, so that ids never meet, however many there are. */
  private static final int BYTES = 24;

  /** Some hundred suffice on average; by then only a generator that is not random is left. */
  private static final int MOST_DRAWS = 20_000;

  private final SecureRandom random = new SecureRandom();

  String next() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Draws until an id will do. */
  String next(Predicate<String> suits) {
    for (int draw = 0; draw < MOST_DRAWS; draw++) {
      String id = next();
      if (suits.test(id)) {
        return id;
      }
    }
    throw new IllegalStateException("no random id suits; the random generator is broken");
  }
}
