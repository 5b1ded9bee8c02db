package io.ringfence.verifier;

import io.ringfence.verifier.recomputation.BinomialTail;
import io.ringfence.verifier.recomputation.Displacement;
import io.ringfence.verifier.recomputation.FailureShare;
import io.ringfence.verifier.recomputation.RenyiDistance;
import io.ringfence.verifier.recomputation.Standing;
import io.ringfence.verifier.recomputation.VoteLowerBound;
import io.ringfence.verifier.recomputation.WorstPlace;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The rules of one node that is certified by votes, whatever form its record has. */
final class VoteRules {
  private static final BigDecimal NEARNESS = new BigDecimal("1e-9");
  private static final MathContext SHOWN = new MathContext(12);

  private final Ledger ledger;
  private final Map<BoundClaim, Boolean> knownBounds = new HashMap<>();
  private final Map<EtaClaim, Optional<BigDecimal>> knownEtas = new HashMap<>();

  VoteRules(Ledger ledger) {
    this.ledger = ledger;
  }

  private record BoundClaim(long votes, long samples, double failureProbability, double bound) {}

  private record EtaClaim(double order, boolean forward, double bound) {}

  /** Whether counts make sense; if not, nothing else is looked at. */
  boolean counts(String where, long votes, long samples, double failureProbability, double bound) {
    boolean sound =
        votes >= 0
            && samples >= 1
            && votes <= samples
            && failureProbability > 0
            && failureProbability < 1
            && bound >= 0
            && bound <= 1;
    ledger.judge(
        Check.RECORD,
        sound,
        where,
        "votes, samples, failureProbability, lowerBound",
        "%d, %d, %s, %s".formatted(votes, samples, failureProbability, bound),
        "0 <= votes <= samples, probabilities within their range");
    return sound;
  }

  void lowerBound(
      String where, String field, long votes, long samples, double failure, double bound) {
    if (samples > BinomialTail.MOST_TRIALS) {
      ledger.gap(Check.LOWER_BOUND, "more than %,d samples".formatted(BinomialTail.MOST_TRIALS));
      return;
    }
    boolean right =
        knownBounds.computeIfAbsent(
            new BoundClaim(votes, samples, failure, bound), VoteRules::holds);
    ledger.judge(
        Check.LOWER_BOUND,
        right,
        where,
        field,
        bound,
        right || votes == 0
            ? "0"
            : new VoteLowerBound(votes, samples, new BigDecimal(failure)).value().round(SHOWN));
  }

  private static boolean holds(BoundClaim claim) {
    if (claim.votes == 0) {
      return claim.bound == 0;
    }
    VoteLowerBound exact =
        new VoteLowerBound(claim.votes, claim.samples, new BigDecimal(claim.failureProbability));
    BigDecimal bound = new BigDecimal(claim.bound);
    return exact.allows(bound) && !exact.allows(bound.add(NEARNESS));
  }

  void failureProbability(String where, double written, FailureShare share) {
    BigDecimal exact = share.value();
    BigDecimal claim = new BigDecimal(written);
    BigDecimal least = exact.multiply(BigDecimal.ONE.subtract(NEARNESS));
    ledger.judge(
        Check.FAILURE_PROBABILITY,
        claim.compareTo(exact) <= 0 && claim.compareTo(least) >= 0,
        where,
        "failureProbability",
        written,
        exact.round(SHOWN));
  }

  void status(String where, boolean certified, double bound) {
    ledger.judge(
        Check.STATUS,
        certified == bound > 0.5,
        where,
        "status",
        certified ? "CERTIFIED" : "ABSTAINED",
        bound > 0.5 ? "CERTIFIED" : "ABSTAINED");
  }

  void eta(String where, double order, boolean forward, double written, double bound) {
    if (!(order > 0) || !(bound > 0.5)) {
      ledger.judge(Check.ETA, false, where, "etas", written, "no such row");
      return;
    }
    Optional<BigDecimal> exact =
        knownEtas.computeIfAbsent(
            new EtaClaim(order, forward, bound),
            c -> RenyiDistance.eta(c.order, c.forward, new BigDecimal(c.bound)));
    ledger.judge(
        Check.ETA,
        exact.map(e -> near(written, e)).orElse(Double.isInfinite(written) && written > 0),
        where,
        "eta of order %s %s".formatted(order, forward ? "FORWARD" : "REVERSE"),
        written,
        exact.map(e -> e.round(SHOWN).toString()).orElse("Infinity"));
  }

  /** Not above, and not more than the nearness below. */
  private static boolean near(double written, BigDecimal exact) {
    if (Double.isNaN(written) || Double.isInfinite(written)) {
      return false;
    }
    BigDecimal slack = NEARNESS.multiply(exact.max(BigDecimal.ONE));
    BigDecimal claim = new BigDecimal(written);
    return claim.compareTo(exact) <= 0 && claim.compareTo(exact.subtract(slack)) >= 0;
  }

  void radii(String where, WorstPlace worst, Node node, long additions, long deletions, long cap) {
    radius(where, "radii.additions", worst, node, additions, cap, true);
    radius(where, "radii.deletions", worst, node, deletions, cap, false);
  }

  private void radius(
      String where,
      String field,
      WorstPlace worst,
      Node node,
      long radius,
      long cap,
      boolean additions) {
    if (radius < 0 || radius > cap || !(node.lowerBound > 0.5)) {
      boolean none = radius == 0 && !(node.lowerBound > 0.5);
      ledger.judge(Check.RADIUS, none, where, field, radius, "0 to " + cap + ", 0 if it abstains");
      return;
    }
    Optional<Standing> here = standing(worst, node, radius, additions);
    Optional<Standing> beyond =
        radius == cap ? Optional.of(Standing.LOST) : standing(worst, node, radius + 1, additions);
    if (here.isEmpty() || beyond.isEmpty()) {
      ledger.gap(Check.RADIUS, "too many worst places of a budget");
      return;
    }
    boolean sound = here.get() != Standing.LOST;
    ledger.judge(
        Check.RADIUS,
        sound && beyond.get() != Standing.KEPT,
        where,
        field,
        radius,
        sound ? "more" : "less");
  }

  private static Optional<Standing> standing(
      WorstPlace worst, Node node, long radius, boolean additions) {
    int bits = Math.toIntExact(radius);
    return worst.standing(
        node.region, node.spent, node.lowerBound, additions ? bits : 0, additions ? 0 : bits);
  }

  /** What radii follow from. */
  record Node(int region, Displacement spent, double lowerBound) {}
}
