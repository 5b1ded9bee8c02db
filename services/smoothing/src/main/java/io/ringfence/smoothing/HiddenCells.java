package io.ringfence.smoothing;

import java.util.List;

/**
 * Where the first layer of a group goes. A <em>cell</em> is one hidden vector of one noisy graph:
 * of GCN and SAGE, of an output region and a node near enough to its targets; of APPNP, whose first
 * layer knows no neighbours, and of GAT, which weighs them first, of a {@linkplain NoiseViews view}
 * of a node. Every view of a node is added to some cells as soon as it is there, and not kept: most
 * nodes that a small region sees lie at its border and have few neighbours inside. Nodes come in
 * the order of their ordinals, so that sums do not depend on who else is there. Immutable.
 */
final class HiddenCells {

  private final int[] pushStarts;
  private final int[] pushes;
  private final int[] ownStarts;
  private final int[] own;
  private final float[] weights;
  private final int[] outputs;
  private final int[] positions;
  private final int[] sources;

  private HiddenCells(
      IntLists pushes,
      IntLists own,
      float[] weights,
      int[] outputs,
      int[] positions,
      int[] sources) {
    this.pushStarts = pushes.starts();
    this.pushes = pushes.values();
    this.ownStarts = own.starts();
    this.own = own.values();
    this.weights = weights;
    this.outputs = outputs;
    this.positions = positions;
    this.sources = sources;
  }

  static HiddenCells of(
      NativeModel model,
      List<SmoothingPlan.OutputRegion> group,
      GroupNodes nodes,
      NoiseViews views) {
    return model instanceof AppnpModel || model instanceof GatModel
        ? ofViews(nodes, views)
        : ofNeighbourhoods(model, group, nodes, views);
  }

  private static HiddenCells ofViews(GroupNodes nodes, NoiseViews views) {
    IntLists pushes = new IntLists();
    int sights = nodes.sights();
    int[] outputs = new int[sights];
    int[] positions = new int[sights];
    int[] sources = new int[sights];
    float[] weights = new float[views.count()];
    for (int view = 0; view < views.count(); view++) {
      pushes.add(view);
      pushes.end();
      weights[view] = 1;
      for (int at = views.firstSight(view); at < views.endSight(view); at++) {
        outputs[at] = nodes.output(views.sight(at));
        positions[at] = nodes.position(views.sight(at));
        sources[at] = view;
      }
    }
    return new HiddenCells(pushes, new IntLists(), weights, outputs, positions, sources);
  }

  private static HiddenCells ofNeighbourhoods(
      NativeModel model,
      List<SmoothingPlan.OutputRegion> group,
      GroupNodes nodes,
      NoiseViews views) {
    boolean separate = model instanceof SageModel;
    int[] bases = new int[group.size() + 1];
    for (int r = 0; r < group.size(); r++) {
      bases[r + 1] = bases[r] + group.get(r).field().rows();
    }
    int cells = bases[group.size()];
    float[] weights = new float[cells];
    int[] outputs = new int[cells];
    int[] positions = new int[cells];
    int[] sources = new int[cells];
    for (int r = 0; r < group.size(); r++) {
      RegionField field = group.get(r).field();
      for (int row = 0; row < field.rows(); row++) {
        int cell = bases[r] + row;
        weights[cell] = separate ? field.meanWeight(row) : field.scale(row);
        outputs[cell] = r;
        positions[cell] = row;
        sources[cell] = cell;
      }
    }
    IntLists pushes = new IntLists();
    IntLists own = new IntLists();
    for (int view = 0; view < views.count(); view++) {
      for (int at = views.firstSight(view); at < views.endSight(view); at++) {
        int output = nodes.output(views.sight(at));
        int position = nodes.position(views.sight(at));
        RegionField field = group.get(output).field();
        RegionField.Readers readers = field.readers();
        if (position < field.rows()) {
          (separate ? own : pushes).add(bases[output] + position);
        }
        for (int k = readers.start(position); k < readers.end(position); k++) {
          pushes.add(bases[output] + readers.row(k));
        }
      }
      pushes.end();
      own.end();
    }
    return new HiddenCells(pushes, own, weights, outputs, positions, sources);
  }

  /** Number of cells. */
  int count() {
    return weights.length;
  }

  /** What the sum over neighbours is multiplied with, per cell; read only. */
  float[] weights() {
    return weights;
  }

  /** Cells to which something is added, view after view; read only. */
  int[] pushes() {
    return pushes;
  }

  int firstPush(int view) {
    return pushStarts[view];
  }

  int endPush(int view) {
    return pushStarts[view + 1];
  }

  /** Cells of SAGE that are a view's own, view after view; read only. */
  int[] own() {
    return own;
  }

  int firstOwn(int view) {
    return ownStarts[view];
  }

  int endOwn(int view) {
    return ownStarts[view + 1];
  }

  /** Gives what was made of each cell to the passes that read it. */
  void deliver(float[] made, int stride, int lane, ForwardPass[] passes) {
    for (int at = 0; at < outputs.length; at++) {
      passes[outputs[at]].input(positions[at], lane, made, sources[at] * stride);
    }
  }
}
