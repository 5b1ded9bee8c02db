package io.ringfence.cli.bench;

import io.ringfence.graph.GraphUpdate;
import io.ringfence.graph.dataset.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Updates of attributes and, in a given share, of edges. */
final class MixedChurn {

  private final AttributeChurn attributes;
  private final EdgeChurn edges;
  private final double edgeShare;
  private final SplittableRandom random;

  /**
   * @param open bits, and likewise edges, that differ from the dataset at most
   * @param edgeShare in [0, 1]
   */
  MixedChurn(Dataset dataset, int open, double edgeShare, long seed) {
    this.attributes = new AttributeChurn(dataset, open, seed);
    this.edges = new EdgeChurn(dataset, open, seed);
    this.edgeShare = edgeShare;
    this.random = new SplittableRandom(seed);
  }

  GraphUpdate next() {
    return random.nextDouble() < edgeShare ? edges.next() : attributes.next();
  }

  List<GraphUpdate> next(int count) {
    List<GraphUpdate> updates = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      updates.add(next());
    }
    return updates;
  }

  /** What undoes all that is still open. */
  List<GraphUpdate> rest() {
    List<GraphUpdate> rest = new ArrayList<>(attributes.rest());
    rest.addAll(edges.rest());
    return rest;
  }
}
