package io.ringfence.smoothing;

import io.ringfence.graph.AttributeMatrix;
import io.ringfence.graph.SparseRows;
import io.ringfence.graph.Subgraph;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** A labelled graph to learn from. Immutable. */
public final class TrainingSet {

  private final SparseRows adjacency;
  private final AttributeMatrix attributes;
  private final int[] labels;
  private final int classes;
  private final List<Integer> train;
  private final List<Integer> validation;

  /**
   * @param adjacency n × n, symmetric, without self loops
   * @param attributes n rows, binary or real
   * @param labels n classes in [0, classes); only those of training and validation nodes are looked
   *     at; copied
   * @param classes number of classes
   * @param train indices of the nodes to learn from, at least one
   * @param validation indices of the nodes that decide when to stop; may be empty
   * @throws IllegalArgumentException if the parts do not fit together
   */
  public TrainingSet(
      SparseRows adjacency,
      AttributeMatrix attributes,
      int[] labels,
      int classes,
      List<Integer> train,
      List<Integer> validation) {
    int n = adjacency.rows();
    if (adjacency.width() != n || attributes.nodes() != n || labels.length != n) {
      throw new IllegalArgumentException(
          "Adjacency has %d rows, attributes %d, labels %d; all must speak of the same nodes."
              .formatted(n, attributes.nodes(), labels.length));
    }
    if (train.isEmpty()) {
      throw new IllegalArgumentException(
          "There are 0 training nodes; at least 1 labelled node is needed.");
    }
    this.adjacency = adjacency;
    this.attributes = attributes;
    this.labels = labels.clone();
    this.classes = classes;
    this.train = List.copyOf(train);
    this.validation = List.copyOf(validation);
    requireLabelled(this.train);
    requireLabelled(this.validation);
  }

  private void requireLabelled(List<Integer> nodes) {
    for (int node : nodes) {
      if (node < 0 || node >= labels.length) {
        throw new IllegalArgumentException(
            "Node %d is not one of the %d nodes.".formatted(node, labels.length));
      }
      if (labels[node] < 0 || labels[node] >= classes) {
        throw new IllegalArgumentException(
            "Node %d has label %d; labels of training and validation nodes run from 0 to %d."
                .formatted(node, labels[node], classes - 1));
      }
    }
  }

  int nodes() {
    return labels.length;
  }

  SparseRows adjacency() {
    return adjacency;
  }

  AttributeMatrix attributes() {
    return attributes;
  }

  int classes() {
    return classes;
  }

  List<Integer> train() {
    return train;
  }

  List<Integer> validation() {
    return validation;
  }

  int label(int node) {
    return labels[node];
  }

  int[] degrees() {
    return IntStream.range(0, nodes()).map(adjacency::count).toArray();
  }

  /** The whole graph, in one region. */
  Subgraph graph() {
    return new Subgraph(
        LongStream.range(0, nodes()).toArray(), new int[nodes()], degrees(), adjacency, attributes);
  }

  /** One-hot labels of some nodes, each row divided by their number: the weights of a mean loss. */
  float[] lossWeights(List<Integer> of) {
    float[] weights = new float[nodes() * classes];
    for (int node : of) {
      weights[node * classes + labels[node]] = 1f / of.size();
    }
    return weights;
  }
}
