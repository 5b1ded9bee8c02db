package io.ringfence.cli.tune;

import io.ringfence.cli.certify.RegionChoice;
import io.ringfence.graph.RegionAssignment;
import io.ringfence.graph.dataset.Dataset;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The regions of a graph for each number of them, grown once. Not thread-safe. */
final class GrownRegions {
  private final Dataset dataset;
  private final long seed;
  private final Map<Integer, RegionAssignment> grown = new HashMap<>();

  GrownRegions(Dataset dataset, long seed) {
    this.dataset = dataset;
    this.seed = seed;
  }

  RegionAssignment of(int count) throws IOException {
    RegionAssignment known = grown.get(count);
    if (known != null) {
      return known;
    }
    RegionAssignment assignment =
        new RegionChoice(Integer.toString(count), Optional.empty()).assign(dataset, seed);
    grown.put(count, assignment);
    return assignment;
  }
}
