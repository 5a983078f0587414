package dev.coatcheck.testkit.http;

import java.net.URI;

/** PORT: a running node. */
public interface Node extends AutoCloseable {

  /** Where it listens, without a path. */
  URI uri();

  /** Stops it in good order; idempotent. */
  @Override
  void close();
}
