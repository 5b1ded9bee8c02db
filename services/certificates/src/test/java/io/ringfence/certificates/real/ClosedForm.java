package io.ringfence.certificates.real;

import io.ringfence.certificates.RealNoiseSchedule;
import io.ringfence.certificates.RealNoiseSchedule.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * A graph of up to three real attributes in up to three regions, and classifiers that cut a
 * projection a·Z of the noisy attributes into intervals, one class each. The mean of each class is
 * a difference of distribution functions: of a normal law, or of a weighted sum of up to three
 * uniforms. A soft cut at b has the score P[V &lt; a·Z - b] with V another draw of the same kind:
 * one more term of the sum, hence exact as well.
 */
final class ClosedForm {

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private final Kind kind;
  private final double[][] scales;
  private final int[] regionOfAttribute;
  private final RealCertificates certificates;
  private final List<Target> targets = new ArrayList<>();

  /** A classifier in a region; softness 0 for votes. */
  private record Target(int region, List<Double> direction, List<Double> cuts, double softness) {}

  ClosedForm(SplittableRandom random, Kind kind) {
    this(random, kind, 1 + random.nextInt(3), 1 + random.nextInt(3));
    int count = 1 + random.nextInt(12);
    for (int n = 0; n < count; n++) {
      double[] direction = new double[regionOfAttribute.length];
      Arrays.setAll(direction, k -> (random.nextBoolean() ? 1 : -1) * (0.02 + random.nextDouble()));
      int classes = 2 + random.nextInt(3);
      double softness = random.nextBoolean() ? 0 : 0.02 + random.nextDouble();
      add(random.nextInt(scales.length), direction, cuts(random, classes - 1), softness);
    }
  }

  private ClosedForm(SplittableRandom random, Kind kind, int regions, int attributes) {
    this.kind = kind;
    scales = new double[regions][regions];
    List<List<Double>> rows = new ArrayList<>();
    for (double[] row : scales) {
      Arrays.setAll(row, j -> 0.2 + random.nextDouble());
      rows.add(Arrays.stream(row).boxed().toList());
    }
    regionOfAttribute = new int[attributes];
    Arrays.setAll(regionOfAttribute, k -> random.nextInt(regions));
    certificates = new RealCertificates(RealNoiseSchedule.of(kind, rows));
  }

  /** One linear cut; under uniform noise on one attribute only. */
  static ClosedForm halfSpace(SplittableRandom random, Kind kind) {
    int attributes = kind == Kind.UNIFORM ? 1 : 1 + random.nextInt(3);
    ClosedForm world = new ClosedForm(random, kind, 1 + random.nextInt(3), attributes);
    double[] direction = new double[attributes];
    Arrays.setAll(direction, k -> 0.1 + random.nextDouble());
    world.add(
        random.nextInt(world.scales.length),
        direction,
        new double[] {2 * random.nextDouble() - 1},
        0);
    return world;
  }

  private void add(int region, double[] direction, double[] cuts, double softness) {
    targets.add(
        new Target(
            region,
            Arrays.stream(direction).boxed().toList(),
            Arrays.stream(cuts).boxed().toList(),
            softness));
  }

  private static double[] cuts(SplittableRandom random, int number) {
    double spread = 0.3 + 2 * random.nextDouble();
    return random.doubles(number).map(x -> (x - 0.5) * spread).sorted().toArray();
  }

  RealCertificates certificates() {
    return certificates;
  }

  int targets() {
    return targets.size();
  }

  int region(int target) {
    return targets.get(target).region;
  }

  double[] origin() {
    return new double[regionOfAttribute.length];
  }

  /** Means of all classes of a target's smoothed classifier at x. */
  double[] means(int target, double[] x) {
    Target t = targets.get(target);
    double centre = 0;
    double[] widths = new double[x.length + (t.softness > 0 ? 1 : 0)];
    for (int k = 0; k < x.length; k++) {
      centre += t.direction.get(k) * x[k];
      widths[k] = Math.abs(t.direction.get(k)) * scales[t.region][regionOfAttribute[k]];
    }
    if (t.softness > 0) {
      widths[x.length] = t.softness;
    }
    double[] means = new double[t.cuts.size() + 1];
    double below = 0;
    for (int y = 0; y < t.cuts.size(); y++) {
      double upTo = distribution(t.cuts.get(y) - centre, widths);
      means[y] = Math.max(0, upTo - below);
      below = upTo;
    }
    means[means.length - 1] = distribution(centre - t.cuts.get(t.cuts.size() - 1), widths);
    return means;
  }

