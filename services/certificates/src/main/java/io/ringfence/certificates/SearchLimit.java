package io.ringfence.certificates;

import java.time.Duration;

/**
 * How long an exact search may go on for one budget. A limit in nodes gives the same answer on
 * every machine; a limit in time does not.
 *
 * @param nodes most search nodes to expand
 * @param time longest time
 */
public record SearchLimit(long nodes, Duration time) {

  /** No limit: the search ends when it has proven the optimum. */
  public static final SearchLimit NONE =
      new SearchLimit(Long.MAX_VALUE, Duration.ofNanos(Long.MAX_VALUE));

  public SearchLimit {
    if (nodes < 0 || time.isNegative()) {
      throw new IllegalArgumentException(
          "Search limit is (%d nodes, %s); neither may be negative.".formatted(nodes, time));
    }
  }

  /** At most this many nodes, however long they take. */
  public static SearchLimit ofNodes(long nodes) {
    return new SearchLimit(nodes, NONE.time);
  }

  /** At most this long, however many nodes that is. */
  public static SearchLimit ofTime(Duration time) {
    return new SearchLimit(Long.MAX_VALUE, time);
  }

  /** The time limit in nanoseconds, {@link Long#MAX_VALUE} if it is longer than can be counted. */
  long nanos() {
    return time.compareTo(NONE.time) >= 0 ? Long.MAX_VALUE : time.toNanos();
  }
}
