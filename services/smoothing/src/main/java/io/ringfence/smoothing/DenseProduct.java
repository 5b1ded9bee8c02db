package io.ringfence.smoothing;

import java.util.Arrays;

/**
 * Multiplies one row at a time with a weight matrix and adds the bias. Sums run over the inputs in
 * ascending order, starting from the bias. Immutable.
 */
final class DenseProduct {

  private static final int LANES = 8;

  private final int inputs;
  private final int outputs;
  private final int stride;
  private final float[] weights;
  private final float[] bias;

  DenseProduct(WeightMatrix weight, WeightMatrix bias) {
    this.inputs = weight.rows();
    this.outputs = weight.columns();
    this.stride = (outputs + LANES - 1) / LANES * LANES;
    this.weights = new float[inputs * stride];
    for (int i = 0; i < inputs; i++) {
      System.arraycopy(weight.values(), i * outputs, weights, i * stride, outputs);
    }
    this.bias = Arrays.copyOf(bias.values(), stride);
  }

  int outputs() {
    return outputs;
  }

  /** Outputs, rounded up to a multiple of eight. */
  int stride() {
    return stride;
  }

  /** Inputs × {@code columns} weights, padded with zeros. */
  float[] weights(int columns) {
    float[] padded = new float[inputs * columns];
    for (int i = 0; i < inputs; i++) {
      System.arraycopy(weights, i * stride, padded, i * columns, outputs);
    }
    return padded;
  }

  /** The bias, padded with zeros. */
  float[] bias(int columns) {
    return Arrays.copyOf(Arrays.copyOf(bias, outputs), columns);
  }

  /** Writes {@code x W + b} from {@code to} on, x being all of {@code in}. */
  void apply(float[] in, float[] out, int to) {
    for (int block = 0; block < stride; block += LANES) {
      if (outputs - block >= LANES) {
        applyBlock(in, block, out, to + block);
      } else {
        float[] padded = new float[LANES];
        applyBlock(in, block, padded, 0);
        System.arraycopy(padded, 0, out, to + block, outputs - block);
      }
    }
  }

  /** Eight columns at once in local variables. */
  private void applyBlock(float[] in, int block, float[] out, int to) {
    float s0 = bias[block];
    float s1 = bias[block + 1];
    float s2 = bias[block + 2];
    float s3 = bias[block + 3];
    float s4 = bias[block + 4];
    float s5 = bias[block + 5];
    float s6 = bias[block + 6];
    float s7 = bias[block + 7];
    float[] w = weights;
    for (int i = 0, k = block; i < inputs; i++, k += stride) {
      float x = in[i];
      s0 += x * w[k];
      s1 += x * w[k + 1];
      s2 += x * w[k + 2];
      s3 += x * w[k + 3];
      s4 += x * w[k + 4];
      s5 += x * w[k + 5];
      s6 += x * w[k + 6];
      s7 += x * w[k + 7];
    }
    out[to] = s0;
    out[to + 1] = s1;
    out[to + 2] = s2;
    out[to + 3] = s3;
    out[to + 4] = s4;
    out[to + 5] = s5;
    out[to + 6] = s6;
    out[to + 7] = s7;
  }
}
