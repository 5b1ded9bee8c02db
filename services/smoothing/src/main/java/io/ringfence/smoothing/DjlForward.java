package io.ringfence.smoothing;

import ai.djl.ndarray.NDArray;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The models written with DJL arrays, differentiable in the weights. Weights come by the names of
 * their files; a missing bias is not added.
 */
final class DjlForward {

  private final NativeModel shape;
  private final DjlArrays arrays;
  private final NDArray propagation;

  /**
   * @param shape tells architecture, depth and parameters; its weights are not read
   */
  DjlForward(NativeModel shape, DjlArrays arrays, NDArray propagation) {
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
    NDArray own = attributes.matMul(weight(weights, ModelFiles.weight(1)));
    NDArray neighbour =
        shape instanceof SageModel
            ? attributes.matMul(weight(weights, ModelFiles.neighbourWeight(1)))
            : own;
    return above(own, neighbour, 1, weights, dropout);
  }

  /**
   * What the layers above say of the {@link FirstLayer}'s product, [nodes × samples, classes].
   *
   * @param product [nodes × samples, width]: all samples of the first node, then all of the next
   */
  NDArray above(NDArray product, int samples, Map<String, NDArray> weights) {
    if (shape instanceof SageModel) {
      int half = shape.hidden();
      NDArray own = product.get(":, :" + half);
      return above(own, product.get(":, " + half + ":"), samples, weights, x -> x);
    }
    return above(product, product, samples, weights, x -> x);
  }

  /**
   * @param neighbour what SAGE averages over neighbours; others read {@code own} only
   */
  private NDArray above(
      NDArray own,
      NDArray neighbour,
      int samples,
      Map<String, NDArray> weights,
      UnaryOperator<NDArray> dropout) {
    if (shape instanceof AppnpModel appnp) {
      return appnp(appnp, own, samples, weights, dropout);
    }
    int layers = shape.receptiveField().attributeHops();
    NDArray h = layer(own, neighbour, samples, weights, 1);
    for (int l = 2; l <= layers; l++) {
      h = dropout.apply(relu(h));
      NDArray next = h.matMul(weight(weights, ModelFiles.weight(l)));
      NDArray averaged =
          shape instanceof SageModel
              ? h.matMul(weight(weights, ModelFiles.neighbourWeight(l)))
              : next;
      h = layer(next, averaged, samples, weights, l);
    }
    return h;
  }

  private NDArray layer(
      NDArray own, NDArray neighbour, int samples, Map<String, NDArray> weights, int number) {
    NDArray passed = propagate(neighbour, samples);
    return plusBias(shape instanceof SageModel ? own.add(passed) : passed, weights, number);
  }

  /** One sparse product for all samples: they lie side by side in the columns. */
  private NDArray propagate(NDArray x, int samples) {
    if (samples == 1) {
      return propagation.matMul(x);
    }
    long width = x.getShape().get(1);
    NDArray columns = DjlArrays.reshape(x, -1, samples * width);
    return DjlArrays.reshape(propagation.matMul(columns), -1, width);
  }

  private NDArray appnp(
      AppnpModel model,
      NDArray first,
      int samples,
      Map<String, NDArray> weights,
      UnaryOperator<NDArray> dropout) {
    NDArray hidden = dropout.apply(relu(plusBias(first, weights, 1)));
    NDArray start = plusBias(hidden.matMul(weight(weights, ModelFiles.weight(2))), weights, 2);
    NDArray keep = arrays.scalar(1 - model.teleport());
    NDArray restart = start.mul(arrays.scalar(model.teleport()));
    NDArray z = start;
    for (int t = 0; t < model.hops(); t++) {
      z = propagate(z, samples).mul(keep).add(restart);
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
