package io.ringfence.smoothing;

/**
 * What a model makes of the product of one node's attributes and the {@link FirstLayer} before
 * neighbours come in: the same for every output region that sees the node at the same noise.
 */
interface FirstStep {

  /** How many numbers it makes. */
  int width();

  /**
   * Works on one node.
   *
   * @param product as long as the first layer is wide
   * @param degree of the node in the whole graph
   * @param row where the result goes, {@link #width()} long
   */
  void apply(float[] product, int degree, float[] row);

  /** The step of a model; not thread-safe. */
  static FirstStep of(Model model) {
    if (model instanceof GcnModel) {
      int width = FirstLayer.of(model).width();
      return new Scaling(width);
    }
    if (model instanceof SageModel sage) {
      return new OwnBias(sage.layers().get(0));
    }
    return new Perceptron((AppnpModel) model);
  }

  /** GCN: {@code D^-1/2 p}. */
  record Scaling(int width) implements FirstStep {
    @Override
    public void apply(float[] product, int degree, float[] row) {
      float scale = RegionField.ofDegree(degree);
      for (int k = 0; k < row.length; k++) {
        row[k] = scale * product[k];
      }
    }
  }

  /** SAGE: the bias goes to the node's own half. */
  final class OwnBias implements FirstStep {
    private final float[] bias;

    OwnBias(SageLayer layer) {
      int half = layer.outputs();
      bias = new float[2 * half];
      System.arraycopy(layer.biasOrZero().values(), 0, bias, 0, half);
    }

    @Override
    public int width() {
      return bias.length;
    }

    @Override
    public void apply(float[] product, int degree, float[] row) {
      for (int k = 0; k < row.length; k++) {
        row[k] = product[k] + bias[k];
      }
    }
  }

  /** APPNP: {@code D^-1/2 (relu(p + b1) W2 + b2)}. */
  final class Perceptron implements FirstStep {
    private final float[] bias;
    private final DenseProduct second;
    private final float[] hidden;

    Perceptron(AppnpModel model) {
      bias = model.first().biasOrZero().values();
      second = new DenseProduct(model.second().weight(), model.second().biasOrZero());
      hidden = new float[model.hidden()];
    }

    @Override
    public int width() {
      return second.outputs();
    }

    @Override
    public void apply(float[] product, int degree, float[] row) {
      rectify(product, bias, hidden);
      second.apply(hidden, row, 0);
      float scale = RegionField.ofDegree(degree);
      for (int k = 0; k < row.length; k++) {
        row[k] *= scale;
      }
    }

    private static void rectify(float[] values, float[] bias, float[] out) {
      for (int k = 0; k < out.length; k++) {
        out[k] = Math.max(0f, values[k] + bias[k]);
      }
    }
  }
}
