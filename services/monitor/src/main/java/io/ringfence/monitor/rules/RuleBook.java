package io.ringfence.monitor.rules;

import io.ringfence.monitor.view.Alarms;
import io.ringfence.monitor.view.GraphView;
import io.ringfence.monitor.view.NodeState;
import io.ringfence.monitor.view.Observation;
import io.ringfence.schemas.v1.GraphCertificate;
import io.ringfence.schemas.v1.RobustnessAlert;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * All rules on all graphs. Time is that of the ticks; between two of them that of the records, but
 * never more than {@link #AHEAD} beyond, so that a wrong clock of a producer cannot end every
 * waiting time at once. Confined to one thread.
 *
 * <p>An observation costs O(1) per rule, or O(log n) where an order must be kept; a tick costs what
 * is not quiet. Rules hold about a hundred bytes per node, however many there are.
 */
public final class RuleBook implements Alarms {

  private static final Duration AHEAD = Duration.ofSeconds(2);

  private final List<Rule> rules;
  private final List<MaintenanceWindow> maintenance;
  private final AlertWriter writer;
  private final Map<String, GraphBook> books = new TreeMap<>();
  private Instant ticked = Instant.EPOCH;
  private Instant now = Instant.EPOCH;

  /**
   * @param publicAddress where people find the monitor, for links; empty for none
   */
  public RuleBook(
      List<Rule> rules, List<MaintenanceWindow> maintenance, Supplier<String> publicAddress) {
    this.rules = List.copyOf(rules);
    this.maintenance = List.copyOf(maintenance);
    this.writer = new AlertWriter(publicAddress);
  }

  @Override
  public List<RobustnessAlert> begin(
      Collection<? extends GraphView> graphs, Collection<RobustnessAlert> firing, Instant moment) {
    ticked = moment;
    now = moment;
    List<RobustnessAlert> out = new ArrayList<>();
    Map<String, GraphView> byId = new TreeMap<>();
    for (GraphView graph : graphs) {
      byId.put(graph.graphId(), graph);
      book(graph).load(moment(graph, Optional.empty(), out));
    }
    for (RobustnessAlert alert : firing) {
      GraphView graph = byId.getOrDefault(alert.getGraphId(), new Gone(alert.getGraphId()));
      Moment circumstances = moment(graph, Optional.empty(), out);
      GraphBook book = books.get(alert.getGraphId());
      if (book == null || !book.restore(alert, circumstances)) {
        out.add(orphaned(alert, circumstances));
      }
    }
    byId.values().forEach(graph -> book(graph).begin(moment(graph, Optional.empty(), out)));
    return out;
  }

  private static RobustnessAlert orphaned(RobustnessAlert alert, Moment moment) {
    return AlertWriter.resolved(
        alert,
        new AlertWriter.Values(alert.getTo(), alert.getTo(), "not judged any more"),
        "",
        "Rule '%s' is not configured any more for %s, or its subject is gone: the alert ends."
            .formatted(alert.getRule(), alert.getGraphId()),
        moment);
  }

  @Override
  public List<RobustnessAlert> observe(GraphView graph, Observation observation) {
    return observe(graph, observation, Optional.empty());
  }

  @Override
  public List<RobustnessAlert> observe(
      GraphView graph, Observation observation, Optional<String> traceparent) {
    Instant latest = ticked.plus(AHEAD);
    Instant at = observation.at().isAfter(latest) ? latest : observation.at();
    now = at.isAfter(now) ? at : now;
    List<RobustnessAlert> out = new ArrayList<>();
    Moment moment = moment(graph, traceparent, out);
    GraphBook book = book(graph);
    if (observation instanceof Observation.OfNode node) {
      book.node(node.nodeId(), node.after(), moment);
    } else {
      book.graph(moment);
    }
    return out;
  }

  @Override
  public List<RobustnessAlert> tick(Collection<? extends GraphView> graphs, Instant moment) {
    ticked = moment;
    now = moment.isAfter(now) ? moment : now;
    List<RobustnessAlert> out = new ArrayList<>();
    Set<String> present = graphs.stream().map(GraphView::graphId).collect(Collectors.toSet());
    for (String graphId : List.copyOf(books.keySet())) {
      if (!present.contains(graphId)) {
        Optional.ofNullable(books.remove(graphId))
            .ifPresent(book -> book.end(moment(new Gone(graphId), Optional.empty(), out)));
      }
    }
    for (GraphView graph : graphs) {
      book(graph).tick(moment(graph, Optional.empty(), out));
    }
    return out;
  }

  private GraphBook book(GraphView graph) {
    return books.computeIfAbsent(graph.graphId(), id -> new GraphBook(id, rules, writer, now));
  }

  private Moment moment(GraphView graph, Optional<String> traceparent, List<RobustnessAlert> out) {
    return new Moment(now, graph, traceparent, maintenance, out);
  }

  /** A graph of which nothing is known any more. */
  private record Gone(String graphId) implements GraphView {
    @Override
    public Optional<GraphCertificate> certificate() {
      return Optional.empty();
    }

    @Override
    public Collection<NodeState> nodes() {
      return List.of();
    }

    @Override
    public Optional<NodeState> node(String nodeId) {
      return Optional.empty();
    }

    @Override
    public int degree(String nodeId) {
      return 0;
    }
  }
}
