package io.ringfence.monitor.rules;

import io.ringfence.monitor.view.NodeState;
import io.ringfence.monitor.view.NodeState.Status;
import java.time.Duration;
import java.util.Set;

/** What a rule watches. */
public sealed interface Quantity {

  /** What it is counted in. */
  String unit();

  /**
   * Share of the nodes that provably stay under a budget, 0 to 1; of one node 0 or 1.
   *
   * @param collective by the collective certificate, in which one adversary has the budget for the
   *     whole graph; otherwise by every node's own radii
   */
  record CertifiedShare(Budget budget, boolean collective) implements Quantity {
    @Override
    public String unit() {
      return "share";
    }
  }

  /**
   * Radius of a node, or a quantile of the radii of many.
   *
   * @param quantile 0 is the smallest, 0.5 the median
   */
  record Radius(Kind kind, double quantile) implements Quantity {

    /** Which radius. */
    public enum Kind {
      ADDITIONS,
      DELETIONS,
      DISTANCE;

      double of(NodeState node) {
        return switch (this) {
          case ADDITIONS -> node.additions();
          case DELETIONS -> node.deletions();
          case DISTANCE -> node.distance().orElse(0);
        };
      }
    }

    @Override
    public String unit() {
      return kind == Kind.DISTANCE ? "distance" : "attributes";
    }
  }

  /** Number of nodes of some status; of one node 0 or 1. */
  record NodesOfStatus(Set<Status> statuses) implements Quantity {
    public NodesOfStatus {
      statuses = Set.copyOf(statuses);
    }

    @Override
    public String unit() {
      return "nodes";
    }
  }

  /** Nodes that ceased to be certified at a budget, per minute, over a window. */
  record LossRate(Budget budget, Duration window) implements Quantity {
    @Override
    public String unit() {
      return "per minute";
    }
  }

  /**
   * How many more updates at this rate until the prediction could flip: what is left of the radii
   * over the attributes that one update changed on average since the node was sampled.
   *
   * @param over the rate is taken over at least so many updates, at least 1
   */
  record RemainingUpdates(int over) implements Quantity {
    @Override
    public String unit() {
      return "updates";
    }
  }

  /** How long a node has been PENDING. */
  record PendingTime() implements Quantity {
    @Override
    public String unit() {
      return "seconds";
    }
  }

  /** How long a graph has had no news. */
  record Silence(Of of) implements Quantity {

    /** Of what. */
    public enum Of {
      /** Updates that the certifier took. */
      UPDATES,
      /** Records on the graph and its nodes. */
      CERTIFICATES
    }

    @Override
    public String unit() {
      return "seconds";
    }
  }
}
