package io.ringfence.cli.replay;

import io.ringfence.graph.BinaryAttributeMatrix;
import io.ringfence.graph.GraphOp;
import io.ringfence.graph.dataset.Dataset;
import java.util.random.RandomGenerator;

/**
 * Draws steps that change one attribute of one node, and keeps track of what the attributes are
 * after them. Not thread-safe.
 */
sealed interface AttributeChanges permits BitFlips, ValueChanges {

  /** Changes of a dataset that is as it was read. */
  static AttributeChanges of(Dataset dataset) {
    return dataset.attributes() instanceof BinaryAttributeMatrix
        ? new BitFlips(dataset)
        : new ValueChanges(dataset);
  }

  /** A change as it happens every day. */
  GraphOp quiet(int node, RandomGenerator random);

  /** A change that makes the node look less like itself. */
  GraphOp hostile(int node, int turn, RandomGenerator random);
}
