package io.ringfence.smoothing;

import java.util.Arrays;
import java.util.List;

/**
 * GraphSAGE-mean above its first product. A row of {@code products} holds own part and neighbour
 * part side by side: propagation averages the right half over the neighbours and adds the left.
 */
final class SageForward implements ForwardPass {

  private final RegionField field;
  private final List<SageLayer> layers;
  private final DenseProduct[] own;
  private final DenseProduct[] neighbour;
  private final int classes;
  private final int firstWidth;
  private final float[] firstBias;
  private final float[] left;
  private final float[] right;
  private final float[] summed;

  SageForward(SageModel model, RegionField field) {
    this.field = field;
    this.layers = model.layers();
    this.own = new DenseProduct[layers.size()];
    this.neighbour = new DenseProduct[layers.size()];
    for (int l = 1; l < own.length; l++) {
      SageLayer layer = layers.get(l);
      own[l] = new DenseProduct(layer.own(), layer.biasOrZero());
      neighbour[l] = new DenseProduct(layer.neighbour(), WeightMatrix.zeroBias(layer.outputs()));
    }
    this.classes = model.classes();
    this.firstWidth = layers.get(0).outputs();
    this.firstBias = layers.get(0).biasOrZero().values();
    int wide = field.nodes() * Math.max(firstWidth, classes);
    this.left = new float[wide];
    this.right = new float[wide];
    this.summed = new float[wide];
  }

  @Override
  public int lanes() {
    return 1;
  }

  @Override
  public void input(int position, int lane, float[] product, int from) {
    int width = firstWidth;
    int at = position * width;
    float[] bias = firstBias;
    for (int k = 0; k < width; k++) {
      left[at + k] = product[from + k] + bias[k];
    }
    for (int k = 0; k < width; k++) {
      right[at + k] = product[from + width + k];
    }
  }

  @Override
  public void run() {
    for (int l = 0; l < layers.size(); l++) {
      int rows = field.within(layers.size() - 1 - l);
      int width = layers.get(l).outputs();
      for (int row = 0; row < rows; row++) {
        average(row, width);
      }
      if (l + 1 < layers.size()) {
        ForwardPass.relu(summed, 0, rows * width);
        multiply(l + 1, rows, width);
      }
    }
  }

  private void average(int row, int width) {
    int at = row * width;
    float[] out = summed;
    Arrays.fill(out, at, at + width, 0f);
    field.addNeighbours(right, width, row, out, at);
    float weight = field.meanWeight(row);
    for (int k = 0; k < width; k++) {
      out[at + k] = left[at + k] + weight * out[at + k];
    }
  }

  private void multiply(int layer, int rows, int width) {
    int outputs = layers.get(layer).outputs();
    for (int row = 0; row < rows; row++) {
      own[layer].apply(summed, row * width, left, row * outputs);
      neighbour[layer].apply(summed, row * width, right, row * outputs);
    }
  }

  @Override
  public void logits(int target, int lane, double[] logits) {
    for (int y = 0; y < classes; y++) {
      logits[y] = summed[target * classes + y];
    }
  }
}
