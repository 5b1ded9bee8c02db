package io.ringfence.stream;

import java.time.Duration;

/**
 * How far the reading back of graphs has come.
 *
 * @param partitions how many are not ready
 * @param graphs found so far in them
 * @param read offsets of the state topics that are read since it began
 * @param total offsets to read; not below {@code read}, and 0 while it is not known
 * @param since how long it goes on
 */
public record RestoreProgress(int partitions, int graphs, long read, long total, Duration since) {

  /** In whole per cent, 0 while nothing is known. */
  public int percent() {
    return total == 0 ? 0 : (int) (100 * read / total);
  }
}
