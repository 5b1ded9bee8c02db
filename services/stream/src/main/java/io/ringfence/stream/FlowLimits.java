package io.ringfence.stream;

import java.time.Duration;

/**
 * How much input is held in memory and taken in at once. Records that are fetched and not applied
 * are the only thing that grows with the rate of updates: graphs have limits of their own, and what
 * waits for certification is a mark per node.
 *
 * @param waitingBytes at so many bytes of fetched and unapplied records nothing more is fetched,
 *     until half of them are applied
 * @param heapShare at this share of the heap in use after a collection nothing more is fetched,
 *     until it has fallen by a tenth of that; above 0, at most 1, which turns it off
 * @param batchBytes most bytes of records applied in one transaction; one record at least
 * @param batchTime longest time for which one transaction takes in records
 */
public record FlowLimits(long waitingBytes, double heapShare, long batchBytes, Duration batchTime) {

  /** 32 MiB waiting, 0.9 of the heap, 4 MiB or 100 ms in one transaction. */
  public static final FlowLimits DEFAULT =
      new FlowLimits(32L << 20, 0.9, 4L << 20, Duration.ofMillis(100));

  public FlowLimits {
    if (waitingBytes < 1 || batchBytes < 1 || !(heapShare > 0 && heapShare <= 1)) {
      throw new IllegalArgumentException(
          "Flow limits of %d and %d bytes and %s of the heap cannot be; bytes must be above 0, the share in (0, 1]."
              .formatted(waitingBytes, batchBytes, heapShare));
    }
  }
}
