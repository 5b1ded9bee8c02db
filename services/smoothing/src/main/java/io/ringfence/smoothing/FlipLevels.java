package io.ringfence.smoothing;

import io.ringfence.certificates.BinaryNoiseSchedule;
import io.ringfence.certificates.NoiseLevel;
import io.ringfence.graph.SmoothingTask;
import io.ringfence.graph.Subgraph;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;

/** At which p⁺ and p⁻ the outputs of a group see each node, and what they share. Immutable. */
final class FlipLevels {

  private final GroupNodes nodes;
  private final Thresholds additions;
  private final Thresholds deletions;
  private final NoiseViews views;

  /** Slot of p⁺ of each view. */
  private final int[] addition;

  /** Slot of p⁻ of each view. */
  private final int[] deletion;

  private FlipLevels(
      GroupNodes nodes, Thresholds additions, Thresholds deletions, NoiseViews views) {
    this.nodes = nodes;
    this.additions = additions;
    this.deletions = deletions;
    this.views = views;
    this.addition = new int[views.count()];
    this.deletion = new int[views.count()];
    for (int view = 0; view < views.count(); view++) {
      int sight = views.sight(views.firstSight(view));
      addition[view] = additions.slot(sight);
      deletion[view] = deletions.slot(sight);
    }
  }

  static FlipLevels of(
      SmoothingTask task, List<SmoothingPlan.OutputRegion> outputs, GroupNodes nodes) {
    Thresholds additions = thresholds(task, outputs, nodes, NoiseLevel::additionThreshold);
    Thresholds deletions = thresholds(task, outputs, nodes, NoiseLevel::deletionThreshold);
    NoiseViews views =
        NoiseViews.of(
            nodes, sight -> additions.slot(sight) * outputs.size() + deletions.slot(sight));
    return new FlipLevels(nodes, additions, deletions, views);
  }

  private static Thresholds thresholds(
      SmoothingTask task,
      List<SmoothingPlan.OutputRegion> outputs,
      GroupNodes nodes,
      ToLongFunction<NoiseLevel> threshold) {
    BinaryNoiseSchedule schedule = BinaryNoiseSchedule.require(task.schedule());
    Subgraph subgraph = task.subgraph();
    int[] nodeOf = new int[nodes.sights()];
    for (int i = 0; i < nodes.count(); i++) {
      Arrays.fill(nodeOf, nodes.start(i), nodes.end(i), nodes.local(i));
    }
    return Thresholds.of(
        nodes,
        sight ->
            threshold.applyAsLong(
                schedule.level(
                    outputs.get(nodes.output(sight)).region(), subgraph.region(nodeOf[sight]))));
  }

  GroupNodes nodes() {
    return nodes;
  }

  Thresholds additions() {
    return additions;
  }

  Thresholds deletions() {
    return deletions;
  }

  NoiseViews views() {
    return views;
  }

  int addition(int view) {
    return addition[view];
  }

  int deletion(int view) {
    return deletion[view];
  }

  /** Number of the list of flips that {@link FlipDraws} keeps for the lowest p⁺ of node i. */
  int firstAddition(int i) {
    return additions.start(i) + deletions.start(i);
  }

  /** Number of the list of survivors of the lowest p⁻ of node i. */
  int firstDeletion(int i) {
    return additions.start(i + 1) + deletions.start(i);
  }
}
