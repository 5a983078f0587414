package dev.coatcheck.benchmarks;

import java.io.IOException;

/** One way of turning values into bytes and back. */
interface Serialization {

  byte[] write(Object value) throws IOException;

  Object read(byte[] bytes) throws IOException, ClassNotFoundException;
}
