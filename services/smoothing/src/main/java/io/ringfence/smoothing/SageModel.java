package io.ringfence.smoothing;

import io.ringfence.graph.ReceptiveField;
import java.util.List;

/**
 * GraphSAGE with mean aggregation, relu between the layers and softmax after the last (Hamilton et
 * al. 2017).
 *
 * @param layers at least one, each reading what the one before writes
 */
public record SageModel(List<SageLayer> layers) implements NativeModel {

  public SageModel {
    layers = List.copyOf(layers);
    LayerChain.require(
        layers.stream().map(SageLayer::inputs).toList(),
        layers.stream().map(SageLayer::outputs).toList());
  }

  @Override
  public int attributes() {
    return layers.get(0).inputs();
  }

  @Override
  public List<Integer> widths() {
    return layers.stream().map(SageLayer::outputs).toList();
  }

  /** An edge changes only the means at its two ends, which the remaining layers carry on. */
  @Override
  public ReceptiveField receptiveField() {
    return new ReceptiveField(layers.size(), layers.size() - 1);
  }
}
