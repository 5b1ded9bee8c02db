package io.ringfence.smoothing;

import java.util.Arrays;
import java.util.List;

/**
 * GraphSAGE-mean above its first layer and second weights: propagation averages the neighbour parts
 * of the neighbours and adds the own one.
 */
final class SageForward implements ForwardPass {

  private final RegionField field;
  private final List<SageLayer> layers;
  private final DenseProduct[] own;
  private final DenseProduct[] neighbour;

  /** Per layer own part, then what the layer gives. */
  private final float[][][] left;

  /** Per layer above the first what neighbours read. */
  private final float[][][] right;

  SageForward(SageModel model, RegionField field) {
    this.field = field;
    this.layers = model.layers();
    this.own = new DenseProduct[layers.size()];
    this.neighbour = new DenseProduct[layers.size()];
    this.left = new float[layers.size()][][];
    this.right = new float[layers.size()][][];
    for (int l = layers.size() == 1 ? 0 : 1; l < layers.size(); l++) {
      SageLayer layer = layers.get(l);
      int width = layer.outputs();
      own[l] = new DenseProduct(layer.own(), layer.biasOrZero());
      neighbour[l] = new DenseProduct(layer.neighbour(), WeightMatrix.zeroBias(width));
      left[l] = new float[field.within(layers.size() - l - 1)][width];
      right[l] = new float[l == 0 ? 0 : field.within(layers.size() - l)][width];
    }
  }

  @Override
  public int lanes() {
    return 1;
  }

  @Override
  public void input(int position, int lane, float[] made, int at) {
    int first = layers.size() == 1 ? 0 : 1;
    int width = layers.get(first).outputs();
    if (position < left[first].length) {
      System.arraycopy(made, at, left[first][position], 0, width);
    }
    if (first > 0) {
      System.arraycopy(made, at + width, right[first][position], 0, width);
    }
  }

  @Override
  public void run() {
    for (int l = 1; l < layers.size(); l++) {
      float[] sum = new float[layers.get(l).outputs()];
      for (int row = 0; row < left[l].length; row++) {
        Arrays.fill(sum, 0f);
        field.addNeighbours(right[l], row, sum);
        combine(sum, field.meanWeight(row), left[l][row]);
        if (l + 1 < layers.size()) {
          multiply(l, row);
        }
      }
    }
  }

  private static void combine(float[] sum, float weight, float[] own) {
    for (int k = 0; k < own.length; k++) {
      own[k] = own[k] + weight * sum[k];
    }
  }

  private void multiply(int layer, int row) {
    float[] in = left[layer][row];
    ForwardPass.relu(in);
    if (row < left[layer + 1].length) {
      own[layer + 1].apply(in, left[layer + 1][row], 0);
    }
    neighbour[layer + 1].apply(in, right[layer + 1][row], 0);
  }

  @Override
  public void logits(int target, int lane, double[] logits) {
    float[] output = left[layers.size() - 1][target];
    for (int y = 0; y < logits.length; y++) {
      logits[y] = output[y];
    }
  }
}
