package io.ringfence.graph;

import java.util.Optional;

/** What a new epoch must fulfil. */
final class EpochRules {

  private EpochRules() {}

  /**
   * @throws IllegalArgumentException if it does not
   */
  static void require(Optional<Epoch> current, Epoch next, RegionAssignment assignment, int nodes) {
    long number = current.map(Epoch::number).orElse(0L);
    require(
        next.number() > number,
        "Epoch %d cannot follow epoch %d; numbers must rise.",
        next.number(),
        number);
    require(
        next.schedule().regions() == assignment.regions(),
        "The schedule has %d regions and the assignment %d; compute both from the same regions.",
        next.schedule().regions(),
        assignment.regions());
    require(
        assignment.regionOf().size() == nodes,
        "The assignment names regions of %d nodes, the graph has %d; compute it again.",
        assignment.regionOf().size(),
        nodes);
    for (int region : assignment.regionOf()) {
      require(
          region >= 0 && region < assignment.regions(),
          "The assignment names region %d; regions are 0 to %d.",
          region,
          assignment.regions() - 1);
    }
  }

  private static void require(boolean holds, String format, Object... args) {
    if (!holds) {
      throw new IllegalArgumentException(format.formatted(args));
    }
  }
}
