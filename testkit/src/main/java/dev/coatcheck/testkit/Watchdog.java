package dev.coatcheck.testkit;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Clears up when this JVM is killed and cannot do so itself: a shell that learns of the JVM's end
 * by the end of its own input. Does nothing on a system without a shell. Thread-safe.
 */
public final class Watchdog implements AutoCloseable {

  private final @Nullable Process shell;

  private Watchdog(String script, Path directory) {
    shell = start(script, directory);
  }

  /** Will kill a process. */
  public static Watchdog of(Process process) {
    return new Watchdog("cat >/dev/null; kill -9 " + process.pid(), Path.of(""));
  }

  /** Will kill a process and all others of the process group that it leads. */
  public static Watchdog ofGroup(Process leader) {
    return new Watchdog("cat >/dev/null; kill -9 -" + leader.pid(), Path.of(""));
  }

  /** Will kill a process and delete its directory. */
  static Watchdog of(Process process, Path directory) {
    return new Watchdog("cat >/dev/null; kill -9 " + process.pid() + "; rm -rf \"$0\"", directory);
  }

  /** Will delete a directory. */
  static Watchdog of(Path directory) {
    return new Watchdog("cat >/dev/null; rm -rf \"$0\"", directory);
  }

  /** Nothing is left to clear up. */
  @Override
  public void close() {
    if (shell != null) {
      shell.destroyForcibly();
    }
  }

  private static @Nullable Process start(String script, Path directory) {
    try {
      return new ProcessBuilder("sh", "-c", script, directory.toString())
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      return null;
    }
  }
}
