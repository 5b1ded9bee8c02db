package io.ringfence.smoothing;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import io.ringfence.certificates.BinaryNoiseSchedule;
import io.ringfence.certificates.NoiseLevel;
import io.ringfence.graph.SparseRows;
import io.ringfence.graph.Subgraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Bits with flips. One uniform 32-bit integer per bit is compared with the thresholds of all output
 * regions, so the law is exactly that of the Java kernel and flips are nested over the levels.
 *
 * <p>Zeros that flip make a dense matrix per block of attributes, one row per sample and distinct
 * pair of node and addition threshold; ones that survive are {@link DjlOnes}, per distinct pair of
 * node and deletion threshold. A region adds the two rows of each node it sees. Where all regions
 * share one p⁺, as they do by default, the dense part is that of a single graph whatever their
 * number.
 */
final class DjlFlips implements DjlInputs {

  private static final long HALF_GRID = NoiseLevel.GRID / 2;
  private static final long PART_OF_ONES = -1;

  private final DjlArrays arrays;
  private final DjlDraws draws;
  private final int nodes;
  private final int attributes;
  private final int blockWidth;
  private final int width;
  private final DjlSights additions;
  private final DjlSights deletions;
  private final List<NDArray> zeros = new ArrayList<>();
  private final List<NDArray> weights = new ArrayList<>();

  /** Nodes of the pairs; null if they are all nodes once. */
  private final @Nullable NDArray seen;

  private final NDArray thresholds;
  private final DjlOnes ones;
  private final List<NDArray> additionsOf = new ArrayList<>();
  private final List<NDArray> deletionsOf = new ArrayList<>();
  private int count;
  private @Nullable NDArray added;
  private @Nullable NDArray kept;

  DjlFlips(
      DjlArrays arrays,
      DjlDraws draws,
      SmoothingPlan plan,
      SparseRows clean,
      FirstLayer first,
      List<SmoothingPlan.OutputRegion> outputs) {
    Subgraph subgraph = plan.task().subgraph();
    this.arrays = arrays;
    this.draws = draws;
    this.nodes = subgraph.nodes();
    this.attributes = first.attributes();
    this.blockWidth = draws.blockWidth(nodes, attributes);
    this.width = first.width();
    BinaryNoiseSchedule schedule = BinaryNoiseSchedule.require(plan.task().schedule());
    this.additions = sights(subgraph, schedule, outputs, NoiseLevel::additionThreshold);
    this.deletions = sights(subgraph, schedule, outputs, NoiseLevel::deletionThreshold);
    NDArray firstWeights = arrays.floatsOf(first.copyRows(), attributes, width);
    for (int from = 0; from < attributes; from += blockWidth) {
      int to = Math.min(attributes, from + blockWidth);
      zeros.add(arrays.booleans(zeros(clean, from, to), nodes, 1, to - from));
      weights.add(firstWeights.get(from + ":" + to));
    }
    this.ones = new DjlOnes(arrays, clean, deletions, firstWeights);
    boolean allOnce = additions.count() == nodes && additions.node(nodes - 1) == nodes - 1;
    this.seen = allOnce ? null : arrays.indices(additions.nodes());
    this.thresholds =
        arrays.longs(
            IntStream.range(0, additions.count())
                .mapToLong(pair -> onTorchRange(additions.threshold(pair)))
                .toArray(),
            additions.count(),
            1,
            1);
    for (int r = 0; r < outputs.size(); r++) {
      additionsOf.add(arrays.indices(additions.ofOutput(r)));
      deletionsOf.add(arrays.indices(deletions.ofOutput(r)));
    }
  }

  private static DjlSights sights(
      Subgraph subgraph,
      BinaryNoiseSchedule schedule,
      List<SmoothingPlan.OutputRegion> outputs,
      ToLongFunction<NoiseLevel> threshold) {
    return DjlSights.of(
        outputs,
        (output, local) ->
            threshold.applyAsLong(schedule.level(output.region(), subgraph.region(local))));
  }

  /** Thresholds are compared with draws from -2^31 on. */
  static long onTorchRange(long threshold) {
    return threshold - HALF_GRID;
  }

  private static boolean[] zeros(SparseRows ones, int from, int to) {
    int columns = to - from;
    boolean[] zeros = new boolean[Math.multiplyExact(ones.rows(), columns)];
    Arrays.fill(zeros, true);
    for (int row = 0; row < ones.rows(); row++) {
      for (int k = ones.start(row); k < ones.end(row); k++) {
        int column = ones.column(k);
        if (column >= from && column < to) {
          zeros[row * columns + column - from] = false;
        }
      }
    }
    return zeros;
  }

  @Override
  public void draw(long first, int count) {
    this.count = count;
    NDArray sum = product(first, 0);
    for (int block = 1; block < zeros.size(); block++) {
      try (NDArray more = product(first, block)) {
        sum.addi(more);
      }
    }
    added = sum;
    kept = ones.product(draws, first, count, PART_OF_ONES);
  }

  /** Flipped zeros of one block of attributes times its weights, [pairs × samples, width]. */
  private NDArray product(long first, int block) {
    NDArray clean = zeros.get(block);
    long columns = clean.getShape().get(2);
    try (NDArray uniform =
            draws.batch(first, count, block, () -> arrays.randomIntegers(nodes, columns));
        NDArray drawn = DjlArrays.rowsOrAll(uniform, seen);
        NDArray below = drawn.lt(thresholds);
        NDArray open = DjlArrays.rowsOrAll(clean, seen);
        NDArray flipped = below.logicalAnd(open);
        NDArray noisy = flipped.toType(DataType.FLOAT32, false);
        NDArray rows = DjlArrays.reshape(noisy, (long) additions.count() * count, columns)) {
      return rows.matMul(weights.get(block));
    }
  }

  @Override
  public NDArray product(int output) {
    long batch = (long) count * width;
    NDArray ofZeros = DjlArrays.reshape(required(added), additions.count(), batch);
    return DjlArrays.reshape(
        DjlArrays.rows(ofZeros, additionsOf.get(output))
            .add(DjlArrays.rows(required(kept), deletionsOf.get(output))),
        -1,
        width);
  }

  private static NDArray required(@Nullable NDArray drawn) {
    if (drawn == null) {
      throw new IllegalStateException("No sample was drawn yet; draw first.");
    }
    return drawn;
  }

  @Override
  public long fixedBytes() {
    long weightBytes = 2L * Float.BYTES * attributes * width;
    return (long) nodes * attributes
        + (long) additions.count() * blockWidth
        + weightBytes
        + ones.fixedBytes();
  }

  @Override
  public long bytesPerSample() {
    long drawn = 2L * Integer.BYTES * nodes * blockWidth;
    long compared = (Integer.BYTES + 2L + Float.BYTES) * additions.count() * blockWidth;
    long products = 2L * Float.BYTES * (additions.count() + deletions.count()) * width;
    return Math.max(drawn + compared, ones.bytesPerSample()) + products;
  }
}
