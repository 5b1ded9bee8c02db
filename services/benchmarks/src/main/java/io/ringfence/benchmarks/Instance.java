package io.ringfence.benchmarks;

import io.ringfence.certificates.BinaryNoiseSchedule;
import io.ringfence.certificates.ClopperPearson;
import io.ringfence.certificates.CollectiveTargets;
import io.ringfence.certificates.NoiseLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Seeded instances that look like real ones: the regions, ranks and noise of a citation graph, and
 * 2,000 targets whose bounds are those of votes that were counted.
 */
public enum Instance {
  /** 2,000 samples: seven in ten bounds in 0.9..0.994, the rest down to one half. */
  CITATION(2_000, 0.7, 0, 1),
  /** 100,000 samples of a surer model: bounds up to 0.99987. */
  STRONG(100_000, 0.85, 1.2, 4),
  /** A million samples of a very sure model: bounds up to 0.99999. */
  VERY_STRONG(1_000_000, 0.95, 2, 6);

  static final int REGIONS = 5;
  static final int TARGETS = 2_000;

  private static final double ALPHA = 0.01;

  /** rank[c][j] of METIS regions of a citation graph; no involution. */
  private static final int[][] RANK = {
    {0, 4, 3, 1, 2}, {4, 0, 2, 1, 3}, {4, 3, 0, 2, 1}, {3, 4, 2, 0, 1}, {3, 4, 1, 2, 0}
  };

  private final long samples;
  private final double sure;
  private final double fewestNines;
  private final double mostNines;

  Instance(long samples, double sure, double fewestNines, double mostNines) {
    this.samples = samples;
    this.sure = sure;
    this.fewestNines = fewestNines;
    this.mostNines = mostNines;
  }

  /** p⁺ = 0.01, p⁻ from 0.6 near by to 0.95 far away. */
  static BinaryNoiseSchedule schedule() {
    List<List<NoiseLevel>> rows = new ArrayList<>();
    for (int[] ranks : RANK) {
      List<NoiseLevel> row = new ArrayList<>();
      for (int rank : ranks) {
        row.add(NoiseLevel.of(0.01, 0.6 + 0.35 * rank / (REGIONS - 1)));
      }
      rows.add(row);
    }
    return BinaryNoiseSchedule.of(rows);
  }

  /** Targets with as many bits to attack as anybody wants. */
  CollectiveTargets targets() {
    Random random = new Random(20_260_101);
    CollectiveTargets.Builder builder = CollectiveTargets.builder(REGIONS);
    for (int n = 0; n < TARGETS; n++) {
      builder.add(random.nextInt(REGIONS), lowerBound(random));
    }
    return builder.build();
  }

  /** Bounds as those of the targets. */
  double[] lowerBounds() {
    Random random = new Random(20_260_102);
    return IntStream.range(0, TARGETS).mapToDouble(n -> lowerBound(random)).toArray();
  }

  private double lowerBound(Random random) {
    double share = random.nextDouble() < sure ? surely(random) : 0.5 + 0.42 * random.nextDouble();
    long votes = Math.round(share * samples);
    return ClopperPearson.lower(votes, samples, ALPHA / TARGETS);
  }

  private double surely(Random random) {
    return mostNines > 1
        ? 1 - Math.pow(10, -(fewestNines + (mostNines - fewestNines) * random.nextDouble()))
        : 1 - 0.08 * Math.pow(random.nextDouble(), 2);
  }
}
