package io.ringfence.verifier.recomputation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many targets one adversary can flip who shares out one distance over the input regions.
 *
 * <p>The shares form a simplex, which a grid cuts into cells. The corner of a cell from which all
 * shares of the cell are less is one attack more, a lower bound; the opposite corner spends too
 * much, so what falls to no such corner falls to nobody.
 */
public final class DistanceCount {
  private static final int FINEST = 256;
  private static final double ROUNDING = 1e-12;

  private final RealSchedule schedule;
  private final Map<Integer, double[]> reachesByRegion = new TreeMap<>();
  private final double effort;

  /**
   * @param targets by region, with certificates
   * @param effort most cells times regions
   */
  public DistanceCount(
      RealDistance distance, Map<Integer, ? extends List<Target>> targets, double effort) {
    schedule = distance.schedule();
    this.effort = effort;
    targets.forEach(
        (region, of) ->
            reachesByRegion.put(
                region,
                of.stream()
                    .mapToDouble(
                        t ->
                            distance
                                .reach(t)
                                .map(r -> schedule.law().power(r.doubleValue()))
                                .orElse(Double.POSITIVE_INFINITY))
                    .sorted()
                    .toArray()));
  }

  /**
   * The number that fall.
   *
   * @param least some attack flips as many
   * @param most no attack flips more
   * @param parts into which the distance was cut
   */
  public record Range(int least, int most, int parts) {}

  /**
   * @param distance that can be moved
   */
  public Range count(double distance) {
    int parts = parts();
    Search search = new Search(schedule.law().power(distance) / parts);
    search.share(0, parts);
    return new Range(search.least, Math.max(search.least, search.most), parts);
  }

  private int parts() {
    int parts = 1;
    while (parts < FINEST && cells(2 * parts) * Math.max(1, reachesByRegion.size()) <= effort) {
      parts *= 2;
    }
    return parts;
  }

  /** Corners that are visited. */
  private double cells(int parts) {
    int regions = schedule.regions();
    double corners = 1;
    for (int i = 1; i < regions; i++) {
      corners *= (double) (parts + i) / i;
    }
    return corners * regions;
  }

  private final class Search {
    final int[] shares = new int[schedule.regions()];
    final double part;
    final List<double[]> weights = new ArrayList<>();
    int least;
    int most;

    Search(double part) {
      this.part = part;
      for (int region : reachesByRegion.keySet()) {
        weights.add(
            schedule.rows().get(region).stream()
                .mapToDouble(scale -> 1 / schedule.law().power(scale))
                .toArray());
      }
    }

    /** Corners with at most as many parts left over as a cell is wide. */
    void share(int region, int left) {
      if (region == shares.length) {
        if (left == 0) {
          least = Math.max(least, fallen(0, -ROUNDING));
        }
        most = Math.max(most, fallen(left == 0 ? 0 : 1, ROUNDING));
        return;
      }
      int regionsLeft = shares.length - region - 1;
      int from = regionsLeft > 0 ? 0 : Math.max(0, left - shares.length + 1);
      for (int here = from; here <= left; here++) {
        shares[region] = here;
        share(region + 1, left - here);
      }
      shares[region] = 0;
    }

    private int fallen(int wider, double slack) {
      int fallen = 0;
      int at = 0;
      for (double[] reaches : reachesByRegion.values()) {
        double cost = 0;
        for (int j = 0; j < shares.length; j++) {
          cost += weights.get(at)[j] * ((shares[j] + wider) * part);
        }
        fallen += upTo(reaches, cost * (1 + slack));
        at++;
      }
      return fallen;
    }

    private static int upTo(double[] sorted, double x) {
      int at = Arrays.binarySearch(sorted, Math.nextUp(x));
      int end = at < 0 ? -at - 1 : at;
      while (end > 0 && sorted[end - 1] > x) {
        end--;
      }
      return end;
    }
  }
}
