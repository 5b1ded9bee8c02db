package io.ringfence.cli.tune;

import io.ringfence.graph.region.NoiseRange;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** Made-up trials. */
final class Tries {
  private Tries() {}

  static Combination combination(int regions, double addition) {
    return new Combination(
        regions,
        new NoiseSetting.Flips(new NoiseRange(addition, addition), new NoiseRange(0.4, 0.8)));
  }

  static List<Combination> combinations(int count) {
    return IntStream.range(0, count).mapToObj(i -> combination(5, (i + 1) / 1000.0)).toList();
  }

  static Trial trial(int number, int samples, double accuracy, double share) {
    return trial(number, combination(5, (number + 1) / 1000.0), samples, accuracy, share, 1);
  }

  static Trial trial(
      int number,
      Combination combination,
      int samples,
      double accuracy,
      double share,
      double seconds) {
    return new Trial(
        number,
        combination,
        Rung.of(samples),
        new Trial.Quality(
            OptionalDouble.of(0.9),
            OptionalDouble.of(accuracy),
            0.1,
            List.of(share, 1.0 / 3),
            List.of(share, share)),
        new Trial.Cost(seconds, 2 * seconds, 10));
  }
}
