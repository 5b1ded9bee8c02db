package io.ringfence.integration.truth;

import io.ringfence.integration.committed.PlainGraph;
import io.ringfence.smoothing.DenseLayer;
import io.ringfence.smoothing.GcnModel;
import io.ringfence.smoothing.Model;
import io.ringfence.smoothing.SageLayer;
import io.ringfence.smoothing.SageModel;
import io.ringfence.smoothing.WeightMatrix;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Two layers with random weights, once for the product and once as plain sums of doubles: {@code
 * out_i = own_i x_i S + Σ_j other_ij x_j N + b}. A convolution has S = N.
 */
final class TinyNetwork {

  static final int ATTRIBUTES = 3;
  private static final int HIDDEN = 3;
  private static final int PATTERNS = 1 << ATTRIBUTES;
  private static final double WIDEST = 2;
  private static final double LARGEST_SHARE = 0.6;

  private final boolean means;
  private final int classes;
  private final float[][] self;
  private final float[][] neighbour;
  private final float[][] bias;

  /** What a node with a pattern of bits gives in the first layer: to itself and to others. */
  private final double[][] selfOf = new double[PATTERNS][HIDDEN];

  private final double[][] neighbourOf = new double[PATTERNS][HIDDEN];

  /** A random network for which no class is the answer to nearly everything. */
  static TinyNetwork lively(SplittableRandom random) {
    while (true) {
      TinyNetwork network = new TinyNetwork(random);
      if (network.largestShare() < LARGEST_SHARE) {
        return network;
      }
    }
  }

  private TinyNetwork(SplittableRandom random) {
    means = random.nextBoolean();
    classes = 2 + random.nextInt(2);
    int[] widths = {ATTRIBUTES, HIDDEN, classes};
    self = new float[2][];
    neighbour = new float[2][];
    bias = new float[2][];
    for (int layer = 0; layer < 2; layer++) {
      self[layer] = weights(random, widths[layer] * widths[layer + 1]);
      neighbour[layer] = means ? weights(random, widths[layer] * widths[layer + 1]) : self[layer];
      bias[layer] = weights(random, widths[layer + 1]);
    }
    for (int pattern = 0; pattern < PATTERNS; pattern++) {
      for (int d = 0; d < ATTRIBUTES; d++) {
        for (int k = 0; (pattern >> d & 1) == 1 && k < HIDDEN; k++) {
          selfOf[pattern][k] += self[0][d * HIDDEN + k];
          neighbourOf[pattern][k] += neighbour[0][d * HIDDEN + k];
        }
      }
    }
  }

  private static float[] weights(SplittableRandom random, int count) {
    float[] weights = new float[count];
    for (int i = 0; i < count; i++) {
      weights[i] = (float) ((2 * random.nextDouble() - 1) * WIDEST);
    }
    return weights;
  }

  /** How often the most frequent class is the answer for the first of two neighbours. */
  private double largestShare() {
    Shape pair =
        Shape.of(List.of("a", "b"), Set.of(PlainGraph.Edge.of("a", "b")), /* means= */ means);
    double[][] scores = new double[2][classes];
    int[] counts = new int[classes];
    int largest = 0;
    for (int code = 0; code < PATTERNS * PATTERNS; code++) {
      scores(pair, new int[] {code % PATTERNS, code / PATTERNS}, scores);
      largest = Math.max(largest, ++counts[Enumeration.largest(scores[0])]);
    }
    return largest / (double) (PATTERNS * PATTERNS);
  }

  boolean means() {
    return means;
  }

  int classes() {
    return classes;
  }

  /** The same network for the product's kernel. */
  Model model() {
    return means
        ? new SageModel(List.of(sage(0, ATTRIBUTES, HIDDEN), sage(1, HIDDEN, classes)))
        : new GcnModel(List.of(dense(0, ATTRIBUTES, HIDDEN), dense(1, HIDDEN, classes)));
  }

  private SageLayer sage(int layer, int rows, int columns) {
    return new SageLayer(
        matrix(self[layer], rows, columns),
        matrix(neighbour[layer], rows, columns),
        Optional.of(matrix(bias[layer], 1, columns)));
  }

  private DenseLayer dense(int layer, int rows, int columns) {
    return new DenseLayer(
        matrix(self[layer], rows, columns), Optional.of(matrix(bias[layer], 1, columns)));
  }

  private static WeightMatrix matrix(float[] values, int rows, int columns) {
    return WeightMatrix.owning(values.clone(), rows, columns);
  }

  /**
   * Scores of every node, before softmax.
   *
   * @param patterns bits of every node
   * @param scores [nodes][classes], written
   */
  void scores(Shape shape, int[] patterns, double[][] scores) {
    int n = shape.nodes();
    double[][] hidden = new double[n][HIDDEN];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < HIDDEN; k++) {
        double sum = bias[0][k] + shape.own(i) * selfOf[patterns[i]][k];
        for (int j = 0; j < n; j++) {
          sum += shape.other(i, j) * neighbourOf[patterns[j]][k];
        }
        hidden[i][k] = Math.max(0, sum);
      }
    }
    double[] others = new double[HIDDEN];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < HIDDEN; k++) {
        others[k] = 0;
        for (int j = 0; j < n; j++) {
          others[k] += shape.other(i, j) * hidden[j][k];
        }
      }
      for (int y = 0; y < classes; y++) {
        double sum = bias[1][y];
        for (int k = 0; k < HIDDEN; k++) {
          sum += shape.own(i) * hidden[i][k] * self[1][k * classes + y];
          sum += others[k] * neighbour[1][k * classes + y];
        }
        scores[i][y] = sum;
      }
    }
  }
}
