package io.ringfence.smoothing;

import io.ringfence.certificates.NoiseLevel;
import io.ringfence.graph.BinaryAttributeMatrix;
import io.ringfence.graph.SparseRows;
import io.ringfence.graph.Subgraph;
import io.ringfence.smoothing.GatLayer.Heads;
import io.ringfence.smoothing.GatModel.Activation;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntFunction;

/** The models and the noise once more: dense, in double, one loop per sum, by the definitions. */
final class NaiveReference {

  private NaiveReference() {}

  /** Clean attributes as a dense 0/1 matrix. */
  static double[][] attributes(Subgraph graph) {
    SparseRows ones = ((BinaryAttributeMatrix) graph.attributes()).ones();
    double[][] x = new double[graph.nodes()][ones.width()];
    for (int i = 0; i < x.length; i++) {
      for (int d = 0; d < x[i].length; d++) {
        x[i][d] = ones.contains(i, d) ? 1 : 0;
      }
    }
    return x;
  }

  /** Attributes as the noise of one sample turns them, seen from an output region. */
  static double[][] noisy(
      Subgraph graph, IntFunction<NoiseLevel> levelOfRegion, long seed, long sample) {
    double[][] x = attributes(graph);
    NoiseKey key = new NoiseKey();
    key.sample(seed, sample);
    for (int i = 0; i < x.length; i++) {
      key.node(graph.ordinal(i));
      NoiseLevel level = levelOfRegion.apply(graph.region(i));
      for (int d = 0; d < x[i].length; d++) {
        boolean one = x[i][d] == 1;
        long u = one ? uniformOfOne(key, d) : uniformOfZero(key, d, x[i].length);
        if (u < (one ? level.deletionThreshold() : level.additionThreshold())) {
          x[i][d] = 1 - x[i][d];
        }
      }
    }
    return x;
  }

  /** U of a zero: a byte of one word, then the upper 24 bits of another. */
  static long uniformOfZero(NoiseKey key, int attribute, int attributes) {
    long blocks = (attributes + 63L) / 64;
    long coarse = key.word(attribute % 8 * blocks + attribute / 64);
    long top = coarse >>> 8 * (attribute % 64 / 8) & 0xFF;
    return top << 24 | key.word(NodeNoise.FINE_WORDS + attribute) >>> 40;
  }

  /** U of a one: half a word. */
  static long uniformOfOne(NoiseKey key, int attribute) {
    long word = key.word(NodeNoise.WORDS_OF_ONES + attribute / 2);
    return attribute % 2 == 0 ? word >>> 32 : word & 0xFFFFFFFFL;
  }

  /** Scores before softmax. */
  static double[][] logits(Model model, Subgraph graph, double[][] x) {
    if (model instanceof GcnModel gcn) {
      double[][] h = x;
      for (int l = 0; l < gcn.layers().size(); l++) {
        DenseLayer layer = gcn.layers().get(l);
        h = plus(propagate(graph, times(h, layer.weight())), layer.biasOrZero());
        h = l + 1 < gcn.layers().size() ? relu(h) : h;
      }
      return h;
    }
    if (model instanceof SageModel sage) {
      double[][] h = x;
      for (int l = 0; l < sage.layers().size(); l++) {
        SageLayer layer = sage.layers().get(l);
        double[][] mean = times(mean(graph, h), layer.neighbour());
        h = plus(sum(times(h, layer.own()), mean), layer.biasOrZero());
        h = l + 1 < sage.layers().size() ? relu(h) : h;
      }
      return h;
    }
    if (model instanceof GatModel gat) {
      double[][] h = x;
      for (int l = 0; l < gat.layers().size(); l++) {
        h = attend(graph, gat, gat.layers().get(l), h);
        boolean elu = gat.activation() == GatModel.Activation.ELU;
        h = l + 1 == gat.layers().size() ? h : elu ? elu(h) : relu(h);
      }
      return h;
    }
    AppnpModel appnp = (AppnpModel) model;
    double[][] hidden = relu(plus(times(x, appnp.first().weight()), appnp.first().biasOrZero()));
    double[][] start = plus(times(hidden, appnp.second().weight()), appnp.second().biasOrZero());
    double[][] z = start;
    for (int t = 0; t < appnp.hops(); t++) {
      z = sum(scaled(propagate(graph, z), 1 - appnp.teleport()), scaled(start, appnp.teleport()));
    }
    return z;
  }

  static double[] softmax(double[] logits) {
    double highest = Arrays.stream(logits).max().orElseThrow();
    double[] e = Arrays.stream(logits).map(z -> Math.exp(z - highest)).toArray();
    double sum = Arrays.stream(e).sum();
    return Arrays.stream(e).map(z -> z / sum).toArray();
  }

  static int argmax(double[] values) {
    int best = 0;
    for (int y = 1; y < values.length; y++) {
      best = values[y] > values[best] ? y : best;
    }
    return best;
  }

  /** How far the highest value is above the second. */
  static double margin(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted.length < 2 ? 1 : sorted[sorted.length - 1] - sorted[sorted.length - 2];
  }

