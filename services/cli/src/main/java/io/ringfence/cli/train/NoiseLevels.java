package io.ringfence.cli.train;

import io.ringfence.certificates.RealNoiseSchedule;
import io.ringfence.graph.region.NoiseRange;
import io.ringfence.graph.region.NoiseSchedules;
import io.ringfence.graph.region.ScaleRange;
import io.ringfence.smoothing.TrainingNoise;
import java.util.List;
import java.util.stream.IntStream;

/** The levels and scales that a schedule by rank would use, for training under them. */
final class NoiseLevels {
  private NoiseLevels() {}

  /**
   * @param count number of levels, from least to most noise, at least 1
   */
  static TrainingNoise flips(NoiseRange additions, NoiseRange deletions, int count) {
    return new TrainingNoise.Flips(NoiseSchedules.byRank(ring(count), additions, deletions).row(0));
  }

  /**
   * @param count number of scales, from least to most noise, at least 1
   */
  static TrainingNoise shifts(RealNoiseSchedule.Kind kind, ScaleRange scales, int count) {
    return new TrainingNoise.Shifts(kind, NoiseSchedules.byRank(ring(count), kind, scales).row(0));
  }

  private static List<List<Integer>> ring(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            c -> IntStream.range(0, count).mapToObj(j -> Math.floorMod(j - c, count)).toList())
        .toList();
  }
}
