package io.ringfence.monitor.view;

import io.ringfence.schemas.v1.Cell;
import io.ringfence.schemas.v1.GraphCertificate;
import io.ringfence.schemas.v1.NodeCertificate;
import java.time.Instant;
import java.util.AbstractCollection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One graph, kept up to date. Confined to the thread that feeds it; lists and maps that it returns
 * are copies, but for {@link #nodes}.
 *
 * <p>An edge is shown while both of its ends have a certificate: edges and certificates come from
 * different topics, in any order.
 */
public final class LiveGraph implements GraphView {

  private static final int CELLS_IN_HISTORY = 4;

  private final String graphId;
  private final ViewLimits limits;
  private final SortedMap<String, NodeEntry> nodes = new TreeMap<>();
  private final Neighbourhoods edges = new Neighbourhoods();
  private final PendingChanges pending = new PendingChanges();
  private final ShareHistory history;
  private @Nullable GraphCertificate certificate;
  private Tally tally = Tally.NONE;
  private Instant at = Instant.EPOCH;
  private long modifications;

  LiveGraph(String graphId, ViewLimits limits) {
    this.graphId = graphId;
    this.limits = limits;
    this.history = new ShareHistory(limits.historyPoints());
  }

  Observation.OfNode put(NodeCertificate record, Instant written) {
    NodeState after = NodeStates.of(record);
    NodeEntry entry = nodes.get(after.nodeId());
    Optional<NodeState> before = Optional.ofNullable(entry).map(NodeEntry::state);
    if (entry == null) {
      nodes.put(after.nodeId(), new NodeEntry(after, record));
      for (String other : edges.of(after.nodeId())) {
        pending.edge(Edge.of(after.nodeId(), other), true);
      }
    } else {
      tally = tally.minus(entry.state().status());
      entry.replace(after, record, limits.nodeHistory());
    }
    tally = tally.plus(after.status());
    pending.node(after.nodeId());
    touch(written);
    return new Observation.OfNode(graphId, after.nodeId(), before, Optional.of(after), written);
  }

  /** Empty if there was no such node. */
  Optional<Observation> remove(String nodeId, Instant written) {
    NodeEntry entry = nodes.remove(nodeId);
    if (entry == null) {
      return Optional.empty();
    }
    tally = tally.minus(entry.state().status());
    pending.node(nodeId);
    touch(written);
    return Optional.of(
        new Observation.OfNode(
            graphId, nodeId, Optional.of(entry.state()), Optional.empty(), written));
  }

  Observation.OfGraph put(GraphCertificate record, Instant written) {
    Optional<GraphCertificate> before = certificate();
    certificate = record;
    history.add(
        new SharePoint(
            written,
            new Tally(record.getCertified(), record.getPending(), record.getAbstained()),
            few(record.getCellsList())));
    pending.graph();
    touch(written);
    return new Observation.OfGraph(graphId, before, record, written);
  }

  private static List<Cell> few(List<Cell> cells) {
    List<Cell> few = new ArrayList<>();
    int step = Math.max(1, (cells.size() + CELLS_IN_HISTORY - 1) / CELLS_IN_HISTORY);
    for (int i = cells.size() - 1; i >= 0; i -= step) {
      few.add(0, cells.get(i));
    }
    return few;
  }

  void put(Edge edge) {
    if (edges.add(edge)) {
      pending.edge(edge, true);
      modifications++;
    }
  }

  void remove(Edge edge) {
    if (edges.remove(edge)) {
      pending.edge(edge, false);
      modifications++;
    }
  }

  private void touch(Instant written) {
    at = written.isAfter(at) ? written : at;
    modifications++;
  }

  @Override
  public String graphId() {
    return graphId;
  }

  @Override
  public Optional<GraphCertificate> certificate() {
    return Optional.ofNullable(certificate);
  }

  /** A live view. */
  @Override
  public Collection<NodeState> nodes() {
    return new AbstractCollection<>() {
      @Override
      public Iterator<NodeState> iterator() {
        Iterator<NodeEntry> entries = nodes.values().iterator();
        return new Iterator<>() {
          @Override
          public boolean hasNext() {
            return entries.hasNext();
          }

          @Override
          public NodeState next() {
            return entries.next().state();
          }
        };
      }

      @Override
      public int size() {
        return nodes.size();
      }
    };
  }

  @Override
  public Optional<NodeState> node(String nodeId) {
    return Optional.ofNullable(nodes.get(nodeId)).map(NodeEntry::state);
  }

  @Override
  public int degree(String nodeId) {
    return edges.of(nodeId).size();
  }

  /** The whole record of a node's last word. */
  public Optional<NodeCertificate> record(String nodeId) {
    return Optional.ofNullable(nodes.get(nodeId)).map(NodeEntry::certificate);
  }

  /** Earlier words on a node, newest first. */
  public List<NodeState> earlier(String nodeId) {
    NodeEntry entry = nodes.get(nodeId);
    return entry == null ? List.of() : entry.earlier();
  }

  /** Whether anything was said of it; a graph of which only edges are known is not shown. */
  public boolean isKnown() {
    return certificate != null || !nodes.isEmpty();
  }

  /** Neighbours that have a certificate, in order of id. */
  public List<String> neighbours(String nodeId) {
    return edges.of(nodeId).stream().filter(nodes::containsKey).toList();
  }

  /** Nodes by status, counted here. */
  public Tally tally() {
    return tally;
  }

  /** Edges that are known. */
  public int edges() {
    return edges.edges();
  }

  /** Neighbours of all nodes, as they are now. */
  public Map<String, List<String>> structure() {
    return edges.copy();
  }

  /** How the graph stood over time. */
  public List<SharePoint> history(Instant from) {
    return history.since(from);
  }

  /** When the last record on this graph was written. */
  public Instant at() {
    return at;
  }

  /** Grows with every change: equal numbers mean equal contents. */
  public long modifications() {
    return modifications;
  }

  /** Whether there is anything that {@link #takeChanges} would tell. */
  public boolean hasChanges() {
    return !pending.isEmpty();
  }

  /** What changed since this was last asked, up to so many nodes and edges; the rest stays. */
  public GraphChanges takeChanges(int limit) {
    return pending.take(limit, id -> node(id).orElse(null));
  }

  /** Something about it changed that is kept elsewhere: its summary is to be told again. */
  public void retell() {
    pending.graph();
    modifications++;
  }

  void forgetChanges() {
    pending.clear();
  }
}
