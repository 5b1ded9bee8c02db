package io.ringfence.smoothing;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import io.ringfence.certificates.statistics.Statistic;
import io.ringfence.graph.Subgraph;
import java.util.List;
import java.util.Map;

/**
 * One output region on the device: its own propagation matrix and the sums of its targets, which
 * are the first rows of its field.
 *
 * @param <T> the evidence about one target
 */
final class DjlRegion<T> {

  private final NativeModel model;
  private final SmoothingPlan.OutputRegion output;
  private final DjlForward forward;
  private final DjlSums<T> sums;

  DjlRegion(
      NativeModel model,
      DjlArrays arrays,
      Subgraph subgraph,
      SmoothingPlan.OutputRegion output,
      Statistic<T> statistic) {
    this.model = model;
    this.output = output;
    NDArray propagation = Propagation.of(model, arrays, subgraph, output.field());
    this.forward = new DjlForward(model, arrays, propagation);
    this.sums = DjlSums.of(statistic, arrays, output.places(), model.classes());
  }

  /**
   * Adds a batch of samples.
   *
   * @param index of this region among the inputs' outputs
   */
  void add(DjlInputs inputs, int index, int samples, Map<String, NDArray> weights) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray logits = forward.above(inputs.product(index), samples, weights);
      NDArray byNode = DjlArrays.reshape(logits, output.field().nodes(), samples, model.classes());
      sums.add(byNode.get(":" + output.field().targets()));
    }
  }

  /** Copies the sums back and puts them where the task wants them. */
  void results(List<T> all) {
    List<T> own = sums.results();
    for (int target = 0; target < own.size(); target++) {
      all.set(output.places().get(target), own.get(target));
    }
  }

  /** Bytes of the sums and of the propagation matrix with torch's and cuSPARSE's copies of it. */
  long fixedBytes(Subgraph subgraph) {
    long entries = output.field().nodes() + (long) subgraph.neighbours().entries();
    return 64 * entries + sums.bytes();
  }

  /**
   * Bytes per sample: a layer holds its input, two products, what propagation gives and its copies;
   * APPNP's hops are kept until the batch is through.
   */
  long bytesPerSample() {
    long nodes = output.field().nodes();
    long wide = model.widest();
    long layers = 8L * model.receptiveField().attributeHops() * wide;
    if (model instanceof AppnpModel appnp) {
      layers = 4 * wide + (4L * appnp.hops() + 4) * model.classes();
    }
    long statistic = 8L * Double.BYTES * output.field().targets() * model.classes();
    return Float.BYTES * nodes * layers + statistic;
  }
}
