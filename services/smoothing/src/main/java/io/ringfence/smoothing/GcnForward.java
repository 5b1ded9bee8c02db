package io.ringfence.smoothing;

import java.util.List;

/**
 * GCN above its first product and second weights. Each layer multiplies first and propagates after,
 * over the narrower side. A propagation of {@code p} reads {@code y = D^-1/2 p} and writes {@code
 * D^-1/2 (y_i + Σ_j y_j)}.
 */
final class GcnForward implements ForwardPass {

  private final RegionField field;
  private final List<DenseLayer> layers;
  private final float[][] biases;
  private final DenseProduct[] products;

  /** Per layer above the first what is propagated, a row per position. */
  private final float[][][] scaled;

  /** Per layer what it gives; the first one is used by a model of one layer only. */
  private final float[][][] summed;

  GcnForward(GcnModel model, RegionField field) {
    this.field = field;
    this.layers = model.layers();
    this.products = new DenseProduct[layers.size()];
    this.biases = layers.stream().map(layer -> layer.biasOrZero().values()).toArray(float[][]::new);
    this.scaled = new float[layers.size()][][];
    this.summed = new float[layers.size()][][];
    for (int l = layers.size() == 1 ? 0 : 1; l < layers.size(); l++) {
      int reach = layers.size() - l;
      WeightMatrix weight = layers.get(l).weight();
      products[l] = new DenseProduct(weight, WeightMatrix.zeroBias(weight.columns()));
      scaled[l] = new float[l == 0 ? 0 : field.within(reach)][weight.columns()];
      summed[l] = new float[field.within(reach - 1)][weight.columns()];
    }
  }

  @Override
  public int lanes() {
    return 1;
  }

  @Override
  public void input(int position, int lane, float[] made, int at) {
    if (layers.size() == 1) {
      float[] out = summed[0][position];
      System.arraycopy(made, at, out, 0, out.length);
    } else {
      scale(made, at, field.scale(position), scaled[1][position]);
    }
  }

  private static void scale(float[] values, int at, float scale, float[] out) {
    for (int k = 0; k < out.length; k++) {
      out[k] = scale * values[at + k];
    }
  }

  @Override
  public void run() {
    for (int l = 1; l < layers.size(); l++) {
      for (int row = 0; row < summed[l].length; row++) {
        propagate(l, row);
      }
      if (l + 1 < layers.size()) {
        multiply(l);
      }
    }
  }

  private void propagate(int layer, int row) {
    float[] out = summed[layer][row];
    System.arraycopy(scaled[layer][row], 0, out, 0, out.length);
    field.addNeighbours(scaled[layer], row, out);
    affine(out, field.scale(row), biases[layer]);
  }

  private static void affine(float[] values, float scale, float[] bias) {
    for (int k = 0; k < values.length; k++) {
      values[k] = scale * values[k] + bias[k];
    }
  }

  private void multiply(int layer) {
    for (int row = 0; row < summed[layer].length; row++) {
      ForwardPass.relu(summed[layer][row]);
      float[] out = scaled[layer + 1][row];
      products[layer + 1].apply(summed[layer][row], out, 0);
      scale(out, 0, field.scale(row), out);
    }
  }

  @Override
  public void logits(int target, int lane, double[] logits) {
    float[] output = summed[layers.size() - 1][target];
    for (int y = 0; y < logits.length; y++) {
      logits[y] = output[y];
    }
  }
}
