package io.ringfence.graph;

import io.ringfence.certificates.NoiseSchedule;
import java.util.List;

/**
 * One self-contained piece of Monte Carlo work: count the votes of the base model for some nodes
 * over a range of noisy graphs. A target in region c is smoothed with row c of the schedule.
 *
 * @param subgraph holds the receptive field of every target
 * @param schedule noise levels between the regions that the subgraph names
 * @param targets local indices, without duplicates; results come in the same order
 * @param samples which samples of the seed to draw
 * @param seed with sample number and ordinal the key of every random draw
 */
public record SmoothingTask(
    Subgraph subgraph,
    NoiseSchedule schedule,
    List<Integer> targets,
    SampleRange samples,
    long seed) {

  public SmoothingTask {
    targets = List.copyOf(targets);
    for (int target : targets) {
      if (target < 0 || target >= subgraph.nodes()) {
        throw new IllegalArgumentException(
            "Target %d is not one of the %d nodes of the subgraph."
                .formatted(target, subgraph.nodes()));
      }
    }
    for (int node = 0; node < subgraph.nodes(); node++) {
      if (subgraph.region(node) < 0 || subgraph.region(node) >= schedule.regions()) {
        throw new IllegalArgumentException(
            "Node %d lies in region %d; the schedule has regions 0 to %d."
                .formatted(node, subgraph.region(node), schedule.regions() - 1));
      }
    }
  }
}
