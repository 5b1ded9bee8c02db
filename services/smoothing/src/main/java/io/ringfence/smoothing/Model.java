package io.ringfence.smoothing;

import io.ringfence.graph.ReceptiveField;
import io.ringfence.graph.Subgraph;

/** A trained node classifier. Immutable. */
public sealed interface Model permits NativeModel, TorchScriptModel {

  /** D, the number of attributes a node must have. */
  int attributes();

  /** C, the number of classes. */
  int classes();

  /** How far a change of an attribute or of an edge reaches. */
  ReceptiveField receptiveField();

  /**
   * Whether this model can read the attributes of a graph.
   *
   * @throws ModelException if the number of attributes differs
   */
  default void requireFits(Subgraph subgraph) {
    if (subgraph.attributes().dimension() != attributes()) {
      throw new ModelException(
          "Graph has %d attributes per node, model expects %d; use the model that was trained for this graph."
              .formatted(subgraph.attributes().dimension(), attributes()));
    }
  }
}
