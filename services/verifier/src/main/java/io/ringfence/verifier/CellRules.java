package io.ringfence.verifier;

import io.ringfence.verifier.Recount.Budget;
import io.ringfence.verifier.recomputation.FlipCount;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The rules of collective numbers. */
final class CellRules {
  /** Beyond as many bits the issuer gives up, which is sound. */
  private static final int MOST_EXACT_BITS = 400;

  private final Ledger ledger;

  CellRules(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * One answer, whatever form its record has.
   *
   * @param promised targets that have a certificate of their own
   * @param exact whether nothing better can be proven from the same bounds
   * @param current whether the numbers speak of exactly the records that are there; otherwise they
   *     may lag behind, on the safe side
   */
  record Cell(
      String where,
      Budget budget,
      long targets,
      long promised,
      long certified,
      long naive,
      boolean exact,
      boolean current) {}

  void order(Cell cell) {
    ledger.judge(
        Check.ARITHMETIC,
        0 <= cell.naive && cell.naive <= cell.certified && cell.certified <= cell.targets,
        cell.where,
        "naive, certified, targets",
        "%d, %d, %d".formatted(cell.naive, cell.certified, cell.targets),
        "naive <= certified <= targets");
  }

  /** A larger budget never certifies more. */
  void monotone(List<Cell> cells) {
    for (Cell small : cells) {
      for (Cell large : cells) {
        if (!small.equals(large) && within(small.budget, large.budget)) {
          ledger.judge(
              Check.ARITHMETIC,
              large.certified <= small.certified && large.naive <= small.naive,
              large.where,
              "certified, naive",
              "%d, %d".formatted(large.certified, large.naive),
              "at most the %d, %d of %s".formatted(small.certified, small.naive, small.where));
        }
      }
    }
  }

  private static boolean within(Budget small, Budget large) {
    return small.additions() <= large.additions() && small.deletions() <= large.deletions();
  }

  void recounted(Cell cell, Recount recount) {
    boolean few = Math.max(cell.budget.additions(), cell.budget.deletions()) <= MOST_EXACT_BITS;
    Optional<FlipCount> alone = recount.naive(cell.budget);
    alone.ifPresentOrElse(
        flips -> judge(Check.NAIVE, "naive", cell, cell.naive, flips, cell.current && few),
        () -> ledger.gap(Check.NAIVE, "too many worst places of a budget"));
    Optional<FlipCount> together = recount.collective(cell.budget);
    together.ifPresentOrElse(
        flips ->
            judge(
                Check.COLLECTIVE,
                "certified",
                cell,
                cell.certified,
                flips,
                cell.current && cell.exact && few),
        () ->
            ledger.gap(
                Check.COLLECTIVE,
                String.format(
                    Locale.ROOT,
                    "too many allocations of %d additions and %d deletions (%.3g thresholds; raise the effort)",
                    cell.budget.additions(),
                    cell.budget.deletions(),
                    recount.effort(cell.budget))));
  }

  private void judge(
      Check check, String field, Cell cell, long written, FlipCount flips, boolean tight) {
    long most = cell.promised - flips.exact();
    long least = tight ? cell.promised - flips.cautious() : Long.MIN_VALUE;
    ledger.judge(
        check,
        written <= most && written >= least,
        cell.where,
        field,
        written,
        tight ? most : "at most " + most);
  }
}
