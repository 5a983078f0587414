package dev.coatcheck.redis;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;

/** Tags for writes and claims, each unique in the fleet whatever the nodes are called. */
final class Tags {

  private final String node;
  private final AtomicLong count = new AtomicLong();

  Tags() {
    byte[] random = new byte[9];
    new SecureRandom().nextBytes(random);
    node = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }

  String next() {
    return node + '.' + Long.toString(count.incrementAndGet(), Character.MAX_RADIX);
  }
}
