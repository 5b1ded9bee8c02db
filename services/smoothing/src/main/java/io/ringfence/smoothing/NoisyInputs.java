package io.ringfence.smoothing;

import io.ringfence.graph.BinaryAttributeMatrix;
import io.ringfence.graph.RealAttributeMatrix;
import io.ringfence.graph.SmoothingTask;
import java.util.List;

/**
 * Draws the noise of all nodes that a group of output regions sees and feeds what the {@link
 * FirstLayer} makes of them to the passes of these regions. The one thing that differs between
 * kinds of noise. Not thread-safe.
 */
interface NoisyInputs {

  /**
   * Draws one noisy graph.
   *
   * @param sample number of the sample
   * @param lane place in each of the passes
   */
  void draw(long sample, int lane);

  /**
   * The inputs for the attributes and the schedule of a task.
   *
   * @param passes one per output region
   */
  static NoisyInputs of(
      SmoothingTask task,
      FirstLayer first,
      List<SmoothingPlan.OutputRegion> outputs,
      ForwardPass[] passes) {
    if (task.subgraph().attributes() instanceof BinaryAttributeMatrix binary) {
      return new FlipInputs(task, binary.ones(), first, outputs, passes);
    }
    RealAttributeMatrix real = (RealAttributeMatrix) task.subgraph().attributes();
    return new ShiftInputs(task, real, first, outputs, passes);
  }
}
