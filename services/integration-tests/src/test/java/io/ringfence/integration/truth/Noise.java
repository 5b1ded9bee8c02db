package io.ringfence.integration.truth;

import io.ringfence.schemas.v1.EpochElement;
import io.ringfence.schemas.v1.ScheduleRow;
import java.util.List;

/** Levels of an epoch, as it was committed, between the regions of the nodes of a graph. */
final class Noise {

  private static final double GRID = 0x1p32;

  private final List<ScheduleRow> rows;
  private final List<Integer> regions;

  /**
   * @param regions of each node by index
   */
  Noise(EpochElement epoch, List<Integer> regions) {
    this.rows = epoch.getScheduleList();
    this.regions = List.copyOf(regions);
  }

  /** Probability that a zero of a node turns into a one when the target is smoothed. */
  double addition(int target, int node) {
    return rows.get(regions.get(target)).getAdditionThresholds(regions.get(node)) / GRID;
  }

  /** Probability that a one of a node turns into a zero when the target is smoothed. */
  double deletion(int target, int node) {
    return rows.get(regions.get(target)).getDeletionThresholds(regions.get(node)) / GRID;
  }
}
