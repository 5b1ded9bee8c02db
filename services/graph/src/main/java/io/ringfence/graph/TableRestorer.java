package io.ringfence.graph;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Builds a node table from what the changelog kept, in any order, and checks that it fits. */
final class TableRestorer {

  private final AttributeRules rules;
  private final int regions;
  private final long nextOrdinal;
  private final Map<String, Integer> slotOfId = new HashMap<>();

  /**
   * @param regions number of regions of the current epoch; 0 before the first
   */
  TableRestorer(AttributeRules rules, int regions, long nextOrdinal) {
    this.rules = rules;
    this.regions = regions;
    this.nextOrdinal = nextOrdinal;
  }

  NodeTable restore(Collection<NodeState> nodes, Collection<EdgeState> edges) {
    List<NodeState> ordered =
        nodes.stream().sorted(Comparator.comparingLong(NodeState::ordinal)).toList();
    long previous = -1;
    for (NodeState node : ordered) {
      requireFitting(node, previous);
      previous = node.ordinal();
    }
    int[][] neighbours = neighbours(ordered.size(), edges);
    NodeTable table = new NodeTable();
    for (int slot = 0; slot < neighbours.length; slot++) {
      NodeState node = ordered.get(slot);
      AttributeRow row = AttributeRow.of(node.attributes());
      NodeRecord alone = NodeRecord.of(node.id(), row, node.label(), node.region());
      table.append(alone.withNeighbours(neighbours[slot]), node.ordinal());
    }
    return table;
  }

  private void requireFitting(NodeState node, long previous) {
    String name = NodeIds.quote(node.id());
    require(slotOfId.put(node.id(), slotOfId.size()) == null, "Node %s is there twice.", name);
    require(node.ordinal() >= 0, "Node %s has the negative ordinal %d.", name, node.ordinal());
    require(
        node.ordinal() > previous,
        "Node %s has ordinal %d, which another node has, too.",
        name,
        node.ordinal());
    require(
        node.ordinal() < nextOrdinal,
        "Node %s has ordinal %d, but the next new node would get %d.",
        name,
        node.ordinal(),
        nextOrdinal);
    boolean regionFits =
        regions == 0
            ? node.region() == NodeRecord.NO_REGION
            : node.region() >= 0 && node.region() < regions;
    require(regionFits, "Node %s is in region %d of %d regions.", name, node.region(), regions);
    require(node.label().orElse(0) >= 0, "Node %s has the negative label %s.", name, node.label());
    rules
        .faultOf(node.attributes())
        .ifPresent(fault -> require(false, "Node %s: %s", name, fault.message()));
  }

  private int[][] neighbours(int nodes, Collection<EdgeState> edges) {
    int[] degrees = new int[nodes];
    for (EdgeState edge : edges) {
      degrees[slot(edge.source(), edge)]++;
      degrees[slot(edge.target(), edge)]++;
    }
    int[][] neighbours = new int[nodes][];
    Arrays.setAll(neighbours, slot -> new int[degrees[slot]]);
    for (EdgeState edge : edges) {
      int source = slot(edge.source(), edge);
      int target = slot(edge.target(), edge);
      neighbours[source][--degrees[source]] = target;
      neighbours[target][--degrees[target]] = source;
    }
    for (int[] row : neighbours) {
      Arrays.sort(row);
      for (int k = 1; k < row.length; k++) {
        require(row[k] != row[k - 1], "An edge is there twice.");
      }
    }
    return neighbours;
  }

  private int slot(String id, EdgeState edge) {
    Integer slot = slotOfId.get(id);
    if (slot == null) {
      throw new IllegalArgumentException(
          "Edge (%s, %s) has an end that is not among the nodes. %s"
              .formatted(NodeIds.quote(edge.source()), NodeIds.quote(edge.target()), REMEDY));
    }
    return slot;
  }

  private static final String REMEDY =
      "The kept state contradicts itself; build the graph again from its updates.";

  private static void require(boolean holds, String format, Object... args) {
    if (!holds) {
      throw new IllegalArgumentException(format.formatted(args) + " " + REMEDY);
    }
  }
}
