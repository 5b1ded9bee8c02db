package io.ringfence.smoothing;

import org.jspecify.annotations.Nullable;

/**
 * The first hidden layer of a model and the product that reads it: what a {@link HiddenCells cell}
 * does with the sum that it has collected. With own part o (SAGE), sum s over neighbours, weight w
 * of the cell: {@code h = relu((o + b1) + w·s)}, then {@code h·W2 + b2}. A model of a single layer
 * stops before relu; of GAT, whose sums depend on what is summed, a cell is the product of one node
 * and nothing else. Immutable.
 */
final class HiddenLayer {

  private final FirstLayer first;
  private final int width;
  private final float[] bias;
  private final @Nullable DenseProduct second;
  private final Scale scale;

  /** What a node multiplies its product with before it hands it on. */
  private enum Scale {
    ONE,
    DEGREE
  }

  private HiddenLayer(FirstLayer first, float[] bias, @Nullable DenseProduct second, Scale scale) {
    this.first = first;
    this.width = bias.length;
    this.bias = bias;
    this.second = second;
    this.scale = scale;
  }

  static HiddenLayer of(NativeModel model, FirstLayer first) {
    if (model instanceof GcnModel gcn) {
      DenseLayer layer = gcn.layers().get(0);
      return new HiddenLayer(first, layer.biasOrZero().values(), second(gcn), Scale.DEGREE);
    }
    if (model instanceof SageModel sage) {
      SageLayer layer = sage.layers().get(0);
      return new HiddenLayer(first, layer.biasOrZero().values(), second(sage), Scale.ONE);
    }
    if (model instanceof GatModel) {
      return new HiddenLayer(first, new float[first.width()], null, Scale.ONE);
    }
    AppnpModel appnp = (AppnpModel) model;
    DenseLayer second = appnp.second();
    return new HiddenLayer(
        first,
        appnp.first().biasOrZero().values(),
        new DenseProduct(second.weight(), second.biasOrZero()),
        Scale.ONE);
  }

  private static @Nullable DenseProduct second(GcnModel model) {
    if (model.layers().size() == 1) {
      return null;
    }
    WeightMatrix weight = model.layers().get(1).weight();
    return new DenseProduct(weight, WeightMatrix.zeroBias(weight.columns()));
  }

  /** Own and neighbour weights side by side. */
  private static @Nullable DenseProduct second(SageModel model) {
    if (model.layers().size() == 1) {
      return null;
    }
    SageLayer layer = model.layers().get(1);
    int outputs = layer.outputs();
    float[] bias = new float[2 * outputs];
    System.arraycopy(layer.biasOrZero().values(), 0, bias, 0, outputs);
    return new DenseProduct(
        WeightMatrix.owning(FirstLayer.sideBySide(layer).rows(), layer.inputs(), 2 * outputs),
        WeightMatrix.owning(bias, 1, 2 * outputs));
  }

  FirstLayer first() {
    return first;
  }

  /** Width of a cell. */
  int width() {
    return width;
  }

  /** Whether the product of a node has an own half before the one for its neighbours. */
  boolean hasOwnHalf() {
    return first.width() != width;
  }

  /** b1; read only. */
  float[] bias() {
    return bias;
  }

  /** The product above; null in a model of a single layer and in GAT. */
  @Nullable DenseProduct second() {
    return second;
  }

  /** Numbers from one cell's result to the next. */
  int stride() {
    return second == null ? width : second.stride();
  }

  /** What a node of this degree multiplies its product with. */
  float scale(int degree) {
    return scale == Scale.DEGREE ? RegionField.ofDegree(degree) : 1;
  }
}
