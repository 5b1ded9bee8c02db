package io.ringfence.monitor.view;

import io.ringfence.schemas.v1.GraphCertificate;
import io.ringfence.schemas.v1.NodeCertificate;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.TreeMap;

/** All graphs. Confined to one thread. */
public final class GraphStore {

  private final ViewLimits limits;
  private final TreeMap<String, LiveGraph> graphs = new TreeMap<>();

  public GraphStore(ViewLimits limits) {
    this.limits = limits;
  }

  /**
   * A word on a node.
   *
   * @throws IllegalArgumentException if it says nothing that this version knows
   */
  public Observation put(NodeCertificate record, Instant at) {
    return graph(record.getGraphId()).put(record, at);
  }

  /** A word on a graph. */
  public Observation put(GraphCertificate record, Instant at) {
    return graph(record.getGraphId()).put(record, at);
  }

  /** A node is gone; empty if it was not known. */
  public Optional<Observation> remove(String graphId, String nodeId, Instant at) {
    return Optional.ofNullable(graphs.get(graphId)).flatMap(graph -> graph.remove(nodeId, at));
  }

  /** A graph is gone with everything in it; whether it was known. */
  public boolean remove(String graphId) {
    return graphs.remove(graphId) != null;
  }

  /** An edge is there. */
  public void put(String graphId, Edge edge) {
    graph(graphId).put(edge);
  }

  /** An edge is gone. */
  public void remove(String graphId, Edge edge) {
    Optional.ofNullable(graphs.get(graphId)).ifPresent(graph -> graph.remove(edge));
  }

  private LiveGraph graph(String graphId) {
    return graphs.computeIfAbsent(graphId, id -> new LiveGraph(id, limits));
  }

  /** One graph. */
  public Optional<LiveGraph> find(String graphId) {
    return Optional.ofNullable(graphs.get(graphId));
  }

  /** All graphs, in order of id; a live view. */
  public Collection<LiveGraph> graphs() {
    return Collections.unmodifiableCollection(graphs.values());
  }

  /** Nobody has been told anything yet: what is known so far is where listeners begin. */
  public void forgetChanges() {
    graphs.values().forEach(LiveGraph::forgetChanges);
  }
}
