package io.ringfence.cli.attack;

import io.ringfence.certificates.BinaryNoiseSchedule;
import io.ringfence.certificates.NoiseLevel;
import io.ringfence.graph.SparseRows;
import io.ringfence.graph.Subgraph;
import io.ringfence.smoothing.NativeModel;
import io.ringfence.smoothing.Scores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Chooses the bits whose flips lower the margin of predictions most under the smoothing law.
 *
 * <p>A flip counts by its effect on the margin in the {@link Surrogate}, averaged over some noisy
 * rows, times how often noise lets it through, 1 - p⁺ - p⁻. For a single target of a model that
 * looks only a few hops far, the best are put in order again by the scores themselves, on the clean
 * graph and on noisy copies. Not thread-safe.
 */
final class FlipChoice {
  /** Nodes whose bits are looked at: those with most influence. */
  private static final int NODES = 64;

  private static final int NOISY_ROWS = 4;
  private static final int NOISY_GRAPHS = 3;
  private static final int LOCAL_HOPS = 4;
  private static final int MEASURED = 64;

  private final NativeModel model;
  private final Subgraph graph;
  private final SparseRows ones;
  private final BinaryNoiseSchedule schedule;
  private final Surrogate surrogate;
  private final float[] first;
  private final double[] bias;
  private final SplittableRandom random;

  FlipChoice(NativeModel model, Subgraph graph, BinaryNoiseSchedule schedule, long seed) {
    this.model = model;
    this.graph = graph;
    this.schedule = schedule;
    ones = Tampering.ones(graph);
    surrogate = new Surrogate(model, graph);
    first = surrogate.first().copyValues();
    bias = surrogate.bias();
    random = new SplittableRandom(seed);
  }

  /**
   * Whose margin is to fall: the score of one class minus that of a rival.
   *
   * @param weight how much it counts among several
   */
  record Aim(int target, int predicted, int rival, double weight) {}

  private record Scored(Flip flip, double effect) {}

  /** The best flips of one kind against one target, best first. */
  List<Flip> against(Aim aim, Flip.Kind kind, int count) {
    int row = graph.region(aim.target());
    double[][] features = features(List.of(aim));
    List<Flip> best =
        best(
            features,
            kind,
            Math.max(count, MEASURED),
            node -> schedule.level(row, graph.region(node)));
    List<Flip> ordered =
        model.receptiveField().attributeHops() <= LOCAL_HOPS ? measured(aim, best, features) : best;
    return ordered.subList(0, Math.min(count, ordered.size()));
  }

  /** The best flips of one kind against many targets at once, best first. */
  List<Flip> against(List<Aim> aims, Flip.Kind kind, int count) {
    return best(
        features(aims),
        kind,
        count,
        node -> schedule.level(graph.region(node), graph.region(node)));
  }

  /** Flips of one kind drawn evenly from the bits that a target sees. */
  List<Flip> random(int target, Flip.Kind kind, int count) {
    int[] seen = reach(target);
    TreeSet<Long> drawn = new TreeSet<>();
    List<Flip> flips = new ArrayList<>();
    for (int tries = 0; flips.size() < count && tries < 1_000 * (count + 1); tries++) {
      int node = seen[random.nextInt(seen.length)];
      int attribute = attribute(node, kind);
      if (attribute >= 0 && drawn.add((long) node * ones.width() + attribute)) {
        flips.add(new Flip(node, attribute, kind));
      }
    }
    return flips;
  }

  /** A random bit of a node that can be flipped so, -1 if this try found none. */
  private int attribute(int node, Flip.Kind kind) {
    if (kind == Flip.Kind.DELETION) {
      int count = ones.count(node);
      return count == 0 ? -1 : ones.column(ones.start(node) + random.nextInt(count));
    }
    int attribute = random.nextInt(ones.width());
    return ones.contains(node, attribute) ? -1 : attribute;
  }

  private int[] reach(int target) {
    boolean[] seen = new boolean[graph.nodes()];
    seen[target] = true;
    List<Integer> edge = List.of(target);
    for (int hop = 0; hop < model.receptiveField().attributeHops() && !edge.isEmpty(); hop++) {
      List<Integer> next = new ArrayList<>();
      for (int node : edge) {
        for (int k = graph.neighbours().start(node); k < graph.neighbours().end(node); k++) {
          int other = graph.neighbours().column(k);
          if (!seen[other]) {
            seen[other] = true;
            next.add(other);
          }
        }
      }
      edge = next;
    }
    return IntStream.range(0, seen.length).filter(i -> seen[i]).toArray();
  }

