package io.ringfence.smoothing;

import io.ringfence.graph.ReceptiveField;
import java.util.OptionalInt;

/**
 * Any module {@code (x: float[N, D], edge_index: long[2, E]) -> float[N, C]}, computed by libtorch.
 * Every edge is given in both directions, without self loops. Immutable.
 *
 * @param archive the file
 * @param attributes D
 * @param classes C
 * @param output what the module returns
 * @param hops the scores of a node depend on the attributes of nodes at most so far away, on the
 *     edges among these, and on their degrees; empty if they may depend on the whole graph
 */
public record TorchScriptModel(
    ScriptArchive archive, int attributes, int classes, Output output, OptionalInt hops)
    implements Model {

  /** What a module returns per node. */
  public enum Output {
    /** Scores before softmax. */
    LOGITS,
    /** Not negative, with sum 1. */
    PROBABILITIES
  }

  /** Nothing is known of how degrees enter: an edge reaches as far as with GCN. */
  @Override
  public ReceptiveField receptiveField() {
    return hops.isPresent()
        ? new ReceptiveField(hops.getAsInt(), hops.getAsInt())
        : ReceptiveField.UNBOUNDED;
  }

  /** All that decides what the model says, in one line. */
  String description() {
    return "torchscript attributes=%d classes=%d output=%s hops=%s sha256=%s"
        .formatted(
            attributes,
            classes,
            output,
            hops.isPresent() ? hops.getAsInt() : "unbounded",
            archive.sha256());
  }
}