  /** P[Σ_k w_k·G_k ≤ x], G standard normal or uniform on (-1, 1): symmetric around 0. */
  private double distribution(double x, double[] widths) {
    if (kind == Kind.GAUSSIAN) {
      double variance = Arrays.stream(widths).map(w -> w * w).sum();
      return NORMAL.cumulativeProbability(x / Math.sqrt(variance));
    }
    double[] used = widths;
    double volume = 1;
    for (int k = 0; k < used.length; k++) {
      volume *= 2 * used[k] * (k + 1);
    }
    double sum = 0;
    for (int corner = 0; corner < 1 << used.length; corner++) {
      double reach = x;
      for (int k = 0; k < used.length; k++) {
        reach += (corner >> k & 1) == 0 ? used[k] : -used[k];
      }
      double sign = Integer.bitCount(corner) % 2 == 0 ? 1 : -1;
      sum += sign * Math.pow(Math.max(0, reach), used.length);
    }
    return Math.max(0, Math.min(1, sum / volume));
  }

  /** Whether no other class is ahead at x, beyond rounding. */
  boolean predicts(int target, double[] x, int expected) {
    double[] means = means(target, x);
    return Arrays.stream(means).allMatch(mean -> mean <= means[expected] + 1e-9);
  }

  static int argmax(double[] means) {
    int best = 0;
    for (int y = 1; y < means.length; y++) {
      best = means[y] > means[best] ? y : best;
    }
    return best;
  }

  static double runnerUp(double[] means) {
    double[] sorted = means.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length - 2];
  }

  static double[] sum(double[] a, double[] b) {
    double[] sum = a.clone();
    for (int k = 0; k < sum.length; k++) {
      sum[k] += b[k];
    }
    return sum;
  }

  RealDisplacement displacement(double[] x) {
    double[] norms = new double[scales.length];
    for (int k = 0; k < x.length; k++) {
      int j = regionOfAttribute[k];
      norms[j] = kind == Kind.GAUSSIAN ? Math.hypot(norms[j], x[k]) : norms[j] + Math.abs(x[k]);
    }
    return RealDisplacement.of(Arrays.stream(norms).map(r -> r * (1 + 1e-12)).toArray());
  }

  /** A move of a given norm, in a random direction or along what some target reads. */
  double[] ofNorm(double norm, SplittableRandom random, int style) {
    double[] x = direction(random, style, false, 0);
    double length =
        kind == Kind.GAUSSIAN
            ? Math.sqrt(Arrays.stream(x).map(v -> v * v).sum())
            : Arrays.stream(x).map(Math::abs).sum();
    double factor = length == 0 || Double.isInfinite(norm) ? 0 : norm / length * (1 - 1e-12);
    return Arrays.stream(x).map(v -> v * factor).toArray();
  }

  /** A move that costs a share of η for outputs of a region, often along the worst direction. */
  double[] move(int c, double eta, SplittableRandom random, double share) {
    double[] x = direction(random, random.nextInt(2), true, c);
    double cost = certificates.cost(c, displacement(x));
    double wanted = Math.min(eta, 1e6) * share;
    double factor = kind == Kind.GAUSSIAN ? Math.sqrt(wanted / cost) : wanted / cost;
    return Arrays.stream(x).map(v -> v * factor * (1 - 1e-9)).toArray();
  }

  private double[] direction(SplittableRandom random, int style, boolean weighted, int c) {
    double[] x = origin();
    Target t = targets.get(style == 0 ? 0 : random.nextInt(targets.size()));
    double sign = random.nextBoolean() ? 1 : -1;
    boolean along = random.nextInt(3) > 0;
    for (int k = 0; k < x.length; k++) {
      double sigma = scales[c][regionOfAttribute[k]];
      double read = t.direction.get(k) * (weighted ? sigma * sigma : 1);
      x[k] = along ? sign * read : random.nextDouble() * 2 - 1;
    }
    if (kind == Kind.UNIFORM || random.nextInt(4) == 0) {
      int only = random.nextInt(x.length);
      boolean single = random.nextBoolean();
      for (int k = 0; k < x.length; k++) {
        x[k] = single && k != only ? 0 : x[k];
      }
    }
    if (Arrays.stream(x).allMatch(v -> Math.abs(v) < 1e-6)) {
      x[0] = 1;
    }
    return x;
  }

  /** Cost of the cheapest flip of the first target's only cut, in closed form. */
  double cheapestFlip() {
    Target t = targets.get(0);
    double margin = Math.abs(t.cuts.get(0));
    if (kind == Kind.UNIFORM) {
      double width = scales[t.region][regionOfAttribute[0]];
      return margin / t.direction.get(0) / width;
    }
    double variance = 0;
    for (int k = 0; k < regionOfAttribute.length; k++) {
      double s = t.direction.get(k) * scales[t.region][regionOfAttribute[k]];
      variance += s * s;
    }
    return margin * margin / variance;
  }

  @Override
  public String toString() {
    return "%s %s %s".formatted(kind, certificates.schedule(), targets);
  }
}
