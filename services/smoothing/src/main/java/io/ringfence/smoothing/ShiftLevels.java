package io.ringfence.smoothing;

import io.ringfence.certificates.RealNoiseSchedule;
import io.ringfence.graph.SmoothingTask;
import java.util.List;

/** At which scales of noise the outputs of a group see each node. Immutable. */
final class ShiftLevels {

  private final GroupNodes nodes;
  private final NoiseViews views;
  private final double[] scales;

  private ShiftLevels(GroupNodes nodes, NoiseViews views, double[] scales) {
    this.nodes = nodes;
    this.views = views;
    this.scales = scales;
  }

  static ShiftLevels of(
      SmoothingTask task, List<SmoothingPlan.OutputRegion> outputs, GroupNodes nodes) {
    RealNoiseSchedule schedule = RealNoiseSchedule.require(task.schedule());
    double[] ofSight = new double[nodes.sights()];
    for (int i = 0; i < nodes.count(); i++) {
      int input = task.subgraph().region(nodes.local(i));
      for (int k = nodes.start(i); k < nodes.end(i); k++) {
        ofSight[k] = schedule.scale(outputs.get(nodes.output(k)).region(), input);
      }
    }
    // Scales are not negative, so their bits are ordered as they are.
    Thresholds distinct = Thresholds.of(nodes, sight -> Double.doubleToLongBits(ofSight[sight]));
    NoiseViews views = NoiseViews.of(nodes, distinct::slot);
    double[] scales = new double[views.count()];
    for (int view = 0; view < scales.length; view++) {
      scales[view] = ofSight[views.sight(views.firstSight(view))];
    }
    return new ShiftLevels(nodes, views, scales);
  }

  GroupNodes nodes() {
    return nodes;
  }

  NoiseViews views() {
    return views;
  }

  double scale(int view) {
    return scales[view];
  }
}
