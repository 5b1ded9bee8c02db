package io.ringfence.stream;

import java.time.Instant;
import java.time.InstantSource;

/**
 * Instants for measuring how long something takes: they begin at a time of day and go on at the
 * pace of the machine, whatever is done to its time of day. Thread-safe.
 */
public final class SteadyClock implements InstantSource {

  private final Instant began;
  private final long nanosAtBeginning = System.nanoTime();

  /** Begins at this time of day. */
  public SteadyClock(InstantSource timeOfDay) {
    began = timeOfDay.instant();
  }

  @Override
  public Instant instant() {
    return began.plusNanos(System.nanoTime() - nanosAtBeginning);
  }
}
