package io.ringfence.smoothing;

import io.ringfence.graph.ReceptiveField;
import java.util.List;

/**
 * Graph attention network: {@link GatLayer}s with an activation between them and softmax after the
 * last. Every node attends to itself, too.
 *
 * @param layers at least one, each reading what the one before writes
 * @param negativeSlope of the LeakyReLU in the attention, in [0, 1]
 * @param activation between layers
 */
public record GatModel(List<GatLayer> layers, double negativeSlope, Activation activation)
    implements NativeModel {

  /** What hidden values pass between layers. */
  public enum Activation {
    /** {@code max(x, 0)}. */
    RELU,
    /** x, or {@code e^x - 1} where x is negative. */
    ELU
  }

  public GatModel {
    layers = List.copyOf(layers);
    LayerChain.require(
        layers.stream().map(GatLayer::inputs).toList(),
        layers.stream().map(GatLayer::outputs).toList());
    if (!(negativeSlope >= 0 && negativeSlope <= 1)) {
      throw new ModelException(
          "'negativeSlope' is %s; it must lie in [0, 1].".formatted(negativeSlope));
    }
  }

  @Override
  public int attributes() {
    return layers.get(0).inputs();
  }

  @Override
  public List<Integer> widths() {
    return layers.stream().map(GatLayer::outputs).toList();
  }

  /**
   * An edge changes whom its two ends attend to, in every layer; what they say of themselves is
   * carried on by the remaining layers. Weights know no degrees, so no other node's sums change.
   */
  @Override
  public ReceptiveField receptiveField() {
    return new ReceptiveField(layers.size(), layers.size() - 1);
  }
}
