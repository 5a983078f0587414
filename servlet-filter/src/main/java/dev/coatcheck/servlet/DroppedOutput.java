package dev.coatcheck.servlet;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;

/** Takes what an application writes to a response that another one has replaced. */
final class DroppedOutput extends ServletOutputStream {

  @Override
  public void write(int octet) {}

  @Override
  public void write(byte[] bytes, int offset, int length) {}

  @Override
  public boolean isReady() {
    return true;
  }

  @Override
  public void setWriteListener(WriteListener listener) {
    refuse(listener);
  }

  /** Ends what waits for the container's call, which will not come. */
  static void refuse(WriteListener listener) {
    listener.onError(
        new IOException("another response has been sent, for the session is not saved"));
  }
}
