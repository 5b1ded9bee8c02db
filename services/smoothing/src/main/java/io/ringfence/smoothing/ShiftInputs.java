package io.ringfence.smoothing;

import io.ringfence.certificates.RealNoiseSchedule;
import io.ringfence.graph.RealAttributeMatrix;
import io.ringfence.graph.SmoothingTask;
import io.ringfence.graph.Subgraph;

/**
 * Real attributes with added noise. A model reads {@code (X + s·G)·W = X·W + s·(G·W)}: the first
 * product is computed once, the second once per node and sample, from noise of scale 1; each output
 * region adds it at its own scale s. Not thread-safe.
 */
final class ShiftInputs implements NoisyInputs {

  private final SmoothingTask task;
  private final ShiftLevels levels;
  private final HiddenLayer layer;
  private final PlainHidden hidden;
  private final int width;

  /** X·W, nodes of the group × width. */
  private final float[] clean;

  private final ProjectedNoise noise;
  private final double[] unit;
  private final float[] product;

  ShiftInputs(
      SmoothingTask task,
      RealAttributeMatrix attributes,
      ShiftLevels levels,
      HiddenLayer layer,
      HiddenCells cells) {
    this.task = task;
    this.levels = levels;
    this.layer = layer;
    this.hidden = new PlainHidden(layer, cells);
    FirstLayer first = layer.first();
    this.width = first.width();
    GroupNodes nodes = levels.nodes();
    this.clean = new float[Math.multiplyExact(nodes.count(), width)];
    for (int i = 0; i < nodes.count(); i++) {
      first.multiply(attributes, nodes.local(i), clean, i * width);
    }
    this.noise = new ProjectedNoise(RealNoiseSchedule.require(task.schedule()).kind(), first);
    this.unit = new double[width];
    this.product = new float[width];
  }

  @Override
  public float[] draw(long sample) {
    Subgraph subgraph = task.subgraph();
    NoiseViews views = levels.views();
    noise.sample(task.seed(), sample);
    for (int i = 0; i < levels.nodes().count(); i++) {
      int local = levels.nodes().local(i);
      noise.draw(subgraph.ordinal(local), unit);
      for (int view = views.start(i); view < views.end(i); view++) {
        shift(i * width, levels.scale(view));
        hidden.add(view, layer.scale(subgraph.degree(local)), product);
      }
    }
    return hidden.finish();
  }

  private void shift(int at, double scale) {
    for (int k = 0; k < width; k++) {
      product[k] = clean[at + k] + (float) (scale * unit[k]);
    }
  }

  @Override
  public int stride() {
    return layer.stride();
  }
}
