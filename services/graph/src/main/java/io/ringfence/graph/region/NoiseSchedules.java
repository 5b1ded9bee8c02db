package io.ringfence.graph.region;

import io.ringfence.certificates.BinaryNoiseSchedule;
import io.ringfence.certificates.NoiseLevel;
import io.ringfence.certificates.RealNoiseSchedule;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleBiFunction;

/**
 * Noise schedules from how near regions are to each other: little noise near by, much far away.
 *
 * <p>Rows are output regions, columns input regions, as in {@link
 * io.ringfence.certificates.NoiseSchedule}.
 */
public final class NoiseSchedules {

  private NoiseSchedules() {}

  /**
   * Levels spread evenly over the ranks: entry (c, j) is the level number {@code ranks[c][j]} of K
   * from least to most noise. With one region it is the least.
   *
   * @param ranks K × K; row c holds the <b>rank of region j</b> at position j, a permutation of 0 …
   *     K-1 with rank 0 for c itself (not "the region at rank j")
   * @throws IllegalArgumentException if the ranks are not of that form
   */
  public static BinaryNoiseSchedule byRank(
      List<List<Integer>> ranks, NoiseRange additions, NoiseRange deletions) {
    return BinaryNoiseSchedule.of(levels(ranks.size(), additions, deletions, shareOfRank(ranks)));
  }

  /**
   * Scales of noise on real attributes spread evenly over the ranks; see {@link #byRank(List,
   * NoiseRange, NoiseRange)}.
   */
  public static RealNoiseSchedule byRank(
      List<List<Integer>> ranks, RealNoiseSchedule.Kind kind, ScaleRange scales) {
    return RealNoiseSchedule.of(kind, entries(ranks.size(), scales::at, shareOfRank(ranks)));
  }

  /**
   * Levels that grow linearly with the distance itself, from the least at distance 0 to the most at
   * {@code farthest} and beyond.
   *
   * @param distances K × K mean hop distances, not negative; row = output region
   * @param farthest distance from which on the noise does not grow, above 0
   */
  public static BinaryNoiseSchedule byDistance(
      List<List<Double>> distances, NoiseRange additions, NoiseRange deletions, double farthest) {
    return BinaryNoiseSchedule.of(
        levels(distances.size(), additions, deletions, shareOfDistance(distances, farthest)));
  }

  /**
   * Scales of noise on real attributes that grow linearly with the distance; see {@link
   * #byDistance(List, NoiseRange, NoiseRange, double)}.
   */
  public static RealNoiseSchedule byDistance(
      List<List<Double>> distances,
      RealNoiseSchedule.Kind kind,
      ScaleRange scales,
      double farthest) {
    return RealNoiseSchedule.of(
        kind, entries(distances.size(), scales::at, shareOfDistance(distances, farthest)));
  }

  /** How far on the way from least to most noise an input region is, seen from an output region. */
  private static ToDoubleBiFunction<Integer, Integer> shareOfRank(List<List<Integer>> ranks) {
    requireRanks(ranks);
    int last = Math.max(1, ranks.size() - 1);
    return (output, input) -> (double) ranks.get(output).get(input) / last;
  }

  private static ToDoubleBiFunction<Integer, Integer> shareOfDistance(
      List<List<Double>> distances, double farthest) {
    if (!(farthest > 0)) {
      throw new IllegalArgumentException(
          "Farthest distance is %s; it must be above 0.".formatted(farthest));
    }
    requireDistances(distances);
    return (output, input) -> Math.min(1, distances.get(output).get(input) / farthest);
  }

  private static List<List<NoiseLevel>> levels(
      int regions,
      NoiseRange additions,
      NoiseRange deletions,
      ToDoubleBiFunction<Integer, Integer> share) {
    return entries(regions, far -> NoiseLevel.of(additions.at(far), deletions.at(far)), share);
  }

  private static <T> List<List<T>> entries(
      int regions, DoubleFunction<T> entry, ToDoubleBiFunction<Integer, Integer> share) {
    List<List<T>> rows = new ArrayList<>(regions);
    for (int output = 0; output < regions; output++) {
      List<T> row = new ArrayList<>(regions);
      for (int input = 0; input < regions; input++) {
        row.add(entry.apply(share.applyAsDouble(output, input)));
      }
      rows.add(row);
    }
    return rows;
  }

  private static void requireRanks(List<List<Integer>> ranks) {
    for (int output = 0; output < ranks.size(); output++) {
      List<Integer> row = ranks.get(output);
      boolean[] seen = new boolean[ranks.size()];
      requireSquare("Ranks", output, row.size(), ranks.size());
      for (int rank : row) {
        if (rank < 0 || rank >= seen.length || seen[rank]) {
          throw new IllegalArgumentException(
              "Ranks seen from region %d are %s; they must be 0 to %d, each once."
                  .formatted(output, row, seen.length - 1));
        }
        seen[rank] = true;
      }
      if (row.get(output) != 0) {
        throw new IllegalArgumentException(
            "Region %d has rank %d seen from itself; it must be 0. Give the rank of region j at position j, not the region at rank j."
                .formatted(output, row.get(output)));
      }
    }
  }

  private static void requireDistances(List<List<Double>> distances) {
    for (int output = 0; output < distances.size(); output++) {
      requireSquare("Distances", output, distances.get(output).size(), distances.size());
      for (double distance : distances.get(output)) {
        if (!(distance >= 0)) {
          throw new IllegalArgumentException(
              "Distance %s seen from region %d; distances must not be negative."
                  .formatted(distance, output));
        }
      }
    }
  }

  private static void requireSquare(String what, int output, int columns, int regions) {
    if (columns != regions) {
      throw new IllegalArgumentException(
          "%s seen from region %d are %d for %d regions; give one per region."
              .formatted(what, output, columns, regions));
    }
  }
}
