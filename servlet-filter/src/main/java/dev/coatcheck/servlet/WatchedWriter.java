package dev.coatcheck.servlet;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;

/** What the response's writer writes to, with an eye on it. As thread-safe as the container's. */
final class WatchedWriter extends Writer {

  private static final int MOST_BYTES_OF_A_CHAR = 8;

  private final PrintWriter writer;
  private final OutputWatch watch;
  private final boolean utf8;
  private final int bytesPerChar;

  private WatchedWriter(PrintWriter writer, String encoding, OutputWatch watch) {
    this.writer = writer;
    this.watch = watch;
    this.utf8 = StandardCharsets.UTF_8.name().equalsIgnoreCase(encoding);
    this.bytesPerChar = bytesPerChar(encoding);
  }

  /** The container's writer as the application sees it. */
  static PrintWriter of(PrintWriter writer, String encoding, OutputWatch watch) {
    return new Seen(new WatchedWriter(writer, encoding, watch), writer);
  }

  @Override
  public void write(char[] chars, int offset, int length) throws IOException {
    if (mayWrite(CharBuffer.wrap(chars, offset, length))) {
      writer.write(chars, offset, length);
      watch.wrote();
    }
  }

  @Override
  public void write(String text, int offset, int length) throws IOException {
    if (mayWrite(CharBuffer.wrap(text, offset, offset + length))) {
      writer.write(text, offset, length);
      watch.wrote();
    }
  }

  @Override
  public void flush() {
    if (watch.response().beforeCommit()) {
      writer.flush();
    }
  }

  @Override
  public void close() {
    if (watch.response().beforeCommit()) {
      writer.close();
    }
  }

  /** Exact for UTF-8 and for encodings with one byte a character. */
  private boolean mayWrite(CharBuffer chars) {
    long most = (long) chars.length() * bytesPerChar;
    if (utf8) {
      most = 0;
      while (chars.hasRemaining()) {
        most += utf8Bytes(chars.get());
      }
    }
    boolean exact = utf8 || bytesPerChar == 1;
    return watch.mayWrite(most, exact ? most : chars.length() / 2);
  }

  private static int utf8Bytes(char c) {
    if (c < 0x80) {
      return 1;
    }
    return c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
  }

  private static int bytesPerChar(String encoding) {
    try {
      Charset charset = Charset.forName(encoding);
      return charset.canEncode()
          ? (int) Math.ceil(charset.newEncoder().maxBytesPerChar())
          : MOST_BYTES_OF_A_CHAR;
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return MOST_BYTES_OF_A_CHAR;
    }
  }

  /** Knows of errors what the container's writer knows. */
  private static final class Seen extends PrintWriter {

    private final PrintWriter original;

    Seen(WatchedWriter watched, PrintWriter original) {
      super(watched);
      this.original = original;
    }

    @Override
    public boolean checkError() {
      return super.checkError() || original.checkError();
    }
  }
}
