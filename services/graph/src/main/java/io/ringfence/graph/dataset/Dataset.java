package io.ringfence.graph.dataset;

import io.ringfence.graph.AttributeMatrix;
import io.ringfence.graph.AttributeSpec;
import io.ringfence.graph.BinaryAttributeMatrix;
import io.ringfence.graph.BinaryAttributes;
import io.ringfence.graph.NodeAttributes;
import io.ringfence.graph.RealAttributeMatrix;
import io.ringfence.graph.RealAttributes;
import io.ringfence.graph.SparseRows;
import io.ringfence.graph.Subgraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.LongStream;

/**
 * A whole graph at rest: nodes 0 … n-1 with ids, undirected edges without self loops, attributes,
 * and labels where known. Immutable.
 */
public final class Dataset {

  private static final int NO_LABEL = -1;

  private final String name;
  private final List<String> nodeIds;
  private final SparseRows adjacency;
  private final AttributeMatrix attributes;
  private final int[] labels;
  private final int classes;
  private final Optional<Split> split;

  private Dataset(
      String name,
      List<String> nodeIds,
      SparseRows adjacency,
      AttributeMatrix attributes,
      int[] labels,
      Optional<Split> split) {
    this.name = name;
    this.nodeIds = nodeIds;
    this.adjacency = adjacency;
    this.attributes = attributes;
    this.labels = labels;
    this.classes = Arrays.stream(labels).max().orElse(NO_LABEL) + 1;
    this.split = split;
  }

  /**
   * @param nodeIds n different ids
   * @param adjacency n × n, symmetric, no self loops
   * @param attributes n rows
   * @param labels n classes from 0 on, -1 where unknown; copied
   * @throws IllegalArgumentException if the parts do not fit together
   */
  public static Dataset of(
      String name,
      List<String> nodeIds,
      SparseRows adjacency,
      AttributeMatrix attributes,
      int[] labels,
      Optional<Split> split) {
    int n = nodeIds.size();
    if (adjacency.rows() != n
        || adjacency.width() != n
        || attributes.nodes() != n
        || labels.length != n) {
      throw new IllegalArgumentException(
          "Dataset '%s' has %d ids, %d × %d adjacency, %d attribute rows, %d labels; all must speak of the same nodes."
              .formatted(
                  name, n, adjacency.rows(), adjacency.width(), attributes.nodes(), labels.length));
    }
    requireUndirected(name, adjacency);
    if (new HashSet<>(nodeIds).size() != n) {
      throw new IllegalArgumentException(
          "Dataset '%s' has a node id twice; ids must differ.".formatted(name));
    }
    if (Arrays.stream(labels).anyMatch(label -> label < NO_LABEL)) {
      throw new IllegalArgumentException(
          "Dataset '%s' has a label below -1; labels count from 0, -1 is unknown.".formatted(name));
    }
    split.ifPresent(s -> requireInRange(name, s, n));
    return new Dataset(name, List.copyOf(nodeIds), adjacency, attributes, labels.clone(), split);
  }

  private static void requireUndirected(String name, SparseRows adjacency) {
    for (int node = 0; node < adjacency.rows(); node++) {
      for (int k = adjacency.start(node); k < adjacency.end(node); k++) {
        int other = adjacency.column(k);
        if (other == node || !adjacency.contains(other, node)) {
          throw new IllegalArgumentException(
              "Dataset '%s' has the edge (%d, %d) in one direction only or a self loop; edges are undirected between different nodes."
                  .formatted(name, node, other));
        }
      }
    }
  }

  private static void requireInRange(String name, Split split, int nodes) {
    for (List<Integer> part : List.of(split.train(), split.validation(), split.test())) {
      if (!part.isEmpty() && (part.get(0) < 0 || part.get(part.size() - 1) >= nodes)) {
        throw new IllegalArgumentException(
            "The split of dataset '%s' names node %d or %d; nodes are 0 to %d."
                .formatted(name, part.get(0), part.get(part.size() - 1), nodes - 1));
      }
    }
  }

  /** Where it came from, for people. */
  public String name() {
    return name;
  }

  /** Number of nodes, n. */
  public int nodes() {
    return labels.length;
  }

  /** Number of undirected edges. */
  public int edges() {
    return adjacency.entries() / 2;
  }

  /** Number of classes: the largest label plus one, 0 without labels. */
  public int classes() {
    return classes;
  }

  public String nodeId(int node) {
    return nodeIds.get(node);
  }

  /** All ids by index. */
  public List<String> nodeIds() {
    return nodeIds;
  }

  /** Class of a node, if known. */
  public OptionalInt label(int node) {
    return labels[node] == NO_LABEL ? OptionalInt.empty() : OptionalInt.of(labels[node]);
  }

  /** n × n, symmetric. */
  public SparseRows adjacency() {
    return adjacency;
  }

  public AttributeMatrix attributes() {
    return attributes;
  }

  /** Attributes of one node, as an update of the live graph carries them. */
  public NodeAttributes attributesOf(int node) {
    if (attributes instanceof BinaryAttributeMatrix binary) {
      List<Integer> ones = new ArrayList<>(binary.ones().count(node));
      for (int k = binary.ones().start(node); k < binary.ones().end(node); k++) {
        ones.add(binary.ones().column(k));
      }
      return new BinaryAttributes(ones);
    }
    RealAttributeMatrix real = (RealAttributeMatrix) attributes;
    List<Float> values = new ArrayList<>(real.dimension());
    for (int k = 0; k < real.dimension(); k++) {
      values.add(real.value(node, k));
    }
    return new RealAttributes(values);
  }

  public AttributeSpec attributeSpec() {
    return new AttributeSpec(
        attributes instanceof BinaryAttributeMatrix
            ? AttributeSpec.Kind.BINARY
            : AttributeSpec.Kind.REAL,
        attributes.dimension());
  }

  /** The split that came with the data, if any. */
  public Optional<Split> split() {
    return split;
  }

  /**
   * The whole graph as one piece; a node's ordinal is its index.
   *
   * @param regionOf region of each node
   */
  public Subgraph toSubgraph(List<Integer> regionOf) {
    if (regionOf.size() != nodes()) {
      throw new IllegalArgumentException(
          "%d regions given for the %d nodes of dataset '%s'; give one per node."
              .formatted(regionOf.size(), nodes(), name));
    }
    int[] degrees = new int[nodes()];
    Arrays.setAll(degrees, adjacency::count);
    return new Subgraph(
        LongStream.range(0, nodes()).toArray(),
        regionOf.stream().mapToInt(Integer::intValue).toArray(),
        degrees,
        adjacency,
        attributes);
  }

  @Override
  public String toString() {
    return "Dataset[%s: %d nodes, %d edges, %d attributes, %d classes]"
        .formatted(name, nodes(), edges(), attributes.dimension(), classes);
  }
}
