package io.ringfence.stream;

import com.google.protobuf.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Instants as the contract has them, to the millisecond. */
public final class Timestamps {

  private Timestamps() {}

  /** The nearest millisecond before. */
  public static Timestamp of(Instant instant) {
    Instant cut = instant.truncatedTo(ChronoUnit.MILLIS);
    return Timestamp.newBuilder().setSeconds(cut.getEpochSecond()).setNanos(cut.getNano()).build();
  }
}
