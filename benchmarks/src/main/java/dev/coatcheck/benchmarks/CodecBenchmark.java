package dev.coatcheck.benchmarks;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a session's attribute costs the thread of a request. JMH's own time is that of the clock,
 * which tells little where other programs run: the {@link ThreadTime} next to it counts.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
    value = 1,
    jvmArgs = {"-Xms512m", "-Xmx512m", "-XX:+UseSerialGC"})
@Warmup(iterations = 6, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class CodecBenchmark {

  /** The value. */
  @Param public Sample sample = Sample.CART;

  /** Who encodes it. */
  @Param public Candidate candidate = Candidate.COATCHECK;

  private Serialization serialization = new JdkSerialization();
  private Object value = "";
  private Object handedOut = "";
  private byte[] stored = {};

  /** Encodes once, and decodes what an application would be handed out. */
  @Setup
  public void open() throws IOException, ClassNotFoundException {
    serialization = candidate.open();
    value = sample.make();
    stored = serialization.write(value);
    handedOut = serialization.read(stored);
  }

  /** An attribute that was set. */
  @Benchmark
  public byte[] write(ThreadTime time) throws IOException {
    time.calls++;
    return serialization.write(value);
  }

  /** An attribute that is asked for. */
  @Benchmark
  public Object read(ThreadTime time) throws IOException, ClassNotFoundException {
    time.calls++;
    return serialization.read(stored);
  }

  /** What was handed out and may have been changed: is it still what is stored? */
  @Benchmark
  public boolean compare(ThreadTime time) throws IOException {
    time.calls++;
    return Arrays.equals(serialization.write(handedOut), stored);
  }
}
