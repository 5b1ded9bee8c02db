package io.ringfence.smoothing;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The distinct pairs of a node and a threshold of its noise at which output regions see it, by node
 * and then by threshold. Regions that see a node at the same threshold see the same noise of it, so
 * that the first product is computed once per pair and not once per region. Immutable.
 */
final class DjlSights {

  /** Thresholds reach 2^32. */
  private static final int THRESHOLD_BITS = 33;

  private final long[] pairs;
  private final int[][] ofOutput;

  private DjlSights(long[] pairs, int[][] ofOutput) {
    this.pairs = pairs;
    this.ofOutput = ofOutput;
  }

  /** The threshold of a node's noise for the predictions of an output region. */
  @FunctionalInterface
  interface ThresholdOf {
    long at(SmoothingPlan.OutputRegion output, int local);
  }

  static DjlSights of(List<SmoothingPlan.OutputRegion> outputs, ThresholdOf threshold) {
    long[][] seen =
        outputs.stream()
            .map(
                output ->
                    IntStream.range(0, output.field().nodes())
                        .mapToLong(position -> pair(output, position, threshold))
                        .toArray())
            .toArray(long[][]::new);
    long[] pairs = Arrays.stream(seen).flatMapToLong(Arrays::stream).sorted().distinct().toArray();
    int[][] ofOutput =
        Arrays.stream(seen)
            .map(
                of ->
                    Arrays.stream(of).mapToInt(pair -> Arrays.binarySearch(pairs, pair)).toArray())
            .toArray(int[][]::new);
    return new DjlSights(pairs, ofOutput);
  }

  private static long pair(SmoothingPlan.OutputRegion output, int position, ThresholdOf threshold) {
    int local = output.field().local(position);
    return (long) local << THRESHOLD_BITS | threshold.at(output, local);
  }

  int count() {
    return pairs.length;
  }

  /** Local index of the node of a pair. */
  int node(int pair) {
    return (int) (pairs[pair] >>> THRESHOLD_BITS);
  }

  long threshold(int pair) {
    return pairs[pair] & (1L << THRESHOLD_BITS) - 1;
  }

  /** The local indices of all pairs. */
  int[] nodes() {
    return IntStream.range(0, count()).map(this::node).toArray();
  }

  /** For each position of an output region's field the pair at which it sees that node. */
  int[] ofOutput(int output) {
    return ofOutput[output];
  }
}
