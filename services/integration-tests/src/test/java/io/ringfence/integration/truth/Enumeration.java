package io.ringfence.integration.truth;

/**
 * The exact smoothed predictions of a tiny graph for every attribute matrix that it can have, by
 * summing over all noisy graphs. Bit {@code node · D + d} of a code is attribute d of a node.
 *
 * <p>Noise on independent bits is a product of 2 × 2 channels, so that all 2^bits inputs together
 * cost bits · 2^bits per node and class.
 */
final class Enumeration {

  private final byte[][] prediction;
  private final int codes;

  /**
   * @param votes whether the classifier is the class with most votes; otherwise that with the
   *     largest mean score
   */
  Enumeration(TinyNetwork network, Shape shape, Noise noise, boolean votes) {
    int nodes = shape.nodes();
    codes = 1 << (nodes * TinyNetwork.ATTRIBUTES);
    double[][][] mass = clean(network, shape, votes);
    prediction = new byte[nodes][codes];
    for (int node = 0; node < nodes; node++) {
      for (double[] ofClass : mass[node]) {
        smooth(ofClass, noise, node, nodes);
      }
      for (int code = 0; code < codes; code++) {
        prediction[node][code] = largest(mass[node], code);
      }
    }
  }

  /** [node][class][code]: what the network says of every attribute matrix without noise. */
  private double[][][] clean(TinyNetwork network, Shape shape, boolean votes) {
    int nodes = shape.nodes();
    double[][][] mass = new double[nodes][network.classes()][codes];
    double[][] scores = new double[nodes][network.classes()];
    int[] patterns = new int[nodes];
    for (int code = 0; code < codes; code++) {
      for (int node = 0; node < nodes; node++) {
        patterns[node] = pattern(code, node);
      }
      network.scores(shape, patterns, scores);
      for (int node = 0; node < nodes; node++) {
        if (votes) {
          mass[node][largest(scores[node])][code] = 1;
        } else {
          writeSoftmax(scores[node], mass[node], code);
        }
      }
    }
    return mass;
  }

  private static int pattern(int code, int node) {
    return (code >> (node * TinyNetwork.ATTRIBUTES)) & ((1 << TinyNetwork.ATTRIBUTES) - 1);
  }

  static int largest(double[] values) {
    int best = 0;
    for (int y = 1; y < values.length; y++) {
      if (values[y] > values[best]) {
        best = y;
      }
    }
    return best;
  }

  private static byte largest(double[][] mass, int code) {
    int best = 0;
    for (int y = 1; y < mass.length; y++) {
      if (mass[y][code] > mass[best][code]) {
        best = y;
      }
    }
    return (byte) best;
  }

  private static void writeSoftmax(double[] scores, double[][] mass, int code) {
    double top = scores[largest(scores)];
    double sum = 0;
    for (int y = 0; y < scores.length; y++) {
      mass[y][code] = Math.exp(scores[y] - top);
      sum += mass[y][code];
    }
    for (double[] ofClass : mass) {
      ofClass[code] /= sum;
    }
  }

  private static void smooth(double[] values, Noise noise, int target, int nodes) {
    for (int bit = 0; bit < nodes * TinyNetwork.ATTRIBUTES; bit++) {
      double addition = noise.addition(target, bit / TinyNetwork.ATTRIBUTES);
      double deletion = noise.deletion(target, bit / TinyNetwork.ATTRIBUTES);
      for (int code = 0; code < values.length; code++) {
        if ((code >> bit & 1) == 0) {
          double zero = values[code];
          double one = values[code | 1 << bit];
          values[code] = (1 - addition) * zero + addition * one;
          values[code | 1 << bit] = deletion * zero + (1 - deletion) * one;
        }
      }
    }
  }

  /** The smoothed prediction of a node for attributes of one code. */
  int prediction(int node, int code) {
    return prediction[node][code];
  }

  /** Whether a node keeps its prediction whatever changes within the budget. */
  boolean survives(int node, int clean, int additions, int deletions) {
    byte[] ofNode = prediction[node];
    for (int code = 0; code < codes; code++) {
      if (ofNode[code] != ofNode[clean] && within(clean, code, additions, deletions)) {
        return false;
      }
    }
    return true;
  }

  /** The fewest predictions that one change within the budget leaves as they are. */
  int fewestUnchanged(int clean, int additions, int deletions) {
    int fewest = prediction.length;
    for (int code = 0; code < codes; code++) {
      if (within(clean, code, additions, deletions)) {
        int unchanged = 0;
        for (byte[] ofNode : prediction) {
          unchanged += ofNode[code] == ofNode[clean] ? 1 : 0;
        }
        fewest = Math.min(fewest, unchanged);
      }
    }
    return fewest;
  }

  private static boolean within(int clean, int code, int additions, int deletions) {
    return Integer.bitCount(code & ~clean) <= additions
        && Integer.bitCount(clean & ~code) <= deletions;
  }
}
