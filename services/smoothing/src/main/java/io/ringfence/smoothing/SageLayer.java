package io.ringfence.smoothing;

import java.util.Optional;

/**
 * One layer of GraphSAGE with mean aggregation: {@code x_v ↦ x_v S + mean(x_u: u adjacent to v) N +
 * b}; the mean over no neighbour is zero.
 *
 * @param own weight S [inputs, outputs] of the node itself
 * @param neighbour weight N of the same shape for the mean of its neighbours
 * @param bias [1, outputs]; absent means zero
 */
public record SageLayer(WeightMatrix own, WeightMatrix neighbour, Optional<WeightMatrix> bias) {

  public SageLayer {
    if (own.rows() != neighbour.rows() || own.columns() != neighbour.columns()) {
      throw new ModelException(
          "Own weight has shape %s and neighbour weight %s; they must be equal."
              .formatted(own.shape(), neighbour.shape()));
    }
    DenseLayer.requireBias(own, bias);
  }

  public int inputs() {
    return own.rows();
  }

  public int outputs() {
    return own.columns();
  }

  WeightMatrix biasOrZero() {
    return bias.orElseGet(() -> WeightMatrix.zeroBias(outputs()));
  }
}
