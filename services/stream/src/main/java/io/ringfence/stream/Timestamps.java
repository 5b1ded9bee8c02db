package io.ringfence.stream;

import com.google.protobuf.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Instants as the contract has them, to the millisecond. */
final class Timestamps {

  private Timestamps() {}

  static Timestamp of(Instant instant) {
    Instant cut = instant.truncatedTo(ChronoUnit.MILLIS);
    return Timestamp.newBuilder().setSeconds(cut.getEpochSecond()).setNanos(cut.getNano()).build();
  }
}
