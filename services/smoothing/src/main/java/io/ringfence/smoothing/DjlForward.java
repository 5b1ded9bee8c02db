package io.ringfence.smoothing;

import ai.djl.ndarray.NDArray;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The models written with DJL arrays, differentiable in the weights. Weights come by the names of
 * their files; a missing bias is not added.
 */
final class DjlForward {

  private final Model shape;
  private final DjlArrays arrays;
  private final NDArray propagation;

  /**
   * @param shape tells architecture, depth and parameters; its weights are not read
   */
  DjlForward(Model shape, DjlArrays arrays, NDArray propagation) {
    this.shape = shape;
    this.arrays = arrays;
    this.propagation = propagation;
  }

  /**
   * Scores before softmax, [nodes, classes].
   *
   * @param attributes [nodes, attributes], dense or sparse
   * @param dropout what happens to hidden activations; the identity outside of training
   */
  NDArray logits(NDArray attributes, Map<String, NDArray> weights, UnaryOperator<NDArray> dropout) {
    if (shape instanceof AppnpModel appnp) {
      return appnp(appnp, attributes, weights, dropout);
    }
    int layers = shape.receptiveField().attributeHops();
    NDArray h = attributes;
    for (int l = 1; l <= layers; l++) {
      NDArray own = h.matMul(weight(weights, ModelFiles.weight(l)));
      if (shape instanceof SageModel) {
        NDArray neighbour = h.matMul(weight(weights, ModelFiles.neighbourWeight(l)));
        h = own.add(propagation.matMul(neighbour));
      } else {
        h = propagation.matMul(own);
      }
      h = plusBias(h, weights, l);
      if (l < layers) {
        h = dropout.apply(relu(h));
      }
    }
    return h;
  }

  private NDArray appnp(
      AppnpModel model,
      NDArray attributes,
      Map<String, NDArray> weights,
      UnaryOperator<NDArray> dropout) {
    NDArray first = attributes.matMul(weight(weights, ModelFiles.weight(1)));
    NDArray hidden = dropout.apply(relu(plusBias(first, weights, 1)));
    NDArray start = plusBias(hidden.matMul(weight(weights, ModelFiles.weight(2))), weights, 2);
    NDArray keep = arrays.scalar(1 - model.teleport());
    NDArray restart = start.mul(arrays.scalar(model.teleport()));
    NDArray z = start;
    for (int t = 0; t < model.hops(); t++) {
      z = propagation.matMul(z).mul(keep).add(restart);
    }
    return z;
  }

  private static NDArray relu(NDArray x) {
    return x.getNDArrayInternal().relu();
  }

  private static NDArray plusBias(NDArray x, Map<String, NDArray> weights, int layer) {
    NDArray bias = weights.get(ModelFiles.bias(layer));
    return bias == null ? x : x.add(bias);
  }

  private static NDArray weight(Map<String, NDArray> weights, String name) {
    NDArray weight = weights.get(name);
    if (weight == null) {
      throw new IllegalArgumentException(
          "Weight '%s' is missing; every layer needs it.".formatted(name));
    }
    return weight;
  }
}
