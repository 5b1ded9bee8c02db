package io.ringfence.cli.certify;

import io.ringfence.certificates.AttackBudget;
import io.ringfence.certificates.NoiseSchedule;
import io.ringfence.certificates.SearchLimit;
import io.ringfence.engine.SamplingRule;
import io.ringfence.graph.Subgraph;
import java.util.HashSet;
import java.util.List;

/**
 * What a {@link BatchCertification} shall do.
 *
 * @param graph the whole graph with the region of each node
 * @param schedule levels between these regions
 * @param targets indices of nodes to certify, without duplicates; α is shared among them
 * @param sampling which classifier is certified, from how many noisy graphs
 * @param alpha probability that any certificate of the batch is false, at most
 * @param budgets what the collective certificate answers
 * @param limit of the collective search, per budget
 * @param radiusCap largest radius that is looked for
 * @param seed key of all noise
 */
public record BatchPlan(
    Subgraph graph,
    NoiseSchedule schedule,
    List<Integer> targets,
    SamplingRule sampling,
    double alpha,
    List<AttackBudget> budgets,
    SearchLimit limit,
    int radiusCap,
    long seed) {
  public BatchPlan {
    targets = List.copyOf(targets);
    budgets = List.copyOf(budgets);
    require(!targets.isEmpty(), "There is no target; name at least one node.");
    require(
        new HashSet<>(targets).size() == targets.size(),
        "A target is named twice; name each node once.");
    for (int target : targets) {
      require(
          target >= 0 && target < graph.nodes(),
          "Target %d is not a node; nodes are numbered from 0 to %d."
              .formatted(target, graph.nodes() - 1));
    }
    require(alpha > 0 && alpha < 0.5, "Alpha is %s; it must lie in (0, 0.5).".formatted(alpha));
  }

  /** Noisy graphs that choose the class of each target. */
  public int selectionSamples() {
    return sampling.selectionSamples();
  }

  /** Further noisy graphs, from which the bounds are computed; at most so many per target. */
  public int samples() {
    return sampling.cap();
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
