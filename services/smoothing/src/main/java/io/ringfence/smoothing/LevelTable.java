package io.ringfence.smoothing;

import io.ringfence.certificates.BinaryNoiseSchedule;
import io.ringfence.certificates.NoiseLevel;
import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * For the nodes of one input region: the distinct thresholds at which the output regions of a group
 * read them. Deletions fall, so that each list of survivors extends the one before.
 */
final class LevelTable {

  private final long[] additions;
  private final long[] deletions;
  private final int[] additionOf;
  private final int[] deletionOf;

  private LevelTable(long[] additions, long[] deletions, int[] additionOf, int[] deletionOf) {
    this.additions = additions;
    this.deletions = deletions;
    this.additionOf = additionOf;
    this.deletionOf = deletionOf;
  }

  /**
   * @param outputRegions the group
   */
  static LevelTable of(BinaryNoiseSchedule schedule, int[] outputRegions, int inputRegion) {
    NoiseLevel[] levels =
        Arrays.stream(outputRegions)
            .mapToObj(c -> schedule.level(c, inputRegion))
            .toArray(NoiseLevel[]::new);
    long[] additions =
        Arrays.stream(levels)
            .mapToLong(NoiseLevel::additionThreshold)
            .distinct()
            .sorted()
            .toArray();
    long[] rising =
        Arrays.stream(levels)
            .mapToLong(NoiseLevel::deletionThreshold)
            .distinct()
            .sorted()
            .toArray();
    long[] deletions =
        LongStream.range(0, rising.length).map(i -> rising[rising.length - 1 - (int) i]).toArray();
    int[] additionOf = new int[levels.length];
    int[] deletionOf = new int[levels.length];
    for (int r = 0; r < levels.length; r++) {
      additionOf[r] = Arrays.binarySearch(additions, levels[r].additionThreshold());
      deletionOf[r] =
          rising.length - 1 - Arrays.binarySearch(rising, levels[r].deletionThreshold());
    }
    return new LevelTable(additions, deletions, additionOf, deletionOf);
  }

  /** Distinct addition thresholds; read only. */
  long[] additions() {
    return additions;
  }

  /** Number of distinct deletion thresholds. */
  int deletions() {
    return deletions.length;
  }

  /** The deletion threshold at a place, the highest at 0. */
  long deletion(int slot) {
    return deletions[slot];
  }

  long lowestDeletion() {
    return deletions[deletions.length - 1];
  }

  /** Place of the addition threshold of an output region, by its index in the group. */
  int additionOf(int output) {
    return additionOf[output];
  }

  int deletionOf(int output) {
    return deletionOf[output];
  }
}
