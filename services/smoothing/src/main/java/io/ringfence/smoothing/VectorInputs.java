package io.ringfence.smoothing;

import io.ringfence.graph.Subgraph;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link FlipInputs} with vectors of as many columns as the processor takes at once, which stay in
 * registers while weight rows are added. All nodes are carried through one block of columns before
 * the next one begins: the weights and the sums of a block stay in the second-level cache. Columns
 * do not meet before the second product, whose sums run in the same order, so every result is that
 * of the plain form, bit for bit.
 *
 * <p>Not thread-safe.
 */
final class VectorInputs implements NoisyInputs {

  // One species per type: with two of them HotSpot 17 does not know which one a variable holds,
  // and makes objects.
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final int BLOCK = FLOATS.length();

  private final Subgraph subgraph;
  private final FlipLevels levels;
  private final FlipDraws draws;
  private final HiddenLayer layer;
  private final HiddenCells cells;
  private final int[][] weights;
  private final float[] units;
  private final float[] bias;
  private final int stride;

  /** Whether no product follows. */
  private final boolean last;

  private final float[] secondWeights;
  private final float[] secondBias;
  private final int blocks;

  /** Sums of a block: of each slot of p⁺, and of p⁻. */
  private final int[] added;

  private final int[] surviving;

  /** Per cell a block of the sum over neighbours; zeros between blocks. */
  private final float[] sums;

  /** Per cell a block of its own part. */
  private final float[] own;

  private final float[] row = new float[BLOCK];
  private final float[] active = new float[BLOCK];
  private final float[] made;

  VectorInputs(
      Subgraph subgraph,
      FlipLevels levels,
      FlipDraws draws,
      HiddenLayer layer,
      HiddenCells cells,
      int outputs) {
    this.subgraph = subgraph;
    this.levels = levels;
    this.draws = draws;
    this.layer = layer;
    this.cells = cells;
    FixedRows rows = layer.first().fixed();
    this.blocks = (layer.width() + BLOCK - 1) / BLOCK;
    DenseProduct second = layer.second();
    this.last = second == null;
    this.stride = second == null ? blocks * BLOCK : (second.outputs() + BLOCK - 1) / BLOCK * BLOCK;
    this.secondWeights = second == null ? new float[0] : second.weights(stride);
    this.secondBias = second == null ? new float[stride] : second.bias(stride);
    this.weights = rows.blocks(layer.width(), BLOCK);
    this.units = rows.units(layer.width(), BLOCK);
    this.bias = Arrays.copyOf(layer.bias(), blocks * BLOCK);
    this.added = new int[(outputs + 1) * BLOCK];
    this.surviving = new int[(outputs + 1) * BLOCK];
    this.sums = new float[cells.count() * BLOCK];
    this.own = new float[layer.hasOwnHalf() ? cells.count() * BLOCK : 0];
    this.made = new float[cells.count() * stride];
  }

  @Override
  public float[] draw(long sample) {
    draws.draw(sample);
    begin();
    for (int block = 0; block < blocks; block++) {
      if (layer.hasOwnHalf()) {
        carry(block, true);
        carry(blocks + block, false);
      } else {
        carry(block, false);
      }
      finish(block);
    }
    return made;
  }

  private void begin() {
    for (int at = 0; at < made.length; at += stride) {
      System.arraycopy(secondBias, 0, made, at, stride);
    }
  }

  /** Adds a block of all nodes to their cells. */
  private void carry(int block, boolean toOwn) {
    NoiseViews views = levels.views();
    int[] rows = weights[block];
    int[] targets = toOwn ? cells.own() : cells.pushes();
    for (int i = 0; i < levels.nodes().count(); i++) {
      sumAdded(rows, i);
      sumSurviving(rows, i);
      float scale = toOwn ? 1 : layer.scale(subgraph.degree(levels.nodes().local(i)));
      for (int view = views.start(i); view < views.end(i); view++) {
        int plus = (levels.addition(view) + 1) * BLOCK;
        int minus = levels.deletion(view) * BLOCK;
        read(added, plus, surviving, minus, units, block * BLOCK, scale, row);
        if (toOwn) {
          copy(row, targets, cells.firstOwn(view), cells.endOwn(view), own);
        } else {
          push(row, targets, cells.firstPush(view), cells.endPush(view), sums);
        }
      }
    }
  }

