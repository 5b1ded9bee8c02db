package io.ringfence.monitor.view;

import io.ringfence.schemas.v1.GraphCertificate;
import java.time.Instant;
import java.util.Optional;

/** Something that the monitor learned, in the order of its topic. */
public sealed interface Observation {

  /** Which graph it is about. */
  String graphId();

  /** When it was written to the topic. */
  Instant at();

  /**
   * A word on a node; of a node that is gone there is none after.
   *
   * @param before the word until now; absent for a new node
   */
  record OfNode(
      String graphId,
      String nodeId,
      Optional<NodeState> before,
      Optional<NodeState> after,
      Instant at)
      implements Observation {}

  /**
   * A word on a graph.
   *
   * @param before the word until now; absent for a new graph
   */
  record OfGraph(
      String graphId, Optional<GraphCertificate> before, GraphCertificate after, Instant at)
      implements Observation {}
}
