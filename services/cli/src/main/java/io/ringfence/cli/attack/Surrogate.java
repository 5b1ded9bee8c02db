package io.ringfence.cli.attack;

import io.ringfence.graph.SparseRows;
import io.ringfence.graph.Subgraph;
import io.ringfence.smoothing.AppnpModel;
import io.ringfence.smoothing.DenseLayer;
import io.ringfence.smoothing.GatLayer;
import io.ringfence.smoothing.GatModel;
import io.ringfence.smoothing.GcnModel;
import io.ringfence.smoothing.NativeModel;
import io.ringfence.smoothing.SageModel;
import io.ringfence.smoothing.WeightMatrix;
import java.util.List;

/**
 * A model with its propagation made linear: how much one unit of each hidden feature of each node
 * adds to a weighted sum of class scores. Exact for APPNP, whose propagation is linear; for the
 * others the surrogate of Zügner et al. (Nettack, 2018), which leaves the activation out; attention
 * is taken as even, and heads that are averaged as one.
 */
final class Surrogate {
  private final NativeModel model;
  private final Subgraph graph;

  Surrogate(NativeModel model, Subgraph graph) {
    this.model = model;
    this.graph = graph;
  }

  /** Whether hidden features pass a relu that the surrogate can evaluate exactly. */
  boolean rectified() {
    return model instanceof AppnpModel;
  }

  /** First weights, [attributes, features]. */
  WeightMatrix first() {
    if (model instanceof AppnpModel appnp) {
      return appnp.first().weight();
    }
    if (model instanceof GcnModel gcn) {
      return gcn.layers().get(0).weight();
    }
    if (model instanceof GatModel gat) {
      return combined(gat.layers().get(0));
    }
    return sum(
        ((SageModel) model).layers().get(0).own(), ((SageModel) model).layers().get(0).neighbour());
  }

  /** Bias of the hidden features; zeros without one. */
  double[] bias() {
    double[] bias = new double[first().columns()];
    if (model instanceof AppnpModel appnp && appnp.first().bias().isPresent()) {
      for (int k = 0; k < bias.length; k++) {
        bias[k] = appnp.first().bias().get().at(0, k);
      }
    }
    return bias;
  }

  /**
   * Turns weights on class scores into weights on hidden features.
   *
   * @param onScores nodes × classes
   * @return nodes × features
   */
  double[][] onFeatures(double[][] onScores) {
    double[][] spread = propagated(onScores);
    List<WeightMatrix> later = later();
    for (int i = later.size() - 1; i >= 0; i--) {
      for (int node = 0; node < spread.length; node++) {
        spread[node] = times(later.get(i), spread[node]);
      }
    }
    return spread;
  }

  private List<WeightMatrix> later() {
    if (model instanceof AppnpModel appnp) {
      return List.of(appnp.second().weight());
    }
    if (model instanceof GcnModel gcn) {
      return gcn.layers().stream().skip(1).map(DenseLayer::weight).toList();
    }
    if (model instanceof GatModel gat) {
      return gat.layers().stream().skip(1).map(Surrogate::combined).toList();
    }
    return ((SageModel) model)
        .layers().stream().skip(1).map(l -> sum(l.own(), l.neighbour())).toList();
  }

  /** Weights as a layer's outputs see them. */
  private static WeightMatrix combined(GatLayer layer) {
    WeightMatrix weight = layer.weight();
    if (layer.heads() == GatLayer.Heads.CONCAT) {
      return weight;
    }
    float[] mean = new float[weight.rows() * layer.outputs()];
    for (int i = 0; i < weight.rows(); i++) {
      for (int k = 0; k < weight.columns(); k++) {
        mean[i * layer.outputs() + k % layer.features()] += weight.at(i, k) / layer.count();
      }
    }
    return WeightMatrix.owning(mean, weight.rows(), layer.outputs());
  }

  private double[][] propagated(double[][] onScores) {
    if (model instanceof AppnpModel appnp) {
      double keep = 1 - appnp.teleport();
      double[][] power = copy(onScores, 1);
      double[][] total = copy(onScores, appnp.hops() == 0 ? 1 : appnp.teleport());
      for (int t = 1; t <= appnp.hops(); t++) {
        power = symmetric(power, keep);
        add(total, power, t == appnp.hops() ? 1 : appnp.teleport());
      }
      return total;
    }
    double[][] now = copy(onScores, 1);
    for (int t = 0; t < model.receptiveField().attributeHops(); t++) {
      now = model instanceof SageModel ? mean(now) : symmetric(now, 1);
    }
    return now;
  }

  /** factor · D^-1/2 (A + I) D^-1/2 times a matrix; symmetric, hence its own transpose. */
  private double[][] symmetric(double[][] x, double factor) {
    double[][] y = new double[x.length][x[0].length];
    SparseRows neighbours = graph.neighbours();
    for (int i = 0; i < x.length; i++) {
      double own = Math.sqrt(graph.degree(i) + 1.0);
      addTo(y[i], x[i], factor / (own * own));
      for (int k = neighbours.start(i); k < neighbours.end(i); k++) {
        int j = neighbours.column(k);
        addTo(y[i], x[j], factor / (own * Math.sqrt(graph.degree(j) + 1.0)));
      }
    }
    return y;
  }

  /** The transpose of (I + D^-1 A) / 2 times a matrix. */
  private double[][] mean(double[][] x) {
    double[][] y = new double[x.length][x[0].length];
    SparseRows neighbours = graph.neighbours();
    for (int i = 0; i < x.length; i++) {
      addTo(y[i], x[i], 0.5);
      for (int k = neighbours.start(i); k < neighbours.end(i); k++) {
        addTo(y[neighbours.column(k)], x[i], 0.5 / graph.degree(i));
      }
    }
    return y;
  }

  private static void addTo(double[] sum, double[] row, double factor) {
    for (int k = 0; k < sum.length; k++) {
      sum[k] += factor * row[k];
    }
  }

  private static void add(double[][] sum, double[][] x, double factor) {
    for (int i = 0; i < sum.length; i++) {
      addTo(sum[i], x[i], factor);
    }
  }

  private static double[][] copy(double[][] x, double factor) {
    double[][] copy = new double[x.length][x[0].length];
    add(copy, x, factor);
    return copy;
  }

  private static double[] times(WeightMatrix weight, double[] onOutputs) {
    double[] onInputs = new double[weight.rows()];
    for (int i = 0; i < onInputs.length; i++) {
      for (int k = 0; k < onOutputs.length; k++) {
        onInputs[i] += weight.at(i, k) * onOutputs[k];
      }
    }
    return onInputs;
  }

  private static WeightMatrix sum(WeightMatrix a, WeightMatrix b) {
    float[] sum = a.copyValues();
    float[] other = b.copyValues();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += other[i];
    }
    return WeightMatrix.owning(sum, a.rows(), a.columns());
  }
}
