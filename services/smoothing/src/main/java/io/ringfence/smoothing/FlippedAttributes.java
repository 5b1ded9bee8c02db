package io.ringfence.smoothing;

import ai.djl.ndarray.NDArray;
import io.ringfence.certificates.NoiseLevel;
import io.ringfence.graph.SparseRows;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Bits with flips, as a sparse array. */
final class FlippedAttributes implements NoisyAttributes {

  private final SparseRows ones;
  private final List<NoiseLevel> levels;
  private final long seed;
  private final NodeNoise noise;
  private final LevelledList flips;
  private long[] rows = new long[1024];
  private long[] columns = new long[1024];
  private int size;

  /**
   * @param levels at least one, which is chosen per node and epoch
   */
  FlippedAttributes(SparseRows ones, List<NoiseLevel> levels, long seed) {
    this.ones = ones;
    this.levels = levels;
    this.seed = seed;
    this.noise = new NodeNoise(ones.width());
    this.flips = new LevelledList(ones.width(), 1);
  }

  @Override
  public NDArray draw(int epoch, DjlArrays arrays) {
    SplittableRandom choice = new SplittableRandom(NoisyAttributes.choiceSeed(seed, epoch));
    noise.sample(seed, epoch);
    size = 0;
    for (int node = 0; node < ones.rows(); node++) {
      NoiseLevel level = levels.get(choice.nextInt(levels.size()));
      noise.node(node, ones, node);
      noise.survivors(new long[] {level.deletionThreshold()}, 0, 1, flips);
      append(node, flips);
      noise.additions(new long[] {level.additionThreshold()}, 0, 1, flips);
      append(node, flips);
    }
    long[] coordinates = new long[2 * size];
    System.arraycopy(rows, 0, coordinates, 0, size);
    System.arraycopy(columns, 0, coordinates, size, size);
    float[] values = new float[size];
    Arrays.fill(values, 1f);
    return arrays.sparse(coordinates, values, ones.rows(), ones.width());
  }

  private void append(int node, LevelledList attributes) {
    int number = attributes.end(0);
    if (size + number > rows.length) {
      int longer = Math.max(2 * rows.length, size + number);
      rows = Arrays.copyOf(rows, longer);
      columns = Arrays.copyOf(columns, longer);
    }
    for (int i = 0; i < number; i++) {
      rows[size] = node;
      columns[size++] = attributes.attributes()[i];
    }
  }
}
