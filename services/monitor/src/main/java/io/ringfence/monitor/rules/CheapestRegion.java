package io.ringfence.monitor.rules;

import io.ringfence.schemas.v1.GraphCertificate;
import io.ringfence.schemas.v1.RealNoise;
import io.ringfence.schemas.v1.RealNoise.Law;
import io.ringfence.schemas.v1.Region;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;

/**
 * Where an adversary's budget is spent cheapest: the region in which one changed attribute takes
 * most off the certificates of the nodes in question. By the row of mean and variance (order 2,
 * forward) of the linear certificates a change in region j takes w<sub>cj</sub> off the η of a node
 * of region c,
 *
 * <pre>
 * addition  w⁺ = ln( (1-p⁻)²/p⁺ + (p⁻)²/(1-p⁺) )
 * deletion  w⁻ = ln( (p⁺)²/(1-p⁻) + (1-p⁺)²/p⁻ )
 * distance  1/σ² of Gaussian, 1/λ of uniform noise
 * </pre>
 *
 * with the noise that region j receives when region c is smoothed, from the graph's certificate.
 * Averaged over the nodes in question by their regions; the largest is named. It is a figure for
 * people: the certificates themselves are exact tests.
 *
 * @param region where
 * @param change what is done there, for people
 * @param weight average weight
 * @param runnerUp the next largest of another region; NaN if there is none
 */
record CheapestRegion(int region, String change, double weight, double runnerUp) {

  /** What an adversary is taken to do. */
  enum Changes {
    ADDITIONS,
    DELETIONS,
    BOTH;

    static Changes of(Budget budget) {
      if (budget.additions() > 0 && budget.deletions() == 0) {
        return ADDITIONS;
      }
      return budget.deletions() > 0 && budget.additions() == 0 ? DELETIONS : BOTH;
    }
  }

  /**
   * @param nodes number of nodes in question by their region
   */
  static Optional<CheapestRegion> of(
      GraphCertificate graph, Map<Integer, Integer> nodes, Changes changes) {
    CheapestRegion best = null;
    double second = Double.NaN;
    for (int j = 0; j < graph.getRegionsCount(); j++) {
      CheapestRegion found = in(graph, nodes, changes, j);
      if (Double.isNaN(found.weight)) {
        continue;
      }
      if (best == null || found.weight > best.weight) {
        second = best == null ? Double.NaN : best.weight;
        best = found;
      } else if (!(found.weight <= second)) {
        second = found.weight;
      }
    }
    return best == null
        ? Optional.empty()
        : Optional.of(new CheapestRegion(best.region, best.change, best.weight, second));
  }

  private static CheapestRegion in(
      GraphCertificate graph, Map<Integer, Integer> nodes, Changes changes, int j) {
    if (graph.getRegions(0).hasRealNoise()) {
      double weight = mean(graph, nodes, c -> real(graph.getRegions(c).getRealNoise(), j));
      return new CheapestRegion(j, "a unit of distance", weight, Double.NaN);
    }
    double addition = mean(graph, nodes, c -> addition(graph.getRegions(c), j));
    double deletion = mean(graph, nodes, c -> deletion(graph.getRegions(c), j));
    boolean adds =
        changes == Changes.ADDITIONS || (changes == Changes.BOTH && addition >= deletion);
    return new CheapestRegion(
        j,
        adds ? "an added attribute" : "a deleted attribute",
        adds ? addition : deletion,
        Double.NaN);
  }

  /** NaN without nodes in a region that the graph has. */
  private static double mean(
      GraphCertificate graph, Map<Integer, Integer> nodes, IntToDoubleFunction weight) {
    double sum = 0;
    int count = 0;
    for (var entry : nodes.entrySet()) {
      if (entry.getKey() >= 0 && entry.getKey() < graph.getRegionsCount()) {
        sum += entry.getValue() * weight.applyAsDouble(entry.getKey());
        count += entry.getValue();
      }
    }
    return count == 0 ? Double.NaN : sum / count;
  }

  private static double addition(Region row, int j) {
    if (j >= row.getAdditionNoiseCount() || j >= row.getDeletionNoiseCount()) {
      return Double.NaN;
    }
    double add = row.getAdditionNoise(j);
    double delete = row.getDeletionNoise(j);
    return logarithm(ratio(1 - delete, add) + ratio(delete, 1 - add));
  }

  private static double deletion(Region row, int j) {
    if (j >= row.getAdditionNoiseCount() || j >= row.getDeletionNoiseCount()) {
      return Double.NaN;
    }
    double add = row.getAdditionNoise(j);
    double delete = row.getDeletionNoise(j);
    return logarithm(ratio(add, 1 - delete) + ratio(1 - add, delete));
  }

  /** x²/y; nothing may be where y is 0, unless x is 0, too. */
  private static double ratio(double x, double y) {
    return x == 0 ? 0 : x * x / y;
  }

  private static double logarithm(double mean) {
    return Math.max(0, Math.log(mean));
  }

  private static double real(RealNoise noise, int j) {
    if (j >= noise.getScalesCount()) {
      return Double.NaN;
    }
    double scale = noise.getScales(j);
    return noise.getLaw() == Law.UNIFORM ? 1 / scale : 1 / (scale * scale);
  }

  String phrase() {
    return "A budget is spent cheapest in region %d: %s there takes %s off a certificate's η on average%s."
        .formatted(
            region,
            change,
            Figures.of(weight),
            Double.isNaN(runnerUp) ? "" : ", the next region " + Figures.of(runnerUp));
  }
}
