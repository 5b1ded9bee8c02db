package io.ringfence.cli.bench;

/** What can be measured. */
enum Part {
  /** Time per sample, share of the ceiling, peak heap. */
  SPEED,
  /** Time per sample with 50 regions over that with 5. */
  REGIONS
}
