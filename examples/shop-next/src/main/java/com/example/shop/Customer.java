package com.example.shop;

import java.time.Instant;
import java.util.UUID;

/**
 * Somebody who logged in.
 *
 * @param number new in this release; null when it was release 1 where the customer logged in
 */
record Customer(String name, Instant since, UUID number) {

  Customer(String name, Instant since) {
    this(name, since, UUID.randomUUID());
  }
}
