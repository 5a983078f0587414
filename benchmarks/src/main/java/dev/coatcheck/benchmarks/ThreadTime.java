package dev.coatcheck.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The processor time that the measuring thread used in an iteration, and what it allocated. */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class ThreadTime {

  static final String CALLS = "calls";
  static final String NANOS = "nanos";
  static final String ALLOCATED = "allocated";

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** How often the benchmark was called. */
  public long calls;

  private long nanosBefore;
  private long allocatedBefore;

  /** Notes where the iteration begins. */
  @Setup(Level.Iteration)
  public void start() {
    calls = 0;
    allocatedBefore = THREADS.getCurrentThreadAllocatedBytes();
    nanosBefore = THREADS.getCurrentThreadCpuTime();
  }

  /** The thread's processor time since. */
  public long nanos() {
    return THREADS.getCurrentThreadCpuTime() - nanosBefore;
  }

  /** The bytes that the thread allocated since. */
  public long allocated() {
    return THREADS.getCurrentThreadAllocatedBytes() - allocatedBefore;
  }
}
