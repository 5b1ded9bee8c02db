package io.ringfence.graph.region;

import io.ringfence.certificates.BinaryNoiseSchedule;
import io.ringfence.certificates.NoiseLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleBiFunction;

/**
 * Noise schedules from how near regions are to each other: little noise near by, much far away.
 *
 * <p>Rows are output regions, columns input regions, as in {@link BinaryNoiseSchedule}.
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
    requireRanks(ranks);
    int last = Math.max(1, ranks.size() - 1);
    return schedule(
        ranks.size(),
        additions,
        deletions,
        (output, input) -> (double) ranks.get(output).get(input) / last);
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
    if (!(farthest > 0)) {
      throw new IllegalArgumentException(
          "Farthest distance is %s; it must be above 0.".formatted(farthest));
    }
    requireDistances(distances);
    return schedule(
        distances.size(),
        additions,
        deletions,
        (output, input) -> Math.min(1, distances.get(output).get(input) / farthest));
  }

  private static BinaryNoiseSchedule schedule(
      int regions,
      NoiseRange additions,
      NoiseRange deletions,
      ToDoubleBiFunction<Integer, Integer> share) {
    List<List<NoiseLevel>> rows = new ArrayList<>(regions);
    for (int output = 0; output < regions; output++) {
      List<NoiseLevel> row = new ArrayList<>(regions);
      for (int input = 0; input < regions; input++) {
        double far = share.applyAsDouble(output, input);
        row.add(NoiseLevel.of(additions.at(far), deletions.at(far)));
      }
      rows.add(row);
    }
    return BinaryNoiseSchedule.of(rows);
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
