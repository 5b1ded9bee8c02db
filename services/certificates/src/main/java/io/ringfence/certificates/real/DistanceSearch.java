package io.ringfence.certificates.real;

import io.ringfence.certificates.ConcaveEnvelope;
import io.ringfence.certificates.SearchLimit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Exact search for the split of one distance over the input regions that attacks most targets.
 *
 * <p>Only how many targets fall in each output region matters. A node of the search holds, for
 * every region, the least and the largest such number; its bound is that of the {@link Relaxation}
 * between them, and the split that the relaxation likes is tried as an attack. A node branches on
 * the region where the relaxation counts most above what its split really attacks, below and above
 * that number. Best bound first.
 *
 * <p>An attack may overspend by one part in 10<sup>9</sup>: that only makes the number attacked
 * larger, which is the safe side, and ends the search at attacks that just reach a target. The
 * outcome is exact up to that. Memory and time grow with the number of open nodes; with real-valued
 * splits and few regions these are tens to some thousands.
 */
final class DistanceSearch {

  private static final double OVERSPEND = 1 + 1e-9;
  private static final int NODES_PER_LOOK_AT_THE_CLOCK = 16;

  private final List<AttackCurve> curves;
  private final int inputs;
  private final PriorityQueue<Node> open =
      new PriorityQueue<>(Comparator.comparingDouble((Node n) -> n.relaxation.bound()).reversed());
  private int attacked;
  private long expanded;

  /**
   * @param curves one per output region with targets
   * @param inputs number of input regions
   */
  DistanceSearch(List<AttackCurve> curves, int inputs) {
    this.curves = List.copyOf(curves);
    this.inputs = inputs;
  }

  /**
   * @param bound proven upper bound of the number attacked
   * @param finished whether the bound is the number that some attack reaches
   * @param nodes search nodes expanded
   */
  record Outcome(double bound, boolean finished, long nodes) {}

  Outcome run(SearchLimit limit) {
    long start = System.nanoTime();
    int[] high = curves.stream().mapToInt(AttackCurve::size).toArray();
    List<List<ConcaveEnvelope.Line>> lines = new ArrayList<>();
    for (AttackCurve curve : curves) {
      lines.add(curve.lines(0, curve.size()));
    }
    add(new int[curves.size()], high, lines);
    while (!open.isEmpty()) {
      if (expanded >= limit.nodes() || late(start, limit)) {
        return new Outcome(open.element().relaxation.bound(), false, expanded);
      }
      expand(open.remove());
    }
    return new Outcome(attacked, true, expanded);
  }

  private boolean late(long start, SearchLimit limit) {
    return expanded % NODES_PER_LOOK_AT_THE_CLOCK == 0
        && limit.time().minusNanos(System.nanoTime() - start).isNegative();
  }

  private void expand(Node node) {
    if (!promising(node.relaxation.bound())) {
      return;
    }
    expanded++;
    int branch = node.branch(curves);
    if (branch < 0) {
      attacked = Math.max(attacked, Arrays.stream(node.low).sum());
      return;
    }
    int number = node.number(branch, curves.get(branch));
    child(node, branch, node.low[branch], number);
    child(node, branch, number + 1, node.high[branch]);
  }

  private void child(Node node, int branch, int newLow, int newHigh) {
    int[] low = node.low.clone();
    int[] high = node.high.clone();
    low[branch] = newLow;
    high[branch] = newHigh;
    List<List<ConcaveEnvelope.Line>> lines = new ArrayList<>(node.lines);
    lines.set(branch, curves.get(branch).lines(newLow, newHigh));
    add(low, high, lines);
  }

  private void add(int[] low, int[] high, List<List<ConcaveEnvelope.Line>> lines) {
    Node node = new Node(low, high, lines, Relaxation.solve(curves, lines, low, high, inputs));
    attacked = Math.max(attacked, node.attacked(curves));
    if (promising(node.relaxation.bound())) {
      open.add(node);
    }
  }

  private boolean promising(double bound) {
    return Math.floor(bound) > attacked;
  }

  /** A part of the problem. */
  private static final class Node {
    final int[] low;
    final int[] high;
    final List<List<ConcaveEnvelope.Line>> lines;
    final Relaxation relaxation;

    Node(int[] low, int[] high, List<List<ConcaveEnvelope.Line>> lines, Relaxation relaxation) {
      this.low = low;
      this.high = high;
      this.lines = lines;
      this.relaxation = relaxation;
    }

    /** What the split of the relaxation attacks, if it is within the budget. */
    int attacked(List<AttackCurve> curves) {
      double total = Arrays.stream(relaxation.split()).sum();
      return total <= OVERSPEND
          ? curves.stream().mapToInt(c -> c.attacked(c.spend(relaxation.split()) * OVERSPEND)).sum()
          : 0;
    }

    /** The region where the relaxation is farthest above the attack; -1 if all are decided. */
    int branch(List<AttackCurve> curves) {
      int best = -1;
      double widest = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < curves.size(); i++) {
        if (low[i] < high[i]) {
          double spend = curves.get(i).spend(relaxation.split());
          double gap = counted(i, spend) - curves.get(i).attacked(spend * OVERSPEND);
          if (gap > widest) {
            widest = gap;
            best = i;
          }
        }
      }
      return best;
    }

    private double counted(int i, double spend) {
      double counted = high[i];
      for (ConcaveEnvelope.Line line : lines.get(i)) {
        counted = Math.min(counted, line.intercept() + line.slope() * spend);
      }
      return counted;
    }

    /** Where to branch: the number that the split attacks, kept so that both parts are smaller. */
    int number(int i, AttackCurve curve) {
      int number = curve.attacked(curve.spend(relaxation.split()) * OVERSPEND);
      return Math.max(low[i], Math.min(number, high[i] - 1));
    }
  }
}