  private static void read(
      int[] added,
      int plus,
      int[] surviving,
      int minus,
      float[] units,
      int unit,
      float scale,
      float[] row) {
    IntVector sum =
        IntVector.fromArray(INTS, added, plus).add(IntVector.fromArray(INTS, surviving, minus));
    FloatVector product = (FloatVector) sum.convert(VectorOperators.I2F, 0);
    product.mul(FloatVector.fromArray(FLOATS, units, unit)).mul(scale).intoArray(row, 0);
  }

  private static void copy(float[] row, int[] targets, int from, int to, float[] cells) {
    for (int k = from; k < to; k++) {
      System.arraycopy(row, 0, cells, targets[k] * BLOCK, BLOCK);
    }
  }

  private static void push(float[] row, int[] targets, int from, int to, float[] cells) {
    FloatVector more = FloatVector.fromArray(FLOATS, row, 0);
    for (int k = from; k < to; k++) {
      int at = targets[k] * BLOCK;
      FloatVector.fromArray(FLOATS, cells, at).add(more).intoArray(cells, at);
    }
  }

  /** From the lowest p⁺ up; slot t goes to place t + 1, after zeros. */
  private void sumAdded(int[] rows, int i) {
    int first = levels.firstAddition(i);
    int count = levels.additions().count(i);
    int[] attributes = draws.attributes();
    int[] starts = draws.starts();
    for (int slot = 0; slot < count; slot++) {
      int list = first + slot;
      add(rows, attributes, starts[list], starts[list + 1], added, slot, slot + 1);
    }
  }

  /** From the highest p⁻ down; slot t goes to place t, before zeros. */
  private void sumSurviving(int[] rows, int i) {
    int first = levels.firstDeletion(i);
    int count = levels.deletions().count(i);
    int[] attributes = draws.attributes();
    int[] starts = draws.starts();
    Arrays.fill(surviving, count * BLOCK, (count + 1) * BLOCK, 0);
    for (int slot = count - 1; slot >= 0; slot--) {
      int list = first + slot;
      add(rows, attributes, starts[list], starts[list + 1], surviving, slot + 1, slot);
    }
  }

  /** Adds rows to one block of sums and writes it as another. */
  private static void add(
      int[] rows, int[] attributes, int from, int to, int[] sums, int before, int after) {
    IntVector sum = IntVector.fromArray(INTS, sums, before * BLOCK);
    for (int at = from; at < to; at++) {
      sum = sum.add(IntVector.fromArray(INTS, rows, attributes[at] * BLOCK));
    }
    sum.intoArray(sums, after * BLOCK);
  }

  /** Takes a block of all cells through relu and into the second product, where there is one. */
  private void finish(int block) {
    float[] weight = cells.weights();
    int inputs = Math.min(BLOCK, layer.width() - block * BLOCK);
    int from = block * BLOCK * stride;
    for (int cell = 0; cell < weight.length; cell++) {
      int at = cell * BLOCK;
      if (own.length > 0) {
        addBias(own, at, bias, block * BLOCK);
        plus(own, at, sums, at, weight[cell], active);
      } else {
        plus(bias, block * BLOCK, sums, at, weight[cell], active);
      }
      if (last) {
        System.arraycopy(active, 0, made, cell * stride + block * BLOCK, BLOCK);
        continue;
      }
      rectify(active);
      for (int to = 0; to < stride; to += BLOCK) {
        multiply(active, inputs, secondWeights, from + to, stride, made, cell * stride + to);
      }
    }
    Arrays.fill(sums, 0f);
  }

  private static void addBias(float[] own, int at, float[] bias, int from) {
    FloatVector.fromArray(FLOATS, own, at)
        .add(FloatVector.fromArray(FLOATS, bias, from))
        .intoArray(own, at);
  }

  private static void plus(
      float[] own, int ownAt, float[] sums, int at, float weight, float[] out) {
    FloatVector sum = FloatVector.fromArray(FLOATS, sums, at);
    FloatVector.fromArray(FLOATS, own, ownAt).add(sum.mul(weight)).intoArray(out, 0);
  }

  private static void rectify(float[] values) {
    FloatVector.fromArray(FLOATS, values, 0).max(0f).intoArray(values, 0);
  }

  /** Adds the product of some inputs with a block of columns of weights to as many outputs. */
  private static void multiply(
      float[] in, int inputs, float[] weights, int column, int stride, float[] out, int to) {
    FloatVector sum = FloatVector.fromArray(FLOATS, out, to);
    for (int input = 0, k = column; input < inputs; input++, k += stride) {
      sum = sum.add(FloatVector.fromArray(FLOATS, weights, k).mul(in[input]));
    }
    sum.intoArray(out, to);
  }

  @Override
  public int stride() {
    return stride;
  }
}
