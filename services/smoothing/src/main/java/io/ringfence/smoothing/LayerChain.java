package io.ringfence.smoothing;

import java.util.List;

/** The rule that each layer reads as many values as the one before writes. */
final class LayerChain {

  private LayerChain() {}

  /**
   * @throws ModelException if there is no layer, or two do not fit
   */
  static void require(List<Integer> inputs, List<Integer> outputs) {
    if (inputs.isEmpty()) {
      throw new ModelException("The model has 0 layers; it needs at least 1.");
    }
    for (int l = 1; l < inputs.size(); l++) {
      int written = outputs.get(l - 1);
      int read = inputs.get(l);
      if (written != read) {
        throw new ModelException(
            "Layer %d writes %d values and layer %d reads %d; they must be equal."
                .formatted(l, written, l + 1, read));
      }
    }
  }
}
