package dev.coatcheck.servlet;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;

/**
 * The response's stream, with an eye on what goes through it. As thread-safe as the container's.
 */
final class WatchedStream extends ServletOutputStream {

  private static final int MOST_BYTES_OF_A_CHAR = 4;

  private final ServletOutputStream stream;
  private final OutputWatch watch;

  WatchedStream(ServletOutputStream stream, OutputWatch watch) {
    this.stream = stream;
    this.watch = watch;
  }

  @Override
  public void write(int octet) throws IOException {
    if (watch.mayWrite(1)) {
      stream.write(octet);
      watch.wrote();
    }
  }

  @Override
  public void write(byte[] bytes) throws IOException {
    write(bytes, 0, bytes.length);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (watch.mayWrite(length)) {
      stream.write(bytes, offset, length);
      watch.wrote();
    }
  }

  /** Containers differ in how they encode it; all other prints lead here. */
  @Override
  public void print(String text) throws IOException {
    long chars = String.valueOf(text).length();
    if (watch.mayWrite(MOST_BYTES_OF_A_CHAR * chars, chars)) {
      stream.print(text);
      watch.wrote();
    }
  }

  @Override
  public void flush() throws IOException {
    if (watch.response().beforeCommit()) {
      stream.flush();
    }
  }

  @Override
  public void close() throws IOException {
    if (watch.response().beforeCommit()) {
      stream.close();
    }
  }

  @Override
  public boolean isReady() {
    return watch.response().isRefused() || stream.isReady();
  }

  @Override
  public void setWriteListener(WriteListener listener) {
    if (watch.response().beforeCommit()) {
      watch.nonBlocking();
      stream.setWriteListener(listener);
    } else {
      DroppedOutput.refuse(listener);
    }
  }
}
