package io.ringfence.smoothing;

import java.util.Optional;

/**
 * An affine map {@code x ↦ x W + b}.
 *
 * @param weight [inputs, outputs]
 * @param bias [1, outputs]; absent means zero
 */
public record DenseLayer(WeightMatrix weight, Optional<WeightMatrix> bias) {

  public DenseLayer {
    requireBias(weight, bias);
  }

  /** A layer without bias. */
  public static DenseLayer of(WeightMatrix weight) {
    return new DenseLayer(weight, Optional.empty());
  }

  public int inputs() {
    return weight.rows();
  }

  public int outputs() {
    return weight.columns();
  }

  WeightMatrix biasOrZero() {
    return bias.orElseGet(() -> WeightMatrix.zeroBias(outputs()));
  }

  static void requireBias(WeightMatrix weight, Optional<WeightMatrix> bias) {
    bias.ifPresent(
        b -> {
          if (b.rows() != 1 || b.columns() != weight.columns()) {
            throw new ModelException(
                "Bias of shape %s belongs to a weight of shape %s; it must have one row and as many columns."
                    .formatted(b.shape(), weight.shape()));
          }
        });
  }
}
