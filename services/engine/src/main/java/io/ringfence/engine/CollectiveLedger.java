package io.ringfence.engine;

import io.ringfence.certificates.CollectiveCertificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The collective certificate between two solutions: see {@link CollectiveSolution} for what an
 * update costs it. The published number is honest at every update without solving again.
 */
final class CollectiveLedger {

  private @Nullable CollectiveSolution solved;
  private @Nullable CollectiveSolution planned;
  private boolean stale;

  /** Marks that statuses or displacements differ from those of the last plan. */
  void touch() {
    stale = true;
  }

  /** Whether there is a solution, however old. */
  boolean isSolved() {
    return solved != null;
  }

  boolean isDue() {
    return stale && planned == null;
  }

  /** Begins a solution over the nodes settled up to this round, for a version of the graph. */
  void plan(long round, long version) {
    planned = new CollectiveSolution(round, version);
    stale = false;
  }

  boolean isPlanned(long round) {
    return planned != null && planned.round() == round;
  }

  void settle(List<CollectiveCertificate> certificates) {
    CollectiveSolution solution = planned;
    if (solution != null) {
      solution.solve(certificates);
      solved = solution;
      planned = null;
    }
  }

  /** Gives up a plan whose task failed; it becomes due again. */
  void abandon() {
    planned = null;
    stale = true;
  }

  /** A node that is certified is about to lose its certificate. */
  void lose(NodeEntry certified) {
    stale = true;
    if (solved != null) {
      solved.lose(certified);
    }
    if (planned != null) {
      planned.lose(certified);
    }
  }

  /** A change of attributes is about to reach a node that is certified. */
  void reach(NodeEntry certified) {
    stale = true;
    if (solved != null) {
      solved.reach(certified);
    }
    if (planned != null) {
      planned.reach(certified);
    }
  }

  /**
   * A bit was turned over.
   *
   * @param before versions at which it had been turned over before, ascending
   * @param toOne whether it is one now
   */
  void flip(long[] before, boolean toOne) {
    if (solved != null) {
      solved.flip(before, toOne);
    }
    if (planned != null) {
      planned.flip(before, toOne);
    }
  }

  /** Versions since which solutions count the flips of bits, at most two, in no order. */
  long[] versions() {
    CollectiveSolution one = solved;
    CollectiveSolution other = planned;
    if (one == null) {
      return other == null ? new long[] {} : new long[] {other.version()};
    }
    return other == null ? new long[] {one.version()} : new long[] {one.version(), other.version()};
  }

  /** Forgets everything: another schedule is in force. */
  void clear() {
    solved = null;
    planned = null;
    stale = false;
  }

  /**
   * @param targets all nodes of the graph
   * @param radii of the nodes that are certified now
   */
  List<CollectiveCell> cells(int targets, RadiiCounts radii) {
    return solved == null ? List.of() : solved.cells(targets, radii);
  }
}
