package dev.coatcheck.servlet;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;

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

  /** Nothing: nobody can be told that there is room. */
  @Override
  public void setWriteListener(WriteListener listener) {}
}
