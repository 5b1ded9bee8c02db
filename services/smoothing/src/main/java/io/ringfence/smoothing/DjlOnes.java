package io.ringfence.smoothing;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import io.ringfence.graph.SparseRows;
import java.util.stream.IntStream;

/**
 * The part of the first product that comes from ones that survive. Ones are few, so they are not
 * looked for in dense rows: the ones of a node fill <i>slots</i> of a common width, about the mean
 * number of ones per node, whose rows of weights are gathered once. One draw per place of a slot;
 * per pair of node and threshold a product [samples, slot] × [slot, width] for each of its slots.
 */
final class DjlOnes {

  private final DjlArrays arrays;
  private final int slotWidth;
  private final int slots;
  private final int outputWidth;
  private final int pairs;

  /** Weight rows of the slots, [slots, slotWidth, outputWidth]; zero where a slot is not full. */
  private final NDArray weights;

  /** The slots of all pairs, those of a pair side by side. */
  private final NDArray slotOf;

  private final int slotsSeen;

  /** Per slot seen, the deletion threshold moved to torch's range. */
  private final NDArray thresholds;

  /** Adds up the slots of each pair, [pairs, slots seen]. */
  private final NDArray incidence;

  DjlOnes(DjlArrays arrays, SparseRows ones, DjlSights sights, NDArray firstWeights) {
    this.arrays = arrays;
    this.outputWidth = (int) firstWeights.getShape().get(1);
    this.pairs = sights.count();
    int nodes = ones.rows();
    this.slotWidth = Math.max(1, (ones.entries() + nodes - 1) / Math.max(1, nodes));
    int[] firstSlot = new int[nodes + 1];
    for (int node = 0; node < nodes; node++) {
      int needed = (ones.count(node) + slotWidth - 1) / slotWidth;
      firstSlot[node + 1] = firstSlot[node] + Math.max(1, needed);
    }
    this.slots = firstSlot[nodes];
    this.weights = weights(ones, firstSlot, firstWeights);
    int[] pairOf =
        IntStream.range(0, pairs)
            .flatMap(
                pair ->
                    IntStream.range(firstSlot[sights.node(pair)], firstSlot[sights.node(pair) + 1])
                        .map(slot -> pair))
            .toArray();
    this.slotsSeen = pairOf.length;
    this.slotOf =
        arrays.indices(
            IntStream.range(0, pairs)
                .map(sights::node)
                .flatMap(node -> IntStream.range(firstSlot[node], firstSlot[node + 1]))
                .toArray());
    this.thresholds =
        arrays.longs(
            IntStream.of(pairOf)
                .mapToLong(pair -> DjlFlips.onTorchRange(sights.threshold(pair)))
                .toArray(),
            slotsSeen,
            1,
            1);
    this.incidence = incidence(pairOf);
  }

  private NDArray weights(SparseRows ones, int[] firstSlot, NDArray firstWeights) {
    long[] columns = new long[Math.multiplyExact(slots, slotWidth)];
    float[] full = new float[columns.length];
    for (int node = 0; node < ones.rows(); node++) {
      int at = firstSlot[node] * slotWidth;
      for (int k = ones.start(node); k < ones.end(node); k++, at++) {
        columns[at] = ones.column(k);
        full[at] = 1;
      }
    }
    try (NDArray of = arrays.longs(columns, columns.length);
        NDArray rows = DjlArrays.rows(firstWeights, of);
        NDArray mask = arrays.floats(full, columns.length, 1);
        NDArray masked = rows.mul(mask)) {
      return DjlArrays.reshape(masked, slots, slotWidth, outputWidth);
    }
  }

  private NDArray incidence(int[] pairOf) {
    long[] coordinates = new long[2 * slotsSeen];
    float[] values = new float[slotsSeen];
    for (int s = 0; s < slotsSeen; s++) {
      coordinates[s] = pairOf[s];
      coordinates[slotsSeen + s] = s;
      values[s] = 1;
    }
    return arrays.sparseWeights(coordinates, values, pairs, slotsSeen);
  }

  /** Draws samples and returns their product per pair, [pairs, samples × width]. */
  NDArray product(DjlDraws draws, long first, int count, long part) {
    try (NDArray uniform =
            draws.batch(first, count, part, () -> arrays.randomIntegers(slots, slotWidth));
        NDArray seen = DjlArrays.rows(uniform, slotOf);
        NDArray kept = seen.gte(thresholds);
        NDArray survivors = kept.toType(DataType.FLOAT32, false);
        NDArray rows = DjlArrays.rows(weights, slotOf);
        NDArray bySlot = survivors.batchMatMul(rows);
        NDArray columns = DjlArrays.reshape(bySlot, slotsSeen, (long) count * outputWidth)) {
      return incidence.matMul(columns);
    }
  }

  long fixedBytes() {
    long held = (long) slots * slotWidth * outputWidth * Float.BYTES;
    long gathered = (long) slotsSeen * slotWidth * outputWidth * Float.BYTES;
    return held + gathered + 40L * slotsSeen;
  }

  long bytesPerSample() {
    long drawn = 2L * Integer.BYTES * slots * slotWidth;
    long compared = (2L * Integer.BYTES + 1) * slotsSeen * slotWidth;
    long products = 2L * Float.BYTES * (slotsSeen + pairs) * outputWidth;
    return drawn + compared + products;
  }
}
