package dev.coatcheck.flashsale;

import java.time.Duration;

/**
 * What happens in a run when nobody leads it: the fleet grows under load, loses a server, drains
 * one, gets a new release and a frozen Redis, and shrinks.
 */
final class Script {

  private static final Duration GLIMPSE = Duration.ofSeconds(2);

  private final Run run;
  private final Chronicle chronicle;
  private final Duration stretch;

  Script(Run run, Chronicle chronicle, Duration stretch) {
    this.run = run;
    this.chronicle = chronicle;
    this.stretch = stretch;
  }

  void play() {
    shop();
    run.add(2);
    shop();
    run.kill();
    shop();
    run.drain();
    shop();
    run.redeploy();
    shop();
    if (run.mode() == Mode.COATCHECK) {
      run.freeze();
      shop();
    }
    run.drain();
    shop();
    run.end();
  }

  /** Nothing happens for a while but shopping. */
  private void shop() {
    long end = System.nanoTime() + stretch.toNanos();
    for (long left = stretch.toNanos(); left > 0; left = end - System.nanoTime()) {
      Pause.of(Duration.ofNanos(Math.min(left, GLIMPSE.toNanos())));
      chronicle.note(run.progress());
    }
  }
}
