package io.ringfence.engine;

import io.ringfence.certificates.BinaryNoiseSchedule;
import io.ringfence.certificates.Budget;
import io.ringfence.certificates.Classifier;
import io.ringfence.certificates.NoiseLevel;
import io.ringfence.certificates.statistics.Softmax;
import io.ringfence.graph.BinaryAttributeMatrix;
import io.ringfence.graph.Subgraph;

/**
 * The exact smoothed predictions of every node for every attribute matrix a tiny graph can have, by
 * summing over every noisy graph. Bit {@code node * D + d} of a code is attribute d of a node.
 *
 * <p>The expectation over independent bits is a product of 2 × 2 channels, so all 2^bits inputs
 * cost bits · 2^bits per node and class.
 */
final class EnumerationOracle {

  private final Classifier classifier;
  private final int bits;
  private final int[][] prediction;

  /**
   * @param classifier of which smoothed classifier to tell the truth
   */
  EnumerationOracle(
      TinyModel model, Subgraph graph, BinaryNoiseSchedule schedule, Classifier classifier) {
    this.classifier = classifier;
    int dimension = model.dimension();
    bits = graph.nodes() * dimension;
    prediction = new int[graph.nodes()][];
    for (int node = 0; node < graph.nodes(); node++) {
      prediction[node] = predictions(model, graph, schedule, node);
    }
  }

  /** The code of the attributes that a graph has. */
  static int code(Subgraph graph) {
    BinaryAttributeMatrix attributes = (BinaryAttributeMatrix) graph.attributes();
    int code = 0;
    for (int node = 0; node < graph.nodes(); node++) {
      for (int d = 0; d < attributes.dimension(); d++) {
        if (attributes.ones().contains(node, d)) {
          code |= 1 << (node * attributes.dimension() + d);
        }
      }
    }
    return code;
  }

  private int[] predictions(
      TinyModel model, Subgraph graph, BinaryNoiseSchedule schedule, int node) {
    double[][] mass = new double[model.classes()][1 << bits];
    for (int code = 0; code < 1 << bits; code++) {
      boolean[][] attributes = decode(code, graph.nodes(), model.dimension());
      if (classifier == Classifier.VOTES) {
        mass[model.vote(graph, node, attributes)][code] = 1;
      } else {
        double[] scores = model.logits(graph, node, attributes);
        Softmax.apply(scores);
        for (int y = 0; y < scores.length; y++) {
          mass[y][code] = scores[y];
        }
      }
    }
    for (double[] ofClass : mass) {
      for (int bit = 0; bit < bits; bit++) {
        int source = bit / model.dimension();
        smooth(ofClass, bit, schedule.level(graph.region(node), graph.region(source)));
      }
    }
    int[] best = new int[1 << bits];
    for (int code = 0; code < best.length; code++) {
      for (int y = 1; y < mass.length; y++) {
        if (mass[y][code] > mass[best[code]][code]) {
          best[code] = y;
        }
      }
    }
    return best;
  }

  private static boolean[][] decode(int code, int nodes, int dimension) {
    boolean[][] decoded = new boolean[nodes][dimension];
    for (int i = 0; i < nodes * dimension; i++) {
      decoded[i / dimension][i % dimension] = (code >> i & 1) == 1;
    }
    return decoded;
  }

  private static void smooth(double[] values, int bit, NoiseLevel level) {
    for (int code = 0; code < values.length; code++) {
      if ((code >> bit & 1) == 0) {
        double zero = values[code];
        double one = values[code | 1 << bit];
        values[code] = (1 - level.addition()) * zero + level.addition() * one;
        values[code | 1 << bit] = level.deletion() * zero + (1 - level.deletion()) * one;
      }
    }
  }

  /** The smoothed prediction of a node for attributes of one code. */
  int prediction(int node, int clean) {
    return prediction[node][clean];
  }

  /** Whether the node keeps its prediction for every change within the budget. */
  boolean survives(int node, int clean, Budget budget) {
    for (int code = 0; code < 1 << bits; code++) {
      if (within(clean, code, budget) && prediction[node][code] != prediction[node][clean]) {
        return false;
      }
    }
    return true;
  }

  /** The fewest predictions of the graph that one change within the budget leaves as they are. */
  int fewestUnchanged(int clean, Budget budget) {
    int fewest = prediction.length;
    for (int code = 0; code < 1 << bits; code++) {
      if (within(clean, code, budget)) {
        int unchanged = 0;
        for (int[] ofNode : prediction) {
          unchanged += ofNode[code] == ofNode[clean] ? 1 : 0;
        }
        fewest = Math.min(fewest, unchanged);
      }
    }
    return fewest;
  }

  private static boolean within(int clean, int code, Budget budget) {
    return Integer.bitCount(code & ~clean) <= budget.additions()
        && Integer.bitCount(clean & ~code) <= budget.deletions();
  }
}
