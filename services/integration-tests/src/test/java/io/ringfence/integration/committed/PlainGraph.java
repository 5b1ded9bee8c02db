package io.ringfence.integration.committed;

import io.ringfence.schemas.v1.GraphUpdate;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * A graph with bits as attributes, by the letter of the contract, in the plainest code there is.
 */
public final class PlainGraph {

  /**
   * What every update is held against.
   *
   * @param attributes bits per node
   * @param nodeOnes most bits that are one at a node
   * @param ones most bits that are one in the graph
   */
  public record Rules(
      int attributes, int nodes, int edges, int degree, int nodeOnes, long ones, int nodeIdBytes) {}

  /** What is known of a node. */
  public record Node(SortedSet<Integer> ones, OptionalInt label) {}

  /** Two ends in alphabetical order. */
  public record Edge(String smaller, String larger) {

    /** The edge between two nodes in any order. */
    public static Edge of(String one, String other) {
      return one.compareTo(other) < 0 ? new Edge(one, other) : new Edge(other, one);
    }

    /** Whether it ends at a node. */
    public boolean touches(String nodeId) {
      return smaller.equals(nodeId) || larger.equals(nodeId);
    }
  }

  private final Rules rules;
  private SortedMap<String, Node> nodes = new TreeMap<>();
  private Set<Edge> edges = new HashSet<>();

  public PlainGraph(Rules rules) {
    this.rules = rules;
  }

  /**
   * Takes an update whole or not at all.
   *
   * @return why it is refused, in the contract's word; empty if it was taken
   */
  public Optional<String> apply(GraphUpdate update) {
    PlainSteps steps = new PlainSteps(rules, new TreeMap<>(nodes), new HashSet<>(edges));
    Optional<String> fault = steps.take(update);
    if (fault.isEmpty()) {
      nodes = steps.nodes();
      edges = steps.edges();
    }
    return fault;
  }

  public Map<String, Node> nodes() {
    return nodes;
  }

  public Set<Edge> edges() {
    return edges;
  }
}
