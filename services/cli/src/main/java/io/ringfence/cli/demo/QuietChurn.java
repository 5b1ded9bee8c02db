package io.ringfence.cli.demo;

import io.ringfence.graph.GraphOp;
import io.ringfence.graph.dataset.Dataset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Flips of attributes that give no class away, and edges within a class. What was changed is
 * changed back after a while, so that the graph stays about what it is, however long this lasts.
 * Not thread-safe.
 */
final class QuietChurn {

  private static final int OPEN_FLIPS = 24;
  private static final int OPEN_EDGES = 6;

  private final Dataset dataset;
  private final TypicalAttributes typical;
  private final Random random;
  private final Deque<GraphOp> flipsBack = new ArrayDeque<>();
  private final Deque<GraphOp> edgesBack = new ArrayDeque<>();
  private final Set<GraphOp> open = new HashSet<>();

  QuietChurn(Dataset dataset, TypicalAttributes typical, Random random) {
    this.dataset = dataset;
    this.typical = typical;
    this.random = random;
  }

  /** An attribute that turns over, or turns back. */
  GraphOp flip() {
    return next(flipsBack, OPEN_FLIPS, this::newFlip);
  }

  /** An edge that comes, or one of those that goes again. */
  GraphOp rewiring() {
    return next(edgesBack, OPEN_EDGES, this::newEdge);
  }

  /** A change and what takes it back. */
  private record Change(GraphOp there, GraphOp back) {}

  private interface Draw {
    /** Empty if this one would meet a change that is open. */
    Optional<Change> draw();
  }

  private GraphOp next(Deque<GraphOp> back, int most, Draw draw) {
    Optional<Change> change = back.size() >= most ? Optional.empty() : draw.draw();
    if (change.isPresent() && open.add(change.get().back)) {
      back.add(change.get().back);
      return change.get().there;
    }
    if (back.isEmpty()) {
      return next(back, most, draw);
    }
    GraphOp oldest = back.remove();
    open.remove(oldest);
    return oldest;
  }

  private Optional<Change> newFlip() {
    int node = random.nextInt(dataset.nodes());
    List<Integer> background = background(node);
    List<Integer> attribute = List.of(background.get(random.nextInt(background.size())));
    String id = dataset.nodeId(node);
    GraphOp set = new GraphOp.SetAttributes(id, attribute);
    GraphOp clear = new GraphOp.ClearAttributes(id, attribute);
    boolean isOne = TypicalAttributes.ones(dataset, node).containsAll(attribute);
    return Optional.of(isOne ? new Change(clear, set) : new Change(set, clear));
  }

  private List<Integer> background(int node) {
    List<Integer> telling = typical.of(dataset.label(node).orElseThrow());
    return IntStream.range(0, dataset.attributeSpec().dimension())
        .filter(attribute -> !telling.contains(attribute))
        .boxed()
        .toList();
  }

  /** Between two nodes of one class that have none; empty if the drawn ones do. */
  private Optional<Change> newEdge() {
    int one = random.nextInt(dataset.nodes());
    int label = dataset.label(one).orElseThrow();
    int[] peers =
        IntStream.range(0, dataset.nodes())
            .filter(n -> n != one && dataset.label(n).orElse(-1) == label)
            .toArray();
    int drawn = peers[random.nextInt(peers.length)];
    if (dataset.adjacency().contains(one, drawn)) {
      return Optional.empty();
    }
    String source = dataset.nodeId(Math.min(one, drawn));
    String target = dataset.nodeId(Math.max(one, drawn));
    return Optional.of(
        new Change(new GraphOp.PutEdge(source, target), new GraphOp.RemoveEdge(source, target)));
  }
}
