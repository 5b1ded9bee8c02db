package io.ringfence.monitor.view;

import com.google.protobuf.InvalidProtocolBufferException;
import io.ringfence.schemas.v1.NodeCertificate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Everything that is kept of one node. */
final class NodeEntry {

  private final Deque<PackedState> earlier = new ArrayDeque<>(1);
  private NodeState state;
  private byte[] record;

  NodeEntry(NodeState state, NodeCertificate certificate) {
    this.state = state;
    this.record = certificate.toByteArray();
  }

  NodeState state() {
    return state;
  }

  void replace(NodeState next, NodeCertificate certificate, int keep) {
    earlier.addFirst(new PackedState(state));
    while (earlier.size() > keep) {
      earlier.removeLast();
    }
    state = next;
    record = certificate.toByteArray();
  }

  NodeCertificate certificate() {
    try {
      return NodeCertificate.parseFrom(record);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("A record that was written here cannot be read.", e);
    }
  }

  /** Newest first. */
  List<NodeState> earlier() {
    List<NodeState> states = new ArrayList<>(earlier.size());
    for (PackedState packed : earlier) {
      states.add(packed.unpack(state.nodeId()));
    }
    return states;
  }
}
