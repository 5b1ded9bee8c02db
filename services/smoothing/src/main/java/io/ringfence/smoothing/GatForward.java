package io.ringfence.smoothing;

import java.util.List;

/**
 * GAT above its first product. Scores of attention and their sums are computed in double; a node
 * comes first in its own sums, then its neighbours in the order of their ordinals.
 */
final class GatForward implements ForwardPass {

  private final RegionField field;
  private final List<GatLayer> layers;
  private final double slope;
  private final boolean elu;
  private final DenseProduct[] products;

  /** Per layer the features of all heads, a row per position. */
  private final float[][][] features;

  /** Per layer and position what each head says of a node that is looked at. */
  private final double[][][] said;

  /** Per layer what it gives. */
  private final float[][][] outputs;

  /** Shares of one node and head: its own, then those of its neighbours. */
  private final double[] shares;

  GatForward(GatModel model, RegionField field) {
    this.field = field;
    this.layers = model.layers();
    this.slope = model.negativeSlope();
    this.elu = model.activation() == GatModel.Activation.ELU;
    int depth = layers.size();
    this.products = new DenseProduct[depth];
    this.features = new float[depth][][];
    this.said = new double[depth][][];
    this.outputs = new float[depth][][];
    for (int l = 0; l < depth; l++) {
      GatLayer layer = layers.get(l);
      WeightMatrix weight = layer.weight();
      products[l] = new DenseProduct(weight, WeightMatrix.zeroBias(weight.columns()));
      features[l] = new float[field.within(depth - l)][weight.columns()];
      said[l] = new double[field.within(depth - l)][layer.count()];
      outputs[l] = new float[field.within(depth - l - 1)][layer.outputs()];
    }
    int most = 0;
    for (int row = 0; row < field.rows(); row++) {
      most = Math.max(most, field.neighbours(row));
    }
    this.shares = new double[most + 1];
  }

  @Override
  public int lanes() {
    return 1;
  }

  @Override
  public void input(int position, int lane, float[] made, int at) {
    float[] row = features[0][position];
    System.arraycopy(made, at, row, 0, row.length);
  }

  @Override
  public void run() {
    for (int l = 0; l < layers.size(); l++) {
      GatLayer layer = layers.get(l);
      for (int position = 0; position < features[l].length; position++) {
        for (int head = 0; head < layer.count(); head++) {
          said[l][position][head] = dot(layer.source(), head, features[l][position]);
        }
      }
      for (int row = 0; row < outputs[l].length; row++) {
        attend(l, row);
        if (l + 1 < layers.size()) {
          activate(outputs[l][row]);
          products[l + 1].apply(outputs[l][row], features[l + 1][row], 0);
        }
      }
    }
  }

  private static double dot(WeightMatrix attention, int head, float[] features) {
    int length = attention.columns();
    float[] values = attention.values();
    double sum = 0;
    for (int k = 0, at = head * length; k < length; k++, at++) {
      sum += (double) values[at] * features[at];
    }
    return sum;
  }

  private void attend(int l, int row) {
    GatLayer layer = layers.get(l);
    boolean concat = layer.heads() == GatLayer.Heads.CONCAT;
    float[] out = outputs[l][row];
    System.arraycopy(layer.biasOrZero().values(), 0, out, 0, out.length);
    int length = layer.features();
    double scale = concat ? 1 : 1.0 / layer.count();
    for (int head = 0; head < layer.count(); head++) {
      share(said[l], row, head, dot(layer.target(), head, features[l][row]), scale);
      int from = head * length;
      int to = concat ? from : 0;
      add((float) shares[0], features[l][row], from, length, out, to);
      for (int k = 0; k < field.neighbours(row); k++) {
        float share = (float) shares[k + 1];
        add(share, features[l][field.neighbour(row, k)], from, length, out, to);
      }
    }
  }

  /** Softmax over a node and its neighbours, times {@code scale}. */
  private void share(double[][] saidOf, int row, int head, double looking, double scale) {
    int neighbours = field.neighbours(row);
    shares[0] = leaky(saidOf[row][head] + looking);
    double highest = shares[0];
    for (int k = 0; k < neighbours; k++) {
      shares[k + 1] = leaky(saidOf[field.neighbour(row, k)][head] + looking);
      highest = Math.max(highest, shares[k + 1]);
    }
    double sum = 0;
    for (int k = 0; k <= neighbours; k++) {
      shares[k] = NegativeExponential.of(shares[k] - highest);
      sum += shares[k];
    }
    for (int k = 0; k <= neighbours; k++) {
      shares[k] = scale * shares[k] / sum;
    }
  }

  private double leaky(double x) {
    return x > 0 ? x : slope * x;
  }

  private static void add(float factor, float[] row, int from, int length, float[] out, int to) {
    for (int k = 0; k < length; k++) {
      out[to + k] += factor * row[from + k];
    }
  }

  private void activate(float[] values) {
    if (elu) {
      for (int k = 0; k < values.length; k++) {
        values[k] = values[k] > 0 ? values[k] : (float) (NegativeExponential.of(values[k]) - 1);
      }
    } else {
      ForwardPass.relu(values);
    }
  }

  @Override
  public void logits(int target, int lane, double[] logits) {
    float[] output = outputs[layers.size() - 1][target];
    for (int y = 0; y < logits.length; y++) {
      logits[y] = output[y];
    }
  }
}
