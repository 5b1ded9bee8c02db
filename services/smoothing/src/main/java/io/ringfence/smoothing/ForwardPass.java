package io.ringfence.smoothing;

/**
 * The layers of a model above the product of attributes and first weights, for the targets of one
 * {@link RegionField}. It holds the activations of up to {@link #lanes()} independent noisy graphs
 * at once; the result of a lane does not depend on the others. Not thread-safe.
 */
interface ForwardPass {

  /** How many noisy graphs are computed together. */
  int lanes();

  /**
   * Takes what {@link FirstStep} made of a node. Nodes come in ascending order of their ordinals,
   * the same one in which sums over neighbours run, so that a sum does not depend on who else is
   * there.
   */
  void input(int position, int lane, float[] row);

  /** Computes all lanes, once every node within reach has its input. */
  void run();

  /** Reads the class scores before softmax of a target, by its place in the field. */
  void logits(int target, int lane, double[] logits);

  /** The pass of a model on a field. */
  static ForwardPass of(Model model, RegionField field) {
    if (model instanceof GcnModel gcn) {
      return new GcnForward(gcn, field);
    }
    if (model instanceof SageModel sage) {
      return new SageForward(sage, field);
    }
    return new AppnpForward((AppnpModel) model, field);
  }

  /** Bytes that the pass of a model on a field of so many nodes takes. */
  static long bytes(Model model, int nodes) {
    if (model instanceof AppnpModel appnp) {
      return 3L * Float.BYTES * nodes * appnp.classes() * AppnpForward.LANES;
    }
    int wide = Math.max(model.hidden(), model.classes());
    return 4L * Float.BYTES * nodes * wide;
  }

  static void relu(float[] values) {
    for (int k = 0; k < values.length; k++) {
      values[k] = Math.max(values[k], 0f);
    }
  }
}
