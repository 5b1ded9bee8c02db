package io.ringfence.smoothing;

import java.util.Arrays;
import java.util.List;

/**
 * GCN above its first product. Each layer multiplies first and propagates after, over the narrower
 * side. A propagation of {@code p} reads {@code y = D^-1/2 p} and writes {@code D^-1/2 (y_i + Σ_j
 * y_j)}. In the first layer every node adds its y to the sums that it belongs to as soon as it
 * comes, and is not kept.
 */
final class GcnForward implements ForwardPass {

  private final RegionField field;
  private final Pushes pushes;
  private final List<DenseLayer> layers;
  private final float[][] biases;
  private final DenseProduct[] products;
  private final float[][] outputs;

  /** Per layer above the first what is propagated, a row per position. */
  private final float[][][] scaled;

  /** Per layer what propagation gives; of the first layer zeros between samples. */
  private final float[][][] summed;

  GcnForward(GcnModel model, RegionField field) {
    this.field = field;
    this.pushes = field.pushes();
    this.layers = model.layers();
    this.products = new DenseProduct[layers.size()];
    this.biases = layers.stream().map(layer -> layer.biasOrZero().values()).toArray(float[][]::new);
    this.outputs = new float[field.targets()][model.classes()];
    this.scaled = new float[layers.size()][][];
    this.summed = new float[layers.size()][][];
    for (int l = 0; l < layers.size(); l++) {
      int reach = layers.size() - l;
      WeightMatrix weight = layers.get(l).weight();
      if (l > 0) {
        products[l] = new DenseProduct(weight, WeightMatrix.zeroBias(weight.columns()));
        scaled[l] = new float[field.within(reach)][weight.columns()];
      }
      summed[l] = new float[field.within(reach - 1)][weight.columns()];
    }
  }

  @Override
  public int lanes() {
    return 1;
  }

  @Override
  public void input(int position, int lane, float[] row) {
    float[][] sums = summed[0];
    if (position < sums.length) {
      RowSums.add(row, sums[position]);
    }
    pushes.add(position, row, sums);
  }

  @Override
  public void run() {
    int last = layers.size() - 1;
    for (int l = 0; l <= last; l++) {
      for (int row = 0; row < summed[l].length; row++) {
        float[] sum = summed[l][row];
        if (l > 0) {
          System.arraycopy(scaled[l][row], 0, sum, 0, sum.length);
          field.addNeighbours(scaled[l], row, sum);
        }
        if (l < last) {
          affine(sum, field.scale(row), biases[l], sum);
          multiply(l, row);
        } else {
          affine(sum, field.scale(row), biases[l], outputs[row]);
        }
        if (l == 0) {
          Arrays.fill(sum, 0f);
        }
      }
    }
  }

  private static void affine(float[] values, float scale, float[] bias, float[] out) {
    for (int k = 0; k < out.length; k++) {
      out[k] = scale * values[k] + bias[k];
    }
  }

  private void multiply(int layer, int row) {
    float[] sum = summed[layer][row];
    ForwardPass.relu(sum);
    float[] out = scaled[layer + 1][row];
    products[layer + 1].apply(sum, out, 0);
    float scale = field.scale(row);
    for (int k = 0; k < out.length; k++) {
      out[k] *= scale;
    }
  }

  @Override
  public void logits(int target, int lane, double[] logits) {
    for (int y = 0; y < logits.length; y++) {
      logits[y] = outputs[target][y];
    }
  }
}
