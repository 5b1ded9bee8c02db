package io.ringfence.verifier;

import io.ringfence.verifier.recomputation.DistanceCount;
import io.ringfence.verifier.recomputation.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts again what an adversary can flip who moves real-valued attributes. */
final class RealRecount {
  private final List<Double> radii = new ArrayList<>();
  private final DistanceCount count;

  /** A target that has a certificate. */
  record Promised(int region, Target target, double radius) {}

  RealRecount(Plan.OfReals plan, Iterable<Promised> targets, double effort) {
    Map<Integer, List<Target>> byRegion = new HashMap<>();
    for (Promised of : targets) {
      radii.add(of.radius);
      byRegion.computeIfAbsent(of.region, region -> new ArrayList<>()).add(of.target);
    }
    count = new DistanceCount(plan.distance(), byRegion, effort);
  }

  /** Targets that withstand the distance each by itself. */
  long naive(double distance) {
    return radii.stream().filter(radius -> distance <= radius).count();
  }

  DistanceCount.Range collective(double distance) {
    return count.count(distance);
  }
}
