package io.ringfence.smoothing;

import java.util.Arrays;
import java.util.List;

/**
 * GraphSAGE-mean above its first product. A row holds own part and neighbour part side by side:
 * propagation averages the right halves of the neighbours and adds the own left one. In the first
 * layer every node adds its right half to the sums of its neighbours as soon as it comes, and is
 * not kept.
 */
final class SageForward implements ForwardPass {

  private final RegionField field;
  private final Pushes pushes;
  private final List<SageLayer> layers;
  private final DenseProduct[] own;
  private final DenseProduct[] neighbour;
  private final float[][][] left;

  /** Per layer above the first what neighbours read. */
  private final float[][][] right;

  /** Per layer sums over neighbours, then what the layer gives; zeros between samples. */
  private final float[][][] summed;

  private final float[] neighbourHalf;

  SageForward(SageModel model, RegionField field) {
    this.field = field;
    this.pushes = field.pushes();
    this.layers = model.layers();
    this.own = new DenseProduct[layers.size()];
    this.neighbour = new DenseProduct[layers.size()];
    this.left = new float[layers.size()][][];
    this.right = new float[layers.size()][][];
    this.summed = new float[layers.size()][][];
    for (int l = 0; l < layers.size(); l++) {
      int rows = field.within(layers.size() - l - 1);
      SageLayer layer = layers.get(l);
      int width = layer.outputs();
      if (l > 0) {
        own[l] = new DenseProduct(layer.own(), layer.biasOrZero());
        neighbour[l] = new DenseProduct(layer.neighbour(), WeightMatrix.zeroBias(width));
        right[l] = new float[field.within(layers.size() - l)][width];
      }
      left[l] = new float[rows][width];
      summed[l] = new float[rows][width];
    }
    this.neighbourHalf = new float[layers.get(0).outputs()];
  }

  @Override
  public int lanes() {
    return 1;
  }

  @Override
  public void input(int position, int lane, float[] row) {
    int half = neighbourHalf.length;
    if (position < left[0].length) {
      System.arraycopy(row, 0, left[0][position], 0, half);
    }
    System.arraycopy(row, half, neighbourHalf, 0, half);
    pushes.add(position, neighbourHalf, summed[0]);
  }

  @Override
  public void run() {
    for (int l = 0; l < layers.size(); l++) {
      for (int row = 0; row < summed[l].length; row++) {
        float[] sum = summed[l][row];
        if (l > 0) {
          field.addNeighbours(right[l], row, sum);
        }
        combine(sum, field.meanWeight(row), left[l][row]);
        Arrays.fill(sum, 0f);
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
