package io.ringfence.cli.replay;

import java.util.concurrent.TimeUnit;

/** Holds a loop to so many turns a second, on average since its start; 0 means no limit. */
final class Pace {
  private final double perSecond;
  private final long started = System.nanoTime();
  private long turns;

  Pace(double perSecond) {
    this.perSecond = perSecond;
  }

  /**
   * Waits until the next turn is due.
   *
   * @throws InterruptedException if interrupted meanwhile
   */
  void await() throws InterruptedException {
    if (perSecond > 0) {
      long due = started + (long) (turns++ / perSecond * 1e9);
      TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
    }
  }
}
