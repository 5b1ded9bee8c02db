package io.ringfence.cli.train;

import io.ringfence.certificates.NoiseLevel;
import io.ringfence.graph.region.NoiseRange;
import io.ringfence.graph.region.NoiseSchedules;
import java.util.List;
import java.util.stream.IntStream;

/** The levels that a schedule by rank would use, for training under them. */
final class NoiseLevels {
  private NoiseLevels() {}

  /**
   * @param count number of levels, from least to most noise
   */
  static List<NoiseLevel> spread(NoiseRange additions, NoiseRange deletions, int count) {
    List<List<Integer>> ring =
        IntStream.range(0, count)
            .mapToObj(
                c -> IntStream.range(0, count).mapToObj(j -> Math.floorMod(j - c, count)).toList())
            .toList();
    return NoiseSchedules.byRank(ring, additions, deletions).row(0);
  }
}
