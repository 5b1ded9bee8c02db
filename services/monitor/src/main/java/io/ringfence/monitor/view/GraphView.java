package io.ringfence.monitor.view;

import io.ringfence.schemas.v1.GraphCertificate;
import java.util.Collection;
import java.util.Optional;

/**
 * One graph as the monitor knows it. Live, confined to the thread that feeds it: readers elsewhere
 * get copies.
 */
public interface GraphView {

  /** The graph. */
  String graphId();

  /** The last word on the graph as a whole. */
  Optional<GraphCertificate> certificate();

  /** The last word on every node, in order of node id. */
  Collection<NodeState> nodes();

  /** The last word on one node. */
  Optional<NodeState> node(String nodeId);

  /** Neighbours of a node; 0 where the structure is not known. */
  int degree(String nodeId);
}
