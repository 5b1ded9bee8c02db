package io.ringfence.cli.replay;

import io.ringfence.graph.dataset.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * What the graph of the stream looks like so far, by index of the dataset: enough to draw changes
 * that do change something. Not thread-safe.
 */
final class MirrorGraph {
  private final Dataset dataset;
  private final AttributeChanges attributes;
  private final List<TreeSet<Integer>> neighbours = new ArrayList<>();
  private final List<Link> links = new ArrayList<>();

  /** The whole dataset. */
  MirrorGraph(Dataset dataset) {
    this.dataset = dataset;
    this.attributes = AttributeChanges.of(dataset);
    for (int node = 0; node < dataset.nodes(); node++) {
      neighbours.add(new TreeSet<>());
    }
    for (int node = 0; node < dataset.nodes(); node++) {
      for (int k = dataset.adjacency().start(node); k < dataset.adjacency().end(node); k++) {
        int other = dataset.adjacency().column(k);
        neighbours.get(node).add(other);
        if (node < other) {
          links.add(new Link(node, other));
        }
      }
    }
  }

  AttributeChanges attributes() {
    return attributes;
  }

  int nodes() {
    return dataset.nodes();
  }

  int links() {
    return links.size();
  }

  String id(int node) {
    return dataset.nodeId(node);
  }

  List<Integer> neighbours(int node) {
    return List.copyOf(neighbours.get(node));
  }

  boolean linked(int one, int other) {
    return neighbours.get(one).contains(other);
  }

  int randomNode(RandomGenerator random) {
    return random.nextInt(nodes());
  }

  /** Takes an edge away and returns it. */
  Link cutRandom(RandomGenerator random) {
    int position = random.nextInt(links.size());
    Link link = links.get(position);
    links.set(position, links.get(links.size() - 1));
    links.remove(links.size() - 1);
    neighbours.get(link.one()).remove(link.other());
    neighbours.get(link.other()).remove(link.one());
    return link;
  }

  void join(int one, int other) {
    links.add(new Link(one, other));
    neighbours.get(one).add(other);
    neighbours.get(other).add(one);
  }

  /** An edge. */
  record Link(int one, int other) {}
}
