package io.ringfence.monitor.rules;

import io.ringfence.monitor.view.NodeState;
import io.ringfence.monitor.view.NodeState.Status;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one node, as far as rules ask. Immutable: counters take the old word away and
 * add the new one.
 *
 * <p>A word is settled if it is the outcome of samples of the graph as it is: CERTIFIED without
 * displacement, or ABSTAINED. A node that waits, or whose certificate was shortened by updates and
 * will be renewed, is judged by its last settled word until a grace time is over; then by what it
 * says now.
 *
 * @param settled the last settled word; absent if there was none yet
 * @param base the word from which displacement is counted
 * @param unsettledSince absent if settled
 * @param pendingSince absent unless PENDING
 * @param overdue bit i: grace time i is over
 */
record Word(
    NodeState now,
    @Nullable NodeState settled,
    NodeState base,
    int degree,
    @Nullable Instant unsettledSince,
    @Nullable Instant pendingSince,
    long overdue) {

  static Word next(@Nullable Word before, NodeState now, int degree, Instant at) {
    boolean settles = settles(now);
    NodeState settled = settles ? now : before == null ? null : before.settled;
    boolean displacing =
        before != null && !settles && now.status() == Status.CERTIFIED && displaces(before, now);
    Instant unsettledSince =
        settles
            ? null
            : before != null && before.unsettledSince != null ? before.unsettledSince : at;
    Instant pendingSince =
        now.status() != Status.PENDING
            ? null
            : before != null && before.pendingSince != null ? before.pendingSince : at;
    return new Word(
        now,
        settled,
        displacing && before != null ? before.base : now,
        degree,
        unsettledSince,
        pendingSince,
        settles || before == null ? 0 : before.overdue);
  }

  /** Whether it goes on from the same samples. */
  private static boolean displaces(Word before, NodeState now) {
    return before.now.status() == Status.CERTIFIED
        && now.graphVersion() >= before.base.graphVersion();
  }

  private static boolean settles(NodeState now) {
    return now.status() == Status.ABSTAINED
        || (now.status() == Status.CERTIFIED
            && now.displacedAdditions() == 0
            && now.displacedDeletions() == 0);
  }

  Word overdueAt(int bit) {
    return new Word(
        now, settled, base, degree, unsettledSince, pendingSince, overdue | (1L << bit));
  }

  /**
   * The word that counts; none if the node never settled and still has time.
   *
   * @param grace number of the grace time; negative for none
   */
  @Nullable NodeState standing(int grace) {
    if (unsettledSince == null || grace < 0 || (overdue & (1L << grace)) != 0) {
      return now;
    }
    if (settled != null) {
      return settled;
    }
    return now.status() == Status.PENDING ? null : now;
  }

  String nodeId() {
    return now.nodeId();
  }

  /** Negative if none. */
  int label() {
    return now.label().orElse(-1);
  }

  /** Negative if none. */
  int region() {
    return now.region().orElse(settled == null ? -1 : settled.region().orElse(-1));
  }

  /** Of the last settled word; negative if none. */
  int predictedClass() {
    return now.predictedClass().orElse(settled == null ? -1 : settled.predictedClass().orElse(-1));
  }
}
