package io.ringfence.engine;

import io.ringfence.certificates.CollectiveCertificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The collective certificate between two solutions.
 *
 * <p>A solution says that of the M nodes certified when it was planned at most f(budget) can flip.
 * A node that loses its certificate later leaves M and cannot raise f: the certified number drops
 * by one and stays true. So the published number is honest at every update without solving again.
 */
final class CollectiveLedger {

  private @Nullable Solution solved;
  private @Nullable Solution planned;
  private boolean stale;

  /** Marks that settled statuses differ from those of the last plan. */
  void touch() {
    stale = true;
  }

  boolean isDue() {
    return stale && planned == null;
  }

  /** Begins a solution over the nodes settled up to this round. */
  void plan(long round) {
    planned = new Solution(round);
    stale = false;
  }

  boolean isPlanned(long round) {
    return planned != null && planned.round == round;
  }

  void settle(List<CollectiveCertificate> certificates) {
    Solution solution = planned;
    if (solution != null) {
      solution.certificates = List.copyOf(certificates);
      solved = solution;
      planned = null;
    }
  }

  /** Gives up a plan whose task failed; it becomes due again. */
  void abandon() {
    planned = null;
    stale = true;
  }

  /** A node that was certified in a round lost its certificate. */
  void lose(NodeEntry certified) {
    stale = true;
    lose(solved, certified);
    lose(planned, certified);
  }

  private static void lose(@Nullable Solution solution, NodeEntry certified) {
    if (solution != null && certified.settledIn() <= solution.round) {
      solution.lost++;
    }
  }

  /** Forgets everything: another schedule is in force. */
  void clear() {
    solved = null;
    planned = null;
    stale = false;
  }

  List<CollectiveCell> cells(int targets) {
    Solution solution = solved;
    if (solution == null) {
      return List.of();
    }
    return solution.certificates.stream().map(c -> solution.cell(c, targets)).toList();
  }

  private static final class Solution {
    private final long round;
    private int lost;
    private List<CollectiveCertificate> certificates = List.of();

    private Solution(long round) {
      this.round = round;
    }

    private CollectiveCell cell(CollectiveCertificate certificate, int targets) {
      return new CollectiveCell(
          certificate.budget(),
          targets,
          Math.max(0, certificate.certified() - lost),
          Math.max(0, certificate.naive() - lost),
          certificate.method());
    }
  }
}
