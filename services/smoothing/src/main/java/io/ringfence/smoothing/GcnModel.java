package io.ringfence.smoothing;

import io.ringfence.graph.ReceptiveField;
import java.util.List;

/**
 * Graph convolutional network: {@code softmax(Â relu(Â X W1 + b1) W2 + b2)} for two layers, and so
 * on for more; {@code Â = D^-1/2 (A + I) D^-1/2} (Kipf and Welling 2017).
 *
 * @param layers at least one, each reading what the one before writes
 */
public record GcnModel(List<DenseLayer> layers) implements NativeModel {

  public GcnModel {
    layers = List.copyOf(layers);
    LayerChain.require(
        layers.stream().map(DenseLayer::inputs).toList(),
        layers.stream().map(DenseLayer::outputs).toList());
  }

  @Override
  public int attributes() {
    return layers.get(0).inputs();
  }

  @Override
  public List<Integer> widths() {
    return layers.stream().map(DenseLayer::outputs).toList();
  }

  /** An edge changes the degrees of both ends and so the weights of all their edges. */
  @Override
  public ReceptiveField receptiveField() {
    return new ReceptiveField(layers.size(), layers.size());
  }
}
