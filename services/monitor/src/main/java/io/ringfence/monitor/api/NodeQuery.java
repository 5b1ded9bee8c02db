package io.ringfence.monitor.api;

import io.ringfence.monitor.view.NodeState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.function.Predicate;

/**
 * Which nodes, in which order. A page begins after the node that its cursor names, whether or not
 * that node is still there, so pages neither repeat nor skip a node whose place has not changed.
 */
record NodeQuery(
    Predicate<NodeState> filter, Sort sort, boolean descending, int limit, Optional<Cursor> after) {

  /** What nodes are ordered by; ties by id. */
  enum Sort {
    NODE_ID("nodeId"),
    ADDITIONS("additions"),
    DELETIONS("deletions"),
    DISTANCE("distance"),
    REGION("region"),
    STATUS("status"),
    ISSUED_AT("issuedAt");

    private final String word;

    Sort(String word) {
      this.word = word;
    }

    static Sort of(String word) {
      for (Sort sort : values()) {
        if (sort.word.equals(word)) {
          return sort;
        }
      }
      return NODE_ID;
    }

    long key(NodeState node) {
      return switch (this) {
        case NODE_ID -> 0;
        case ADDITIONS -> node.additions();
        case DELETIONS -> node.deletions();
        case DISTANCE -> rank(node.distance());
        case REGION -> node.region().orElse(-1);
        case STATUS -> node.status().ordinal();
        case ISSUED_AT -> node.issuedAt().toEpochMilli();
      };
    }
  }

  /** In the order of the distances, which are not negative; nodes without one come first. */
  private static long rank(OptionalDouble distance) {
    return distance.isPresent() ? Double.doubleToLongBits(distance.getAsDouble()) : -1;
  }

  /**
   * @param total nodes that pass the filter, on all pages
   */
  record Page(List<NodeState> nodes, int total, Optional<Cursor> next) {}

  /** O(nodes · log limit). */
  Page of(List<NodeState> nodes) {
    Comparator<Cursor> order = order();
    PriorityQueue<Ranked> best =
        new PriorityQueue<>(limit + 2, Comparator.comparing(Ranked::place, order).reversed());
    int total = 0;
    for (NodeState node : nodes) {
      if (!filter.test(node)) {
        continue;
      }
      total++;
      Cursor place = place(node);
      if (after.isPresent() && order.compare(place, after.get()) <= 0) {
        continue;
      }
      best.add(new Ranked(place, node));
      if (best.size() > limit + 1) {
        best.poll();
      }
    }
    List<Ranked> page = new ArrayList<>(best);
    page.sort(Comparator.comparing(Ranked::place, order));
    boolean more = page.size() > limit;
    List<Ranked> shown = more ? page.subList(0, limit) : page;
    return new Page(
        shown.stream().map(Ranked::node).toList(),
        total,
        more ? Optional.of(shown.get(limit - 1).place()) : Optional.empty());
  }

  private record Ranked(Cursor place, NodeState node) {}

  private Cursor place(NodeState node) {
    return new Cursor(sort.name() + (descending ? "-" : "+"), sort.key(node), node.nodeId());
  }

  private Comparator<Cursor> order() {
    Comparator<Cursor> up = Comparator.comparingLong(Cursor::key).thenComparing(Cursor::id);
    return descending ? Collections.reverseOrder(up) : up;
  }

  /** The order that a cursor of this query must be of. */
  static String orderName(Sort sort, boolean descending) {
    return sort.name() + (descending ? "-" : "+");
  }

  /** A filter on one number; everything passes where none is wanted. */
  static Predicate<NodeState> equal(
      OptionalInt wanted, java.util.function.Function<NodeState, OptionalInt> field) {
    return wanted.isEmpty() ? node -> true : node -> field.apply(node).equals(wanted);
  }
}
