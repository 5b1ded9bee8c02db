package io.ringfence.smoothing;

import io.ringfence.graph.BinaryAttributeMatrix;
import io.ringfence.graph.RealAttributeMatrix;
import io.ringfence.graph.SmoothingTask;
import java.util.List;

/**
 * What the CPU kernel knows of a group of output regions before it draws. Immutable, shared by the
 * threads that work on the task.
 */
final class GroupPlan {

  private final NativeModel model;
  private final SmoothingTask task;
  private final List<SmoothingPlan.OutputRegion> outputs;
  private final Noise noise;
  private final HiddenCells cells;

  /** Gives each thread inputs of its own. */
  private interface Noise {
    NoisyInputs inputs(HiddenCells cells);
  }

  private GroupPlan(
      NativeModel model,
      SmoothingTask task,
      List<SmoothingPlan.OutputRegion> outputs,
      Noise noise,
      HiddenCells cells) {
    this.model = model;
    this.task = task;
    this.outputs = outputs;
    this.noise = noise;
    this.cells = cells;
  }

  static GroupPlan of(
      NativeModel model,
      SmoothingTask task,
      HiddenLayer layer,
      FlipKernel kernel,
      List<SmoothingPlan.OutputRegion> outputs) {
    GroupNodes nodes = GroupNodes.of(task.subgraph().nodes(), outputs);
    if (task.subgraph().attributes() instanceof BinaryAttributeMatrix binary) {
      FlipLevels levels = FlipLevels.of(task, outputs, nodes);
      return new GroupPlan(
          model,
          task,
          outputs,
          cells ->
              kernel.inputs(
                  task.subgraph(),
                  levels,
                  new FlipDraws(task, binary.ones(), levels, outputs.size(), kernel.comparison()),
                  layer,
                  cells,
                  outputs.size()),
          HiddenCells.of(model, outputs, nodes, levels.views()));
    }
    RealAttributeMatrix real = (RealAttributeMatrix) task.subgraph().attributes();
    ShiftLevels levels = ShiftLevels.of(task, outputs, nodes);
    return new GroupPlan(
        model,
        task,
        outputs,
        cells -> new ShiftInputs(task, real, levels, layer, cells),
        HiddenCells.of(model, outputs, nodes, levels.views()));
  }

  NativeModel model() {
    return model;
  }

  SmoothingTask task() {
    return task;
  }

  List<SmoothingPlan.OutputRegion> outputs() {
    return outputs;
  }

  HiddenCells cells() {
    return cells;
  }

  /** Inputs for one thread. */
  NoisyInputs inputs() {
    return noise.inputs(cells);
  }
}
