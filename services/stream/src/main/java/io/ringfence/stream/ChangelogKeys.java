package io.ringfence.stream;

import io.ringfence.graph.EdgeState;
import io.ringfence.schemas.RecordKeys;

/** Keys of the changelog. */
final class ChangelogKeys {

  static final String NODE = "node";
  static final String EDGE = "edge";
  static final String META = "meta";
  static final String EPOCH = "epoch";

  private ChangelogKeys() {}

  static String node(String graphId, String nodeId) {
    return RecordKeys.join(graphId, NODE, nodeId);
  }

  static String edge(String graphId, EdgeState edge) {
    return RecordKeys.join(graphId, EDGE, edge.source(), edge.target());
  }

  static String meta(String graphId) {
    return RecordKeys.join(graphId, META);
  }

  static String epoch(String graphId) {
    return RecordKeys.join(graphId, EPOCH);
  }
}
