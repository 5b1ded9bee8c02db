package io.ringfence.monitor.rules;

import java.time.Duration;
import java.util.Set;

/**
 * One rule, valid. Every subject of its scope is judged by itself.
 *
 * @param graphs empty for all
 * @param nodes whom it is about; for quantities of a graph as a whole {@link NodeSelector#ALL}
 * @param grace how long a node that waits or was shortened is judged by its last settled word
 * @param group of a rule on nodes: one alert gathers all nodes of such a subject; {@link
 *     Scope#NODE} leaves every node its own
 * @param minNodes regions, communities and graphs with fewer selected nodes are not judged
 */
public record Rule(
    String name,
    Severity severity,
    Scope per,
    Set<String> graphs,
    NodeSelector nodes,
    Quantity quantity,
    Trigger trigger,
    Duration grace,
    Scope group,
    int minNodes) {

  public Rule {
    graphs = Set.copyOf(graphs);
  }

  boolean isAbout(String graphId) {
    return graphs.isEmpty() || graphs.contains(graphId);
  }

  /** What an alert of this rule is about. */
  Scope subjects() {
    return per == Scope.NODE ? group : per;
  }
}
