package io.ringfence.stream.pool;

import io.ringfence.graph.SampleRange;

/** One range of samples of a job and how far it has come. Not thread-safe. */
final class Part {

  private final PartKey key;
  private final SampleRange samples;
  private int attempts;
  private long sentAt;
  private boolean unwanted;
  private boolean counted;

  Part(PartKey key, SampleRange samples) {
    this.key = key;
    this.samples = samples;
  }

  PartKey key() {
    return key;
  }

  SampleRange samples() {
    return samples;
  }

  /** How often it was sent. */
  int attempts() {
    return attempts;
  }

  /** When it was sent last. */
  long sentAt() {
    return sentAt;
  }

  void sent(long now) {
    attempts++;
    sentAt = now;
  }

  /** Whether the pool does not take it. */
  boolean isUnwanted() {
    return unwanted;
  }

  void unwanted() {
    unwanted = true;
  }

  boolean isCounted() {
    return counted;
  }

  void counted() {
    counted = true;
  }

  boolean isInFlight() {
    return attempts > 0 && !counted;
  }
}
