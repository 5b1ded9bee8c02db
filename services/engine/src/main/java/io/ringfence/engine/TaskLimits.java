package io.ringfence.engine;

import java.time.Duration;

/**
 * How large one certification may be, and how long a node waits at most before others.
 *
 * @param nodes most nodes certified by one task, at least 1
 * @param work most nodes of the smoothed subgraph times samples of each, at least 1; a task of one
 *     node may exceed it
 * @param patience a node that has waited so long goes before all that are not watched
 */
public record TaskLimits(int nodes, long work, Duration patience) {

  public TaskLimits {
    if (nodes < 1 || work < 1 || patience.isNegative() || patience.isZero()) {
      throw new IllegalArgumentException(
          "A task of %d nodes and %d node-samples and a patience of %s cannot be; all must be above 0."
              .formatted(nodes, work, patience));
    }
  }

  /** No bound but on the number of nodes. */
  public static TaskLimits ofNodes(int nodes) {
    return new TaskLimits(nodes, Long.MAX_VALUE, Duration.ofDays(36_500));
  }
}
