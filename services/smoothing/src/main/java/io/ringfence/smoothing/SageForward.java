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
  private final float[][][] left;
  private final float[][][] right;
  private final float[][][] summed;

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
    this.left = new float[layers.size()][][];
    this.right = new float[layers.size()][][];
    this.summed = new float[layers.size()][][];
    for (int l = 0; l < layers.size(); l++) {
      int reach = layers.size() - l;
      int width = layers.get(l).outputs();
      left[l] = new float[field.within(reach)][width];
      right[l] = new float[field.within(reach)][width];
      summed[l] = new float[field.within(reach - 1)][width];
    }
  }

  @Override
  public int lanes() {
    return 1;
  }

  @Override
  public void input(int position, int lane, float[] product) {
    float[] own = left[0][position];
    for (int k = 0; k < own.length; k++) {
      own[k] = product[k] + firstBias[k];
    }
    System.arraycopy(product, firstWidth, right[0][position], 0, firstWidth);
  }

  @Override
  public void run() {
    for (int l = 0; l < layers.size(); l++) {
      for (int row = 0; row < summed[l].length; row++) {
        average(l, row);
      }
      if (l + 1 < layers.size()) {
        multiply(l);
      }
    }
  }

  private void average(int layer, int row) {
    float[] out = summed[layer][row];
    Arrays.fill(out, 0f);
    field.addNeighbours(right[layer], row, out);
    combine(left[layer][row], field.meanWeight(row), out);
  }

  private static void combine(float[] own, float weight, float[] out) {
    for (int k = 0; k < out.length; k++) {
      out[k] = own[k] + weight * out[k];
    }
  }

  private void multiply(int layer) {
    for (int row = 0; row < summed[layer].length; row++) {
      ForwardPass.relu(summed[layer][row]);
      own[layer + 1].apply(summed[layer][row], left[layer + 1][row], 0);
      neighbour[layer + 1].apply(summed[layer][row], right[layer + 1][row], 0);
    }
  }

  @Override
  public void logits(int target, int lane, double[] logits) {
    for (int y = 0; y < classes; y++) {
      logits[y] = summed[layers.size() - 1][target][y];
    }
  }
}
