package io.ringfence.cli.replay;

import io.ringfence.graph.GraphUpdate;
import io.ringfence.graph.dataset.Dataset;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * The whole story of a graph: growth, churn, attacks, in this order. The same dataset, settings and
 * seed give the same updates.
 *
 * @param opsPerUpdate most steps in one update of the growth
 * @param growth whether nodes and edges are put at first; otherwise the graph is there already
 * @param churn number of updates of quiet change
 */
record Script(
    Dataset dataset,
    int opsPerUpdate,
    boolean growth,
    int churn,
    List<AttackOn> attacks,
    long seed) {
  Script {
    attacks = List.copyOf(attacks);
    for (AttackOn attack : attacks) {
      indexOf(dataset, attack.nodeId());
    }
  }

  /** Number of steps in all, which is at most known beforehand. */
  long steps() {
    long grown = growth ? new Growth(dataset, opsPerUpdate).ops() : 0;
    return grown + churn + attacks.stream().mapToLong(AttackOn::bits).sum();
  }

  /** Tells all updates in order. */
  void emit(Consumer<GraphUpdate> updates) {
    SplittableRandom random = new SplittableRandom(seed);
    SplittableRandom forGrowth = random.split();
    SplittableRandom forChange = random.split();
    if (growth) {
      new Growth(dataset, opsPerUpdate).emit(forGrowth, updates);
    }
    if (churn == 0 && attacks.isEmpty()) {
      return;
    }
    MirrorGraph mirror = new MirrorGraph(dataset);
    Churn quiet = new Churn(mirror, forChange);
    for (int i = 0; i < churn; i++) {
      updates.accept(quiet.next());
    }
    for (AttackOn target : attacks) {
      Attack attack = new Attack(mirror, indexOf(dataset, target.nodeId()), forChange);
      for (int i = 0; i < target.bits(); i++) {
        updates.accept(attack.next());
      }
    }
  }

  private static int indexOf(Dataset dataset, String nodeId) {
    int index = dataset.nodeIds().indexOf(nodeId);
    if (index < 0) {
      throw new IllegalArgumentException(
          "Node '%s' of --attack is not in dataset '%s'; its first node is '%s'."
              .formatted(nodeId, dataset.name(), dataset.nodeId(0)));
    }
    return index;
  }
}
