package io.ringfence.cli.tune;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * An order whose beginning already covers the whole space: each combination is, of those that are
 * left, the one farthest from all before it (farthest-first traversal), coordinates scaled to [0,
 * 1]. The seed decides where it begins and between equals. O(n²) for n combinations.
 */
final class SpreadOrder {
  private SpreadOrder() {}

  static List<Combination> of(List<Combination> space, long seed) {
    List<Combination> left = new ArrayList<>(space);
    Collections.shuffle(left, new Random(seed));
    List<List<Double>> points = scaled(left.stream().map(Combination::position).toList());
    double[] gap = new double[left.size()];
    Arrays.fill(gap, Double.POSITIVE_INFINITY);
    List<Combination> order = new ArrayList<>(left.size());
    for (int next = 0; order.size() < left.size(); next = farthest(gap)) {
      order.add(left.get(next));
      for (int i = 0; i < gap.length; i++) {
        gap[i] = Math.min(gap[i], distance(points.get(i), points.get(next)));
      }
      gap[next] = -1;
    }
    return order;
  }

  private static int farthest(double[] gap) {
    int best = 0;
    for (int i = 1; i < gap.length; i++) {
      best = gap[i] > gap[best] ? i : best;
    }
    return best;
  }

  private static double distance(List<Double> a, List<Double> b) {
    double sum = 0;
    for (int k = 0; k < a.size(); k++) {
      sum += Math.pow(a.get(k) - b.get(k), 2);
    }
    return sum;
  }

  private static List<List<Double>> scaled(List<List<Double>> points) {
    List<List<Double>> scaled = new ArrayList<>();
    points.forEach(point -> scaled.add(new ArrayList<>(point)));
    for (int k = 0; k < points.get(0).size(); k++) {
      int axis = k;
      double min = points.stream().mapToDouble(p -> p.get(axis)).min().orElse(0);
      double max = points.stream().mapToDouble(p -> p.get(axis)).max().orElse(0);
      scaled.forEach(p -> p.set(axis, max > min ? (p.get(axis) - min) / (max - min) : 0));
    }
    return scaled;
  }
}
