package io.ringfence.smoothing;

import io.ringfence.graph.BinaryAttributeMatrix;
import io.ringfence.graph.RealAttributeMatrix;
import java.util.List;

/**
 * Draws the noisy attributes of all nodes that a group of output regions sees and feeds their
 * products with the first weights into the passes of the group. For each node the noise is drawn
 * once; what all regions see of it comes from the same draws. Not thread-safe.
 */
interface NoisyInputs {

  /** Draws one sample into one lane of every pass. */
  void draw(long sample, int lane);

  /**
   * The inputs for the attributes and the schedule of a task.
   *
   * @param passes one per output region
   */
  static NoisyInputs of(
      SmoothingPlan plan,
      FirstLayer first,
      FirstStep step,
      List<SmoothingPlan.OutputRegion> outputs,
      ForwardPass[] passes) {
    if (plan.task().subgraph().attributes() instanceof BinaryAttributeMatrix binary) {
      return new FlipInputs(plan.task(), binary.ones(), first, step, outputs, passes);
    }
    RealAttributeMatrix real = (RealAttributeMatrix) plan.task().subgraph().attributes();
    return new ShiftInputs(plan.task(), real, first, step, outputs, passes);
  }
}
