package io.ringfence.monitor.api;

import io.ringfence.monitor.view.NodeState;
import io.vertx.core.json.JsonObject;

/** Nodes as the contract has them. */
final class NodeJson {

  private NodeJson() {}

  static JsonObject of(NodeState state) {
    JsonObject json =
        new JsonObject().put("nodeId", state.nodeId()).put("status", state.status().name());
    if (state.pendingReason() != NodeState.PendingReason.NONE) {
      json.put("pendingReason", state.pendingReason().name());
    }
    state.predictedClass().ifPresent(value -> json.put("predictedClass", value));
    state.label().ifPresent(value -> json.put("label", value));
    state.region().ifPresent(value -> json.put("region", value));
    json.put("additions", state.additions()).put("deletions", state.deletions());
    state.distance().ifPresent(value -> json.put("distance", value));
    if (state.displacedAdditions() > 0) {
      json.put("displacedAdditions", state.displacedAdditions());
    }
    if (state.displacedDeletions() > 0) {
      json.put("displacedDeletions", state.displacedDeletions());
    }
    return json.put("graphVersion", state.graphVersion())
        .put("issuedAt", state.issuedAt().toString());
  }
}
