package io.ringfence.smoothing;

/**
 * What a model does above its {@link HiddenLayer}, for the targets of one {@link RegionField}. It
 * holds the activations of up to {@link #lanes()} independent noisy graphs at once; the result of a
 * lane does not depend on the others. Not thread-safe.
 */
interface ForwardPass {

  /** How many noisy graphs are computed together. */
  int lanes();

  /**
   * Takes what the hidden layer made of one position.
   *
   * @param at where it begins in {@code made}
   */
  void input(int position, int lane, float[] made, int at);

  /** Computes all lanes, once every position has its input. */
  void run();

  /** Reads the class scores before softmax of a target, by its place in the field. */
  void logits(int target, int lane, double[] logits);

  /** The pass of a model on a field. */
  static ForwardPass of(NativeModel model, RegionField field) {
    if (model instanceof GcnModel gcn) {
      return new GcnForward(gcn, field);
    }
    if (model instanceof SageModel sage) {
      return new SageForward(sage, field);
    }
    if (model instanceof GatModel gat) {
      return new GatForward(gat, field);
    }
    return new AppnpForward((AppnpModel) model, field);
  }

  /** Bytes that a model takes on a field, hidden cells included. */
  static long bytes(NativeModel model, RegionField field) {
    if (model instanceof AppnpModel appnp) {
      long perNode = 3L * appnp.classes() * AppnpForward.LANES + appnp.hidden() + appnp.classes();
      return Float.BYTES * field.nodes() * perNode;
    }
    if (model instanceof GatModel gat) {
      long perNode = 0;
      for (GatLayer layer : gat.layers()) {
        perNode += layer.weight().columns() + layer.outputs() + 2L * layer.count();
      }
      return Float.BYTES * field.nodes() * (perNode + 2L * FirstLayer.of(gat).width());
    }
    int wide = model.widest();
    return 4L * Float.BYTES * field.rows() * wide;
  }

  static void relu(float[] values) {
    for (int k = 0; k < values.length; k++) {
      values[k] = Math.max(values[k], 0f);
    }
  }
}
