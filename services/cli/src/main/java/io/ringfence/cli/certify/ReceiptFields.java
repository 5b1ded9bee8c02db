package io.ringfence.cli.certify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringfence.certificates.BinaryNoiseSchedule;
import io.ringfence.certificates.NoiseLevel;
import io.ringfence.graph.BinaryAttributeMatrix;
import io.ringfence.graph.Subgraph;

/** What the summary must say so that every number of a run can be recomputed without the model. */
final class ReceiptFields {
  private final BatchPlan plan;

  ReceiptFields(BatchPlan plan) {
    this.plan = plan;
  }

  /** Adds levels to {@code noise}, and the regions and the cap of the radii to the root. */
  void addTo(ObjectNode root) {
    root.put("radiusCap", plan.radiusCap());
    if (plan.schedule() instanceof BinaryNoiseSchedule schedule) {
      levels((ObjectNode) root.get("noise"), schedule);
    }
    regions(root.putArray("regions"));
  }

  /** In units of 2^-32, one row per output region. */
  private static void levels(ObjectNode noise, BinaryNoiseSchedule schedule) {
    ArrayNode additions = noise.putArray("additionThresholds");
    ArrayNode deletions = noise.putArray("deletionThresholds");
    for (int c = 0; c < schedule.regions(); c++) {
      ArrayNode additionRow = additions.addArray();
      ArrayNode deletionRow = deletions.addArray();
      for (NoiseLevel level : schedule.row(c)) {
        additionRow.add(level.additionThreshold());
        deletionRow.add(level.deletionThreshold());
      }
    }
  }

  private void regions(ArrayNode regions) {
    Subgraph graph = plan.graph();
    long[][] counts = new long[plan.schedule().regions()][4];
    for (int node = 0; node < graph.nodes(); node++) {
      long[] of = counts[graph.region(node)];
      of[0]++;
      if (graph.attributes() instanceof BinaryAttributeMatrix bits) {
        of[2] += bits.dimension() - bits.ones().count(node);
        of[3] += bits.ones().count(node);
      }
    }
    plan.targets().forEach(target -> counts[graph.region(target)][1]++);
    for (long[] of : counts) {
      ObjectNode region = regions.addObject();
      region.put("nodes", of[0]);
      region.put("targets", of[1]);
      if (graph.attributes() instanceof BinaryAttributeMatrix) {
        region.put("zeros", of[2]);
        region.put("ones", of[3]);
      }
    }
  }
}
