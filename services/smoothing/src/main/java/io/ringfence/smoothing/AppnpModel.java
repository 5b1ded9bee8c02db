package io.ringfence.smoothing;

import io.ringfence.graph.ReceptiveField;
import java.util.List;

/**
 * Predict, then propagate (Gasteiger et al. 2019): {@code Z0 = relu(X W1 + b1) W2 + b2}, then
 * {@code hops} times {@code Z = (1 - teleport) Â Z + teleport Z0}, then softmax; {@code Â = D^-1/2
 * (A + I) D^-1/2}.
 *
 * @param first [attributes, hidden]
 * @param second [hidden, classes]
 * @param hops not negative; 0 is a perceptron that sees no neighbour
 * @param teleport in [0, 1]
 */
public record AppnpModel(DenseLayer first, DenseLayer second, int hops, double teleport)
    implements NativeModel {

  public AppnpModel {
    if (first.outputs() != second.inputs()) {
      throw new ModelException(
          "Layer 1 writes %d values and layer 2 reads %d; they must be equal."
              .formatted(first.outputs(), second.inputs()));
    }
    if (hops < 0) {
      throw new ModelException("'hops' is %d; it must not be negative.".formatted(hops));
    }
    if (!(teleport >= 0 && teleport <= 1)) {
      throw new ModelException("'teleport' is %s; it must lie in [0, 1].".formatted(teleport));
    }
  }

  @Override
  public int attributes() {
    return first.inputs();
  }

  @Override
  public List<Integer> widths() {
    return List.of(first.outputs(), second.outputs());
  }

  @Override
  public ReceptiveField receptiveField() {
    return new ReceptiveField(hops, hops);
  }
}