  private double[][] features(List<Aim> aims) {
    double[][] onScores = new double[graph.nodes()][model.classes()];
    for (Aim aim : aims) {
      onScores[aim.target()][aim.predicted()] += aim.weight();
      onScores[aim.target()][aim.rival()] -= aim.weight();
    }
    return surrogate.onFeatures(onScores);
  }

  private interface Levels {
    NoiseLevel of(int node);
  }

  private List<Flip> best(double[][] features, Flip.Kind kind, int count, Levels levels) {
    int[] influential =
        IntStream.range(0, graph.nodes())
            .boxed()
            .filter(node -> norm(features[node]) > 0)
            .sorted(
                Comparator.comparingDouble(
                    node -> -norm(features[node]) * through(levels.of(node))))
            .limit(NODES)
            .mapToInt(Integer::intValue)
            .toArray();
    List<Scored> scored = new ArrayList<>();
    for (int node : influential) {
      score(node, features[node], kind, levels.of(node), scored);
    }
    return scored.stream()
        .sorted(Comparator.comparingDouble(Scored::effect))
        .limit(count)
        .map(Scored::flip)
        .toList();
  }

  private static double through(NoiseLevel level) {
    return Math.max(0, 1 - level.addition() - level.deletion());
  }

  private void score(
      int node, double[] weights, Flip.Kind kind, NoiseLevel level, List<Scored> to) {
    double[][] hidden = new double[surrogate.rectified() ? NOISY_ROWS : 1][weights.length];
    for (double[] one : hidden) {
      if (surrogate.rectified()) {
        System.arraycopy(bias, 0, one, 0, bias.length);
        for (int attribute : NoisyRow.draw(ones, node, level, random)) {
          add(one, attribute, 1);
        }
      }
    }
    int sign = kind == Flip.Kind.ADDITION ? 1 : -1;
    for (int attribute = 0; attribute < ones.width(); attribute++) {
      if (ones.contains(node, attribute) == (kind == Flip.Kind.DELETION)) {
        double effect = 0;
        for (double[] one : hidden) {
          effect += effect(one, weights, attribute, sign);
        }
        to.add(
            new Scored(new Flip(node, attribute, kind), through(level) * effect / hidden.length));
      }
    }
  }

  private double effect(double[] hidden, double[] weights, int attribute, int sign) {
    int at = attribute * weights.length;
    double effect = 0;
    for (int k = 0; k < weights.length; k++) {
      double change = sign * first[at + k];
      effect +=
          weights[k]
              * (surrogate.rectified()
                  ? Math.max(0, hidden[k] + change) - Math.max(0, hidden[k])
                  : change);
    }
    return effect;
  }

  private void add(double[] sum, int attribute, int sign) {
    int at = attribute * sum.length;
    for (int k = 0; k < sum.length; k++) {
      sum[k] += sign * first[at + k];
    }
  }

  private static double norm(double[] x) {
    return Arrays.stream(x).map(v -> v * v).sum();
  }

  /** The same flips by the margin of the model itself, clean and under noise. */
  private List<Flip> measured(Aim aim, List<Flip> flips, double[][] features) {
    List<Subgraph> graphs = new ArrayList<>(List.of(graph));
    for (int i = 0; i < NOISY_GRAPHS; i++) {
      graphs.add(noisy(aim.target(), features));
    }
    List<Scored> scored = new ArrayList<>();
    for (Flip flip : flips) {
      double margin = 0;
      for (Subgraph one : graphs) {
        Scores scores =
            Scores.of(model, Tampering.apply(one, List.of(flip)), List.of(aim.target()));
        margin += Math.log(scores.score(0, aim.predicted()) + 1e-9);
        margin -= Math.log(scores.score(0, aim.rival()) + 1e-9);
      }
      scored.add(new Scored(flip, margin));
    }
    return scored.stream()
        .sorted(Comparator.comparingDouble(Scored::effect))
        .map(Scored::flip)
        .toList();
  }

  /** A noisy copy of what a target sees. */
  private Subgraph noisy(int target, double[][] features) {
    Map<Integer, TreeSet<Integer>> rows = new TreeMap<>();
    int row = graph.region(target);
    for (int node = 0; node < graph.nodes(); node++) {
      if (norm(features[node]) > 0) {
        rows.put(node, NoisyRow.draw(ones, node, schedule.level(row, graph.region(node)), random));
      }
    }
    return Tampering.withRows(graph, rows);
  }
}
