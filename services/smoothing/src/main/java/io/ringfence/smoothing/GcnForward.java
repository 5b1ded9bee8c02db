package io.ringfence.smoothing;

import java.util.List;

/**
 * GCN above its first product. Each layer multiplies first and propagates after, over the narrower
 * side. A propagation of {@code p} reads {@code y = D^-1/2 p} and writes {@code D^-1/2 (y_i + Σ_j
 * y_j)}.
 */
final class GcnForward implements ForwardPass {

  private final RegionField field;
  private final List<DenseLayer> layers;
  private final float[][] biases;
  private final DenseProduct[] products;
  private final int classes;

  /** Per layer what is propagated, a row per position. */
  private final float[][][] scaled;

  /** Per layer what propagation gives. */
  private final float[][][] summed;

  GcnForward(GcnModel model, RegionField field) {
    this.field = field;
    this.layers = model.layers();
    this.products = new DenseProduct[layers.size()];
    this.biases = layers.stream().map(layer -> layer.biasOrZero().values()).toArray(float[][]::new);
    for (int l = 1; l < products.length; l++) {
      WeightMatrix weight = layers.get(l).weight();
      products[l] = new DenseProduct(weight, WeightMatrix.zeroBias(weight.columns()));
    }
    this.classes = model.classes();
    this.scaled = new float[layers.size()][][];
    this.summed = new float[layers.size()][][];
    for (int l = 0; l < layers.size(); l++) {
      int reach = layers.size() - l;
      int width = layers.get(l).outputs();
      scaled[l] = new float[field.within(reach)][width];
      summed[l] = new float[field.within(reach - 1)][width];
    }
  }

  @Override
  public int lanes() {
    return 1;
  }

  @Override
  public void input(int position, int lane, float[] product) {
    scale(product, field.scale(position), scaled[0][position]);
  }

  private static void scale(float[] values, float scale, float[] out) {
    for (int k = 0; k < out.length; k++) {
      out[k] = scale * values[k];
    }
  }

  @Override
  public void run() {
    for (int l = 0; l < layers.size(); l++) {
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
      scale(out, field.scale(row), out);
    }
  }

  @Override
  public void logits(int target, int lane, double[] logits) {
    for (int y = 0; y < classes; y++) {
      logits[y] = summed[layers.size() - 1][target][y];
    }
  }
}
