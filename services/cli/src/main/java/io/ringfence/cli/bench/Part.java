package io.ringfence.cli.bench;

/** What can be measured. */
enum Part {
  /** Time per sample, share of the ceiling, peak heap. */
  SPEED,
  /** Time per sample with 50 regions over that with 5. */
  REGIONS,
  /** Certifying what an update touches over certifying the whole graph. */
  UPDATE,
  /** The same on a large generated graph over a small one; updates per second; held heap. */
  SCALE
}
