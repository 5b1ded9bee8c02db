package io.ringfence.smoothing;

import java.util.Optional;

/**
 * One layer of graph attention (Veličković et al. 2018, eq. 1 to 6): per head h the features {@code
 * z_v = x_v W_h}, and {@code Σ_u α_vu z_u} over v itself and its neighbours, {@code α_vu} the
 * softmax over u of {@code leaky(source_h · z_u + target_h · z_v)}. Heads are put side by side or
 * averaged; then b is added.
 *
 * @param weight [inputs, heads × features], head after head
 * @param source [heads, features], meets the features of the node that is looked at
 * @param target of the same shape, meets those of the node that looks
 * @param heads how they are combined
 * @param bias [1, outputs]; absent means zero
 */
public record GatLayer(
    WeightMatrix weight,
    WeightMatrix source,
    WeightMatrix target,
    Heads heads,
    Optional<WeightMatrix> bias) {

  /** What becomes of the heads. */
  public enum Heads {
    /** Side by side. */
    CONCAT,
    /** Averaged. */
    MEAN
  }

  public GatLayer {
    if (source.rows() != target.rows() || source.columns() != target.columns()) {
      throw new ModelException(
          "Attention to the source has shape %s and to the target %s; they must be equal."
              .formatted(source.shape(), target.shape()));
    }
    if ((long) source.rows() * source.columns() != weight.columns()) {
      throw new ModelException(
          "Attention of shape %s belongs to a weight of shape %s; heads times features must be its columns."
              .formatted(source.shape(), weight.shape()));
    }
    int outputs = heads == Heads.CONCAT ? weight.columns() : source.columns();
    bias.ifPresent(b -> requireBias(b, outputs));
  }

  private static void requireBias(WeightMatrix bias, int outputs) {
    if (bias.rows() != 1 || bias.columns() != outputs) {
      throw new ModelException(
          "Bias has shape %s; it must be [1, %d], one per output of the layer."
              .formatted(bias.shape(), outputs));
    }
  }

  public int inputs() {
    return weight.rows();
  }

  public int outputs() {
    return heads == Heads.CONCAT ? weight.columns() : source.columns();
  }

  /** Number of heads. */
  public int count() {
    return source.rows();
  }

  /** Features per head. */
  public int features() {
    return source.columns();
  }

  WeightMatrix biasOrZero() {
    return bias.orElseGet(() -> WeightMatrix.zeroBias(outputs()));
  }
}
