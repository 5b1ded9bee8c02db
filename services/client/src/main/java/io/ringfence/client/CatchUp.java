package io.ringfence.client;

import java.util.Set;

/**
 * How far a reader is on its way to the ends that the topics had when it began.
 *
 * @param read records' offsets passed
 * @param total offsets to pass
 * @param missing topics that do not exist yet
 */
public record CatchUp(long read, long total, Set<String> missing) {

  public CatchUp {
    missing = Set.copyOf(missing);
  }

  /** Whether everything that was there at the beginning has been read. */
  public boolean done() {
    return missing.isEmpty() && read >= total;
  }

  /** 0 to 100. */
  public int percent() {
    return total == 0 ? 100 : (int) Math.min(100, 100 * read / total);
  }
}
