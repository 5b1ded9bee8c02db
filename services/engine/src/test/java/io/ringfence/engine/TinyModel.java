package io.ringfence.engine;

import io.ringfence.graph.ReceptiveField;
import io.ringfence.graph.Subgraph;
import java.util.SplittableRandom;

/**
 * A one-layer message-passing model with random weights, written as plainly as possible. Its vote
 * for a node depends on attributes, edges and degrees one hop away, and, unless it takes plain
 * means, on the parity of a neighbour's degree, so that an edge at a neighbour is never harmless.
 */
final class TinyModel {

  private final double[][] weights;
  private final double[] bias;
  private final boolean means;

  /**
   * @param means whether edges further away than its own do not matter to a node
   */
  TinyModel(int dimension, int classes, boolean means, SplittableRandom random) {
    this.means = means;
    weights = new double[dimension][classes];
    bias = new double[classes];
    for (double[] row : weights) {
      for (int y = 0; y < classes; y++) {
        row[y] = random.nextDouble() * 4 - 2;
      }
    }
    for (int y = 0; y < classes; y++) {
      bias[y] = random.nextDouble() - 0.5;
    }
  }

  int classes() {
    return bias.length;
  }

  ReceptiveField field() {
    return new ReceptiveField(1, means ? 0 : 1);
  }

  int dimension() {
    return weights.length;
  }

  /**
   * The class that the model gives to one node if the graph's attributes were {@code
   * bits[node][d]}.
   */
  int vote(Subgraph graph, int node, boolean[][] bits) {
    double[] score = logits(graph, node, bits);
    int best = 0;
    for (int y = 1; y < score.length; y++) {
      if (score[y] > score[best]) {
        best = y;
      }
    }
    return best;
  }

  /** The scores before softmax behind {@link #vote}. */
  double[] logits(Subgraph graph, int node, boolean[][] bits) {
    double[] score = bias.clone();
    add(score, bits[node], 1.0 / (graph.degree(node) + 1));
    for (int k = graph.neighbours().start(node); k < graph.neighbours().end(node); k++) {
      int other = graph.neighbours().column(k);
      double weight = graph.degree(other) % 2 == 0 ? 0.5 : -0.5;
      add(score, bits[other], means ? 1.0 / (graph.degree(node) + 1) : weight);
    }
    return score;
  }

  private void add(double[] score, boolean[] bits, double weight) {
    for (int d = 0; d < bits.length; d++) {
      if (bits[d]) {
        for (int y = 0; y < score.length; y++) {
          score[y] += weight * weights[d][y];
        }
      }
    }
  }
}
