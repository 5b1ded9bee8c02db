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
  private final int firstWidth;
  private final float[] scaled;
  private final float[] summed;

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
    this.firstWidth = layers.get(0).outputs();
    int wide = Math.max(firstWidth, classes);
    this.scaled = new float[field.nodes() * wide];
    this.summed = new float[field.nodes() * wide];
  }

  @Override
  public int lanes() {
    return 1;
  }

  @Override
  public void input(int position, int lane, float[] product, int from) {
    float scale = field.scale(position);
    float[] out = scaled;
    int at = position * firstWidth;
    for (int k = 0; k < firstWidth; k++) {
      out[at + k] = scale * product[from + k];
    }
  }

  @Override
  public void run() {
    for (int l = 0; l < layers.size(); l++) {
      boolean last = l + 1 == layers.size();
      int rows = field.within(layers.size() - 1 - l);
      int width = layers.get(l).outputs();
      for (int row = 0; row < rows; row++) {
        propagate(row, width, biases[l]);
      }
      if (!last) {
        multiply(l, rows, width);
      }
    }
  }

  private void propagate(int row, int width, float[] bias) {
    int at = row * width;
    float[] out = summed;
    System.arraycopy(scaled, at, out, at, width);
    field.addNeighbours(scaled, width, row, out, at);
    float scale = field.scale(row);
    for (int k = 0; k < width; k++) {
      out[at + k] = scale * out[at + k] + bias[k];
    }
  }

  private void multiply(int layer, int rows, int width) {
    DenseProduct product = products[layer + 1];
    int outputs = product.outputs();
    ForwardPass.relu(summed, 0, rows * width);
    for (int row = 0; row < rows; row++) {
      int at = row * outputs;
      product.apply(summed, row * width, scaled, at);
      float scale = field.scale(row);
      for (int k = at; k < at + outputs; k++) {
        scaled[k] *= scale;
      }
    }
  }

  @Override
  public void logits(int target, int lane, double[] logits) {
    for (int y = 0; y < classes; y++) {
      logits[y] = summed[target * classes + y];
    }
  }
}
