package dev.coatcheck.codec;

import com.sun.management.ThreadMXBean;
import dev.coatcheck.session.UnreadableAttributeException;
import java.lang.management.ManagementFactory;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Decodes inputs in a thread of its own. Each has to give a value or an
 * UnreadableAttributeException, may allocate so much per byte of its own and no more, and has to
 * come to an end. What fails is told as Base64, to be tried again with {@code -Dfuzz.input=}.
 */
final class DecodingProbe {

  /** What a decoding may allocate anyway; among it are classes that are loaded by it. */
  private static final int BASE = 8 << 20;

  private static final long PER_BYTE = 256;
  private static final long HANG = TimeUnit.SECONDS.toNanos(60);

  private final KryoAttributeCodec codec;
  private final int base;
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /**
   * Bytes to decode.
   *
   * @param origin how they were made
   */
  record Input(byte[] bytes, String origin) {

    @Override
    public String toString() {
      return origin + ": " + Base64.getEncoder().encodeToString(bytes);
    }
  }

  /** How many inputs were decoded, and how many of them held a value. */
  record Outcome(int inputs, int values) {}

  DecodingProbe(KryoAttributeCodec codec) {
    this(codec, BASE);
  }

  DecodingProbe(KryoAttributeCodec codec, int base) {
    this.codec = codec;
    this.base = base;
  }

  /** Whether the input holds a value. */
  boolean decode(Input input) {
    return run(1, () -> input).values() == 1;
  }

  /** Decodes so many inputs. */
  Outcome run(int count, Supplier<Input> inputs) {
    Run run = new Run(count, inputs);
    Thread thread = new Thread(run, "decoding");
    thread.setDaemon(true); // one that hangs ends with the tests
    thread.start();
    try {
      while (thread.isAlive()) {
        thread.join(100);
        run.failWhenItHangs(thread);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted at " + run.current, e);
    }
    return run.outcome();
  }

  /** Some inputs on their way. */
  private final class Run implements Runnable {

    private final int count;
    private final Supplier<Input> inputs;
    private int done;
    private int values;
    private volatile Throwable failure;
    private volatile Input current;
    private volatile long started = System.nanoTime();

    Run(int count, Supplier<Input> inputs) {
      this.count = count;
      this.inputs = inputs;
    }

    @Override
    public void run() {
      try {
        for (; done < count; done++) {
          Input input = inputs.get();
          started = System.nanoTime();
          current = input;
          values += decode(input) ? 1 : 0;
        }
      } catch (Throwable e) {
        failure = e;
      }
    }

    private boolean decode(Input input) {
      long thread = Thread.currentThread().getId();
      long before = threads.getThreadAllocatedBytes(thread);
      boolean readable;
      try {
        readable = codec.decode("a", input.bytes()).value() != null;
      } catch (UnreadableAttributeException e) {
        readable = false;
      }
      long allocated = threads.getThreadAllocatedBytes(thread) - before;
      if (allocated > base + PER_BYTE * input.bytes().length) {
        throw new AssertionError("allocates " + allocated + " bytes");
      }
      return readable;
    }

    void failWhenItHangs(Thread thread) {
      if (thread.isAlive() && System.nanoTime() - started > HANG) {
        AssertionError hang = new AssertionError("does not end: " + current);
        hang.setStackTrace(thread.getStackTrace());
        throw hang;
      }
    }

    Outcome outcome() {
      if (failure != null) {
        throw new AssertionError(String.valueOf(current), failure);
      }
      return new Outcome(done, values);
    }
  }
}
