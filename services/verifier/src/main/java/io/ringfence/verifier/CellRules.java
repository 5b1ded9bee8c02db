package io.ringfence.verifier;

import io.ringfence.verifier.Recount.Budget;
import io.ringfence.verifier.recomputation.DistanceCount;
import io.ringfence.verifier.recomputation.FlipCount;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The rules of collective numbers. */
final class CellRules {
  /** Beyond as many bits the issuer gives up, which is sound. */
  private static final int MOST_EXACT_BITS = 400;

  static final String DISPLACED =
      "displacement, beyond the effort; certified was rechecked as if there were none, which is more than can be true";
  static final String LAGGING =
      "a displacement or an earlier certificate that the records no longer carry; the number holds without the one or with the other";
  static final String BETWEEN =
      "certified of a distance; rechecked that no attack on a grid of splits flips more, but not that nothing between them does";

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
    return large.covers(small);
  }

  /**
   * @param recount from what the records say
   * @param loose from what they say at least, where they may lag behind
   */
  void recounted(Cell cell, Recount recount, Optional<Recount> loose) {
    boolean few = Math.max(cell.budget.additions(), cell.budget.deletions()) <= MOST_EXACT_BITS;
    Optional<FlipCount> alone = recount.naive(cell.budget);
    if (alone.isPresent()) {
      judge(
          new Claim(Check.NAIVE, "naive", cell.naive, cell.current && few),
          cell,
          alone.get(),
          loose.flatMap(l -> l.naive(cell.budget)));
    } else {
      ledger.gap(Check.NAIVE, "too many worst places of a budget");
    }
    Claim certified =
        new Claim(Check.COLLECTIVE, "certified", cell.certified, cell.current && cell.exact && few);
    Optional<FlipCount> together = recount.collective(cell.budget);
    Optional<FlipCount> loosely = loose.flatMap(l -> l.collective(cell.budget));
    if (together.isPresent()) {
      judge(certified, cell, together.get(), loosely);
    } else if (loosely.isPresent()) {
      ledger.given(Check.COLLECTIVE, DISPLACED);
      judge(certified, cell, loosely.get(), Optional.empty());
    } else {
      ledger.gap(
          Check.COLLECTIVE,
          String.format(
              Locale.ROOT,
              "too many allocations of %d additions and %d deletions (%.3g thresholds; raise the effort)",
              cell.budget.additions(),
              cell.budget.deletions(),
              loose.orElse(recount).effort(cell.budget)));
    }
  }

  /** A number that someone wrote, and whether it must be the largest that is true. */
  private record Claim(Check check, String field, long written, boolean tight) {}

  private void judge(Claim claim, Cell cell, FlipCount flips, Optional<FlipCount> loose) {
    long most = cell.promised - flips.exact();
    long least = claim.tight ? cell.promised - flips.cautious() : Long.MIN_VALUE;
    boolean lags =
        claim.written > most
            && loose.isPresent()
            && claim.written <= cell.promised - loose.get().exact();
    if (lags) {
      ledger.given(claim.check, LAGGING);
    }
    ledger.judge(
        claim.check,
        lags || (claim.written <= most && claim.written >= least),
        cell.where,
        claim.field,
        claim.written,
        claim.tight ? most : "at most " + most);
  }

  /** Of a budget of distance: every target by itself, then attacks together on a grid. */
  void recounted(Cell cell, RealRecount recount) {
    long most = recount.naive(cell.budget.distance());
    ledger.judge(
        Check.NAIVE,
        cell.naive <= most && (!cell.current || cell.naive == most),
        cell.where,
        "naive",
        cell.naive,
        cell.current ? most : "at most " + most);
    DistanceCount.Range flips = recount.collective(cell.budget.distance());
    boolean sound = cell.certified <= cell.promised - flips.least();
    boolean tight = cell.current && cell.exact;
    ledger.judge(
        Check.COLLECTIVE,
        sound && !(tight && cell.certified < cell.promised - flips.most()),
        cell.where,
        "certified",
        cell.certified,
        "%d to %d".formatted(cell.promised - flips.most(), cell.promised - flips.least()));
    if (sound && cell.certified > cell.promised - flips.most()) {
      ledger.given(Check.COLLECTIVE, BETWEEN);
    }
  }
}
