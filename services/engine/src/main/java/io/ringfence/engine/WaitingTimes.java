package io.ringfence.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** Knows since when graph versions are past, roughly: no more than a few marks are kept. */
final class WaitingTimes {

  private static final int MARKS_PER_PATIENCE = 16;

  private record Mark(long version, Instant at) {}

  private final Deque<Mark> marks = new ArrayDeque<>();
  private long overdue = -1;

  /**
   * The graph is at a version now.
   *
   * @return the highest version at which a node that waits since then has waited too long; -1 if
   *     there is none
   */
  long overdueSince(long version, Instant now, Duration patience) {
    Mark last = marks.peekLast();
    if (last == null
        || last.version() < version
            && !now.isBefore(last.at().plus(patience.dividedBy(MARKS_PER_PATIENCE)))) {
      marks.addLast(new Mark(version, now));
    }
    while (!marks.isEmpty() && !now.isBefore(marks.peekFirst().at().plus(patience))) {
      overdue = marks.removeFirst().version();
    }
    return overdue;
  }
}
