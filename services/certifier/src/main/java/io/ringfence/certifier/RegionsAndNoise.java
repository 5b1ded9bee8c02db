package io.ringfence.certifier;

import io.ringfence.certificates.NoiseSchedule;
import io.ringfence.certificates.RealNoiseSchedule;
import io.ringfence.certifier.configuration.CertifierConfiguration;
import io.ringfence.engine.EpochPlanner;
import io.ringfence.graph.RegionAssignment;
import io.ringfence.graph.SparseRows;
import io.ringfence.graph.Subgraph;
import io.ringfence.graph.region.NoiseRange;
import io.ringfence.graph.region.NoiseSchedules;
import io.ringfence.graph.region.RegionPlanner;
import io.ringfence.graph.region.ScaleRange;
import java.util.List;
import java.util.Optional;

/** Plans epochs as the configuration says. Thread-safe. */
final class RegionsAndNoise implements EpochPlanner {

  private static final long SEED = 1;

  private final CertifierConfiguration.Regions regions;
  private final CertifierConfiguration.Noise noise;
  private final Optional<RegionFile> file;

  /**
   * @param file the regions that the user gives, read already; present exactly if the method is
   *     FILE
   */
  RegionsAndNoise(
      CertifierConfiguration.Regions regions,
      CertifierConfiguration.Noise noise,
      Optional<RegionFile> file) {
    this.regions = regions;
    this.noise = noise;
    this.file = file;
  }

  @Override
  public EpochPlan plan(Subgraph graph, List<String> nodeIds) {
    RegionAssignment assignment = assign(graph.neighbours(), nodeIds);
    return new EpochPlan(assignment, schedule(assignment));
  }

  private RegionAssignment assign(SparseRows adjacency, List<String> nodeIds) {
    RegionPlanner planner =
        switch (regions.method()) {
          case GROWTH -> RegionPlanner.balanced(regions.count(), SEED);
          case LABEL_PROPAGATION -> RegionPlanner.labelPropagation(regions.count(), SEED);
          case FILE -> RegionPlanner.given(file.orElseThrow().regionsOf(nodeIds, adjacency));
        };
    return planner.plan(adjacency);
  }

  private NoiseSchedule schedule(RegionAssignment assignment) {
    return switch (noise.kind()) {
      case BINARY -> bits(assignment);
      case GAUSSIAN -> real(assignment, RealNoiseSchedule.Kind.GAUSSIAN);
      case UNIFORM -> real(assignment, RealNoiseSchedule.Kind.UNIFORM);
    };
  }

  private NoiseSchedule real(RegionAssignment assignment, RealNoiseSchedule.Kind kind) {
    ScaleRange scales = new ScaleRange(noise.scales().min(), noise.scales().max());
    return switch (noise.schedule()) {
      case RANK -> NoiseSchedules.byRank(assignment.ranks(), kind, scales);
      case DISTANCE ->
          NoiseSchedules.byDistance(assignment.distances(), kind, scales, farthest(assignment));
    };
  }

  private NoiseSchedule bits(RegionAssignment assignment) {
    NoiseRange additions = range(noise.additions());
    NoiseRange deletions = range(noise.deletions());
    return switch (noise.schedule()) {
      case RANK -> NoiseSchedules.byRank(assignment.ranks(), additions, deletions);
      case DISTANCE ->
          NoiseSchedules.byDistance(
              assignment.distances(), additions, deletions, farthest(assignment));
    };
  }

  private static double farthest(RegionAssignment assignment) {
    return assignment.distances().stream()
        .flatMap(List::stream)
        .mapToDouble(Double::doubleValue)
        .max()
        .stream()
        .filter(distance -> distance > 0)
        .findFirst()
        .orElse(1);
  }

  private static NoiseRange range(CertifierConfiguration.Range range) {
    return new NoiseRange(range.min(), range.max());
  }
}
