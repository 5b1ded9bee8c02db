package io.ringfence.smoothing;

/** The weights that meet the attributes, one row per attribute, as the kernels read them. */
final class FirstLayer {

  private final float[] rows;
  private final int width;

  private FirstLayer(float[] rows, int width) {
    this.rows = rows;
    this.width = width;
  }

  static FirstLayer of(Model model) {
    if (model instanceof GcnModel gcn) {
      return of(gcn.layers().get(0).weight());
    }
    if (model instanceof SageModel sage) {
      return sideBySide(sage.layers().get(0));
    }
    return of(((AppnpModel) model).first().weight());
  }

  private static FirstLayer of(WeightMatrix weight) {
    return new FirstLayer(weight.values(), weight.columns());
  }

  /**
   * Own weights on the left, neighbour weights on the right: one look at the attributes does both.
   */
  private static FirstLayer sideBySide(SageLayer layer) {
    int half = layer.outputs();
    float[] rows = new float[layer.inputs() * 2 * half];
    for (int d = 0; d < layer.inputs(); d++) {
      System.arraycopy(layer.own().values(), d * half, rows, d * 2 * half, half);
      System.arraycopy(layer.neighbour().values(), d * half, rows, d * 2 * half + half, half);
    }
    return new FirstLayer(rows, 2 * half);
  }

  /** Number of columns. */
  int width() {
    return width;
  }

  /** Adds the rows of some attributes to a vector. */
  void add(int[] attributes, int from, int to, float[] sum, int at) {
    RowSums.add(rows, width, attributes, from, to, sum, at);
  }
}
