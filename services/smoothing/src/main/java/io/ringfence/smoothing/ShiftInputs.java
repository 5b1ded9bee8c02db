package io.ringfence.smoothing;

import io.ringfence.certificates.RealNoiseSchedule;
import io.ringfence.graph.RealAttributeMatrix;
import io.ringfence.graph.SmoothingTask;
import io.ringfence.graph.Subgraph;
import java.util.List;

/**
 * Real attributes with added noise. A model reads {@code (X + s·G)·W = X·W + s·(G·W)}: the first
 * product is computed once, the second once per node and sample, from noise of scale 1; each output
 * region adds it at its own scale s. Not thread-safe.
 */
final class ShiftInputs implements NoisyInputs {

  private final SmoothingTask task;
  private final RealNoiseSchedule schedule;
  private final List<SmoothingPlan.OutputRegion> outputs;
  private final ForwardPass[] passes;
  private final GroupNodes nodes;
  private final int width;

  /** X·W, nodes of the group × width. */
  private final float[] clean;

  private final ProjectedNoise noise;
  private final double[] unit;
  private final float[] product;
  private final FirstStep step;
  private final float[] row;

  ShiftInputs(
      SmoothingTask task,
      RealAttributeMatrix attributes,
      FirstLayer first,
      FirstStep step,
      List<SmoothingPlan.OutputRegion> outputs,
      ForwardPass[] passes) {
    this.task = task;
    this.schedule = RealNoiseSchedule.require(task.schedule());
    this.outputs = outputs;
    this.passes = passes;
    this.nodes = GroupNodes.of(task.subgraph().nodes(), outputs);
    this.width = first.width();
    this.clean = new float[Math.multiplyExact(nodes.count(), width)];
    for (int i = 0; i < nodes.count(); i++) {
      first.multiply(attributes, nodes.local(i), clean, i * width);
    }
    this.noise = new ProjectedNoise(schedule.kind(), first);
    this.unit = new double[width];
    this.product = new float[width];
    this.step = step;
    this.row = new float[step.width()];
  }

  @Override
  public void draw(long sample, int lane) {
    Subgraph subgraph = task.subgraph();
    noise.sample(task.seed(), sample);
    for (int i = 0; i < nodes.count(); i++) {
      int local = nodes.local(i);
      noise.draw(subgraph.ordinal(local), unit);
      double last = Double.NaN;
      for (int k = nodes.start(i); k < nodes.end(i); k++) {
        int r = nodes.output(k);
        double scale = schedule.scale(outputs.get(r).region(), subgraph.region(local));
        if (scale != last) {
          shift(i * width, scale);
          step.apply(product, subgraph.degree(local), row);
          last = scale;
        }
        passes[r].input(nodes.position(k), lane, row);
      }
    }
  }

  private void shift(int at, double scale) {
    for (int k = 0; k < width; k++) {
      product[k] = clean[at + k] + (float) (scale * unit[k]);
    }
  }
}