  static List<NativeModel> models(SplittableRandom random, int attributes, int classes) {
    return List.of(
        new GcnModel(List.of(dense(random, attributes, classes))),
        new GcnModel(List.of(dense(random, attributes, 9), dense(random, 9, classes))),
        new GcnModel(
            List.of(dense(random, attributes, 9), dense(random, 9, 9), dense(random, 9, classes))),
        new SageModel(List.of(sage(random, attributes, classes))),
        new SageModel(List.of(sage(random, attributes, 16), sage(random, 16, classes))),
        new AppnpModel(dense(random, attributes, 8), dense(random, 8, classes), 0, 0.5),
        new AppnpModel(dense(random, attributes, 8), dense(random, 8, classes), 4, 0.2),
        new GcnModel(
            List.of(
                dense(random, attributes, 9), dense(random, 9, 13), dense(random, 13, classes))),
        new SageModel(
            List.of(
                sage(random, attributes, 7),
                sage(random, 7, 12),
                sage(random, 12, 5),
                sage(random, 5, classes))),
        new GatModel(List.of(gat(random, attributes, 2, classes, Heads.MEAN)), 0.2, Activation.ELU),
        new GatModel(
            List.of(
                gat(random, attributes, 3, 4, Heads.CONCAT),
                gat(random, 12, 1, classes, Heads.MEAN)),
            0.2,
            Activation.ELU),
        new GatModel(
            List.of(
                gat(random, attributes, 2, 10, Heads.MEAN),
                gat(random, 10, 4, 2, Heads.CONCAT),
                gat(random, 8, 1, classes, Heads.CONCAT)),
            0,
            Activation.RELU));
  }

  /** Those that DJL computes from weights. */
  static List<NativeModel> djlModels(SplittableRandom random, int attributes, int classes) {
    return models(random, attributes, classes).stream()
        .filter(model -> !(model instanceof GatModel))
        .toList();
  }

  static GatLayer gat(SplittableRandom random, int inputs, int heads, int features, Heads combine) {
    int outputs = combine == Heads.CONCAT ? heads * features : features;
    return new GatLayer(
        matrix(random, inputs, heads * features),
        matrix(random, heads, features),
        matrix(random, heads, features),
        combine,
        Optional.of(matrix(random, 1, outputs)));
  }

  private static double[][] attend(Subgraph graph, GatModel model, GatLayer layer, double[][] x) {
    double[][] z = times(x, layer.weight());
    double[][] out = new double[x.length][layer.outputs()];
    for (int h = 0; h < layer.count(); h++) {
      for (int v = 0; v < x.length; v++) {
        double[] share = new double[x.length];
        double sum = 0;
        for (int u = 0; u < x.length; u++) {
          if (u == v || graph.neighbours().contains(v, u)) {
            double e = 0;
            for (int k = 0; k < layer.features(); k++) {
              int at = h * layer.features() + k;
              e += layer.source().at(h, k) * z[u][at] + layer.target().at(h, k) * z[v][at];
            }
            share[u] = Math.exp(e > 0 ? e : model.negativeSlope() * e);
            sum += share[u];
          }
        }
        for (int u = 0; u < x.length; u++) {
          for (int k = 0; k < layer.features(); k++) {
            int at = h * layer.features() + k;
            boolean concat = layer.heads() == Heads.CONCAT;
            double part = share[u] / sum * z[u][at];
            out[v][concat ? at : k] += concat ? part : part / layer.count();
          }
        }
      }
    }
    return plus(out, layer.biasOrZero());
  }

  private static double[][] elu(double[][] x) {
    return map(x, (i, k) -> x[i][k] > 0 ? x[i][k] : Math.exp(x[i][k]) - 1);
  }

  static DenseLayer dense(SplittableRandom random, int inputs, int outputs) {
    return new DenseLayer(matrix(random, inputs, outputs), Optional.of(matrix(random, 1, outputs)));
  }

  static SageLayer sage(SplittableRandom random, int inputs, int outputs) {
    return new SageLayer(
        matrix(random, inputs, outputs),
        matrix(random, inputs, outputs),
        Optional.of(matrix(random, 1, outputs)));
  }

  static WeightMatrix matrix(SplittableRandom random, int rows, int columns) {
    float[] values = new float[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextDouble() * 2 - 1);
    }
    return WeightMatrix.owning(values, rows, columns);
  }

  private static double[][] propagate(Subgraph graph, double[][] x) {
    double[][] out = new double[x.length][x[0].length];
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < x.length; j++) {
        if (i == j || graph.neighbours().contains(i, j)) {
          double weight = 1 / Math.sqrt((graph.degree(i) + 1.0) * (graph.degree(j) + 1.0));
          for (int k = 0; k < x[j].length; k++) {
            out[i][k] += weight * x[j][k];
          }
        }
      }
    }
    return out;
  }

  private static double[][] mean(Subgraph graph, double[][] x) {
    double[][] out = new double[x.length][x[0].length];
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < x.length; j++) {
        if (graph.neighbours().contains(i, j)) {
          for (int k = 0; k < x[j].length; k++) {
            out[i][k] += x[j][k] / graph.degree(i);
          }
        }
      }
    }
    return out;
  }

  private static double[][] times(double[][] x, WeightMatrix w) {
    double[][] out = new double[x.length][w.columns()];
    for (int i = 0; i < x.length; i++) {
      for (int d = 0; d < w.rows(); d++) {
        for (int k = 0; k < w.columns(); k++) {
          out[i][k] += x[i][d] * w.at(d, k);
        }
      }
    }
    return out;
  }

  private static double[][] plus(double[][] x, WeightMatrix bias) {
    return map(x, (i, k) -> x[i][k] + bias.at(0, k));
  }

  private static double[][] sum(double[][] x, double[][] y) {
    return map(x, (i, k) -> x[i][k] + y[i][k]);
  }

  private static double[][] scaled(double[][] x, double factor) {
    return map(x, (i, k) -> x[i][k] * factor);
  }

  private static double[][] relu(double[][] x) {
    return map(x, (i, k) -> Math.max(0, x[i][k]));
  }

  private interface Cell {
    double at(int i, int k);
  }

  private static double[][] map(double[][] x, Cell cell) {
    double[][] out = new double[x.length][x[0].length];
    for (int i = 0; i < x.length; i++) {
      for (int k = 0; k < x[i].length; k++) {
        out[i][k] = cell.at(i, k);
      }
    }
    return out;
  }
}
