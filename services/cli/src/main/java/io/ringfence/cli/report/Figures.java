package io.ringfence.cli.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/** Counts and shares that the plots show, from the certificates of all targets. */
final class Figures {
  /** Last degree of each bin. */
  private static final int[] DEGREES = {0, 1, 2, 3, 5, 10, 20};

  private static final int[] LEVELS = {1, 3, 5, 10};
  private static final int MOST_LEVELS = 3;

  private Figures() {}

  /**
   * How many certified targets have which radius.
   *
   * @param labels the radii
   * @param counts targets per radius
   * @param none targets without a certificate
   */
  record Histogram(List<String> labels, List<Long> counts, long none) {}

  /**
   * Certified shares of groups of targets.
   *
   * @param labels of the groups
   * @param targets per group
   * @param series one per level, each with a share per group
   */
  record Groups(List<String> labels, List<Long> targets, List<Series> series) {}

  /** Shares in [0, 1] of the groups at one level. */
  record Series(String name, List<Double> shares) {}

  /** Radii in whole bits, from 0 to the largest. */
  static Histogram radii(List<TargetLine> targets, ToDoubleFunction<TargetLine> radius) {
    List<TargetLine> certified = targets.stream().filter(TargetLine::certified).toList();
    int most = (int) certified.stream().mapToDouble(radius).max().orElse(0);
    long[] counts = new long[most + 1];
    certified.forEach(t -> counts[(int) radius.applyAsDouble(t)]++);
    return new Histogram(
        IntStream.rangeClosed(0, most).mapToObj(Integer::toString).toList(),
        Arrays.stream(counts).boxed().toList(),
        targets.size() - (long) certified.size());
  }

  static Groups byRegion(List<TargetLine> targets) {
    return groups(targets, TargetLine::region, r -> Integer.toString(r));
  }

  static Groups byDegree(List<TargetLine> targets) {
    return groups(targets, t -> degreeBin(t.degree()), Figures::degreeLabel);
  }

  private static int degreeBin(int degree) {
    int bin = 0;
    while (bin < DEGREES.length && degree > DEGREES[bin]) {
      bin++;
    }
    return bin;
  }

  private static String degreeLabel(int bin) {
    if (bin == DEGREES.length) {
      return "%d+".formatted(DEGREES[bin - 1] + 1);
    }
    int from = bin == 0 ? 0 : DEGREES[bin - 1] + 1;
    return from == DEGREES[bin] ? Integer.toString(from) : from + "–" + DEGREES[bin];
  }

  private interface Label {
    String of(int key);
  }

  private static Groups groups(
      List<TargetLine> targets, ToIntFunction<TargetLine> key, Label label) {
    TreeMap<Integer, List<TargetLine>> groups = new TreeMap<>();
    targets.forEach(t -> groups.computeIfAbsent(key.applyAsInt(t), k -> new ArrayList<>()).add(t));
    List<Series> series = new ArrayList<>();
    series.add(new Series("certified", groups.values().stream().map(g -> share(g, 0)).toList()));
    for (int level : levels(targets)) {
      series.add(
          new Series(
              level == 1 ? "any 1 deletion" : "any %d deletions".formatted(level),
              groups.values().stream().map(g -> share(g, level)).toList()));
    }
    return new Groups(
        groups.keySet().stream().map(label::of).toList(),
        groups.values().stream().map(g -> (long) g.size()).toList(),
        series);
  }

  /** Radii worth a series: those of the usual ones that some target reaches. */
  private static List<Integer> levels(List<TargetLine> targets) {
    double most = targets.stream().mapToDouble(TargetLine::deletions).max().orElse(0);
    return Arrays.stream(LEVELS).filter(r -> r <= most).limit(MOST_LEVELS).boxed().toList();
  }

  private static double share(List<TargetLine> group, int radius) {
    long good = group.stream().filter(t -> t.certified() && t.deletions() >= radius).count();
    return (double) good / group.size();
  }
}
