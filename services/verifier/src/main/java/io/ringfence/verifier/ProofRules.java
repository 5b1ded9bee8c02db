package io.ringfence.verifier;

import io.ringfence.verifier.recomputation.BinomialTail;
import io.ringfence.verifier.recomputation.FailureShare;
import io.ringfence.verifier.recomputation.Looks;
import io.ringfence.verifier.recomputation.RenyiDistance;
import io.ringfence.verifier.recomputation.ScoreCeiling;
import io.ringfence.verifier.recomputation.VoteLowerBound;
import io.ringfence.verifier.recomputation.VoteUpperBound;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The rules of what the samples of one node prove. */
final class ProofRules {
  static final String OF_SCORES =
      "lowerBound of scores, which are not in the record; only that no scores give more than the ceiling was rechecked";
  static final String OF_ONE_MEAN =
      "oneMean.lowerBound of scores, which are not in the record; only its ceiling, and that lowerBound is not less, was rechecked";
  private static final BigDecimal NEARNESS = new BigDecimal("1e-9");
  private static final BigDecimal TWO = BigDecimal.valueOf(2);
  private static final MathContext SHOWN = new MathContext(12);

  private final Ledger ledger;
  private final Map<BoundClaim, Boolean> knownBounds = new HashMap<>();
  private final Map<BoundClaim, Boolean> knownRivals = new HashMap<>();
  private final Map<EtaClaim, Optional<BigDecimal>> knownEtas = new HashMap<>();

  ProofRules(Ledger ledger) {
    this.ledger = ledger;
  }

  private record BoundClaim(long votes, long samples, BigDecimal failure, double bound) {}

  private record EtaClaim(double order, boolean forward, double bound) {}

  /** Whether numbers make sense; if not, nothing else is looked at. */
  boolean inRange(String where, Proof proof) {
    double failure = proof.failureProbability();
    boolean sound =
        proof.votes().orElse(0) >= 0
            && proof.samples() >= 1
            && proof.votes().orElse(0) <= proof.samples()
            && failure > 0
            && failure < 1
            && isProbability(proof.lowerBound())
            && proof.rival().map(r -> isRival(r, proof)).orElse(true)
            && proof.oneMean().map(ProofRules::isOneMean).orElse(true);
    ledger.judge(
        Check.RECORD,
        sound,
        where,
        "votes, samples, failureProbability, lowerBound, rivalBound, oneMean",
        proof,
        "0 <= votes <= samples, probabilities within their range");
    return sound;
  }

  private static boolean isProbability(double x) {
    return x >= 0 && x <= 1;
  }

  private static boolean isRival(Proof.Rival rival, Proof proof) {
    return isProbability(rival.upperBound())
        && rival.rivals() >= 1
        && rival.votes() >= 0
        && rival.votes() <= proof.samples() - proof.votes().orElse(0);
  }

  private static boolean isOneMean(Proof.OneMean row) {
    return row.slope() > 0
        && row.slope() <= 1e9
        && isProbability(row.centre())
        && row.lowerBound() <= 1;
  }

  /** All bounds that the samples are said to prove. */
  void bounds(String where, Proof proof) {
    if (proof.samples() > BinomialTail.MOST_TRIALS) {
      ledger.gap(Check.LOWER_BOUND, "more than %,d samples".formatted(BinomialTail.MOST_TRIALS));
    } else if (proof.votes().isPresent()) {
      votes(where, proof, proof.votes().getAsLong());
    } else {
      scores(where, proof);
    }
  }

  private void votes(String where, Proof proof, long votes) {
    BigDecimal failure = new BigDecimal(proof.failureProbability());
    BigDecimal ofClass = proof.rival().isPresent() ? failure.divide(TWO) : failure;
    BoundClaim claim = new BoundClaim(votes, proof.samples(), ofClass, proof.lowerBound());
    boolean right = knownBounds.computeIfAbsent(claim, ProofRules::holds);
    ledger.judge(
        Check.LOWER_BOUND,
        right,
        where,
        "lowerBound",
        proof.lowerBound(),
        right || votes == 0
            ? "0"
            : new VoteLowerBound(votes, proof.samples(), ofClass).value().round(SHOWN));
    proof.rival().ifPresent(rival -> rival(where, proof, rival, failure.divide(TWO)));
  }

  /** The rival with most votes, at its equal share. Never more than the lower bound leaves. */
  private void rival(String where, Proof proof, Proof.Rival rival, BigDecimal ofRivals) {
    BigDecimal each = ofRivals.divide(BigDecimal.valueOf(rival.rivals()), new MathContext(40));
    BoundClaim claim = new BoundClaim(rival.votes(), proof.samples(), each, rival.upperBound());
    double rest = 1 - proof.lowerBound();
    boolean leftOver = Math.abs(rival.upperBound() - rest) < 1e-15;
    boolean right =
        leftOver
            || (rival.upperBound() <= rest + 1e-15
                && knownRivals.computeIfAbsent(claim, ProofRules::rivalHolds));
    ledger.judge(
        Check.LOWER_BOUND,
        right,
        where,
        "rivalBound.upperBound",
        rival.upperBound(),
        right || rival.votes() >= proof.samples()
            ? "1"
            : new VoteUpperBound(rival.votes(), proof.samples(), each).value().round(SHOWN));
  }

  private static boolean rivalHolds(BoundClaim claim) {
    if (claim.votes >= claim.samples) {
      return claim.bound == 1;
    }
    VoteUpperBound exact = new VoteUpperBound(claim.votes, claim.samples, claim.failure);
    BigDecimal bound = new BigDecimal(claim.bound);
    return exact.allows(bound) && !exact.allows(bound.subtract(NEARNESS));
  }

  private void scores(String where, Proof proof) {
    double ceiling = ScoreCeiling.ofMean(proof.samples(), proof.ofLowerBound());
    ledger.judge(
        Check.LOWER_BOUND,
        proof.lowerBound() <= ceiling,
        where,
        "lowerBound",
        proof.lowerBound(),
        "at most " + ceiling);
    ledger.given(Check.LOWER_BOUND, OF_SCORES);
    proof.oneMean().ifPresent(row -> oneMean(where, proof, row));
  }

  /** Its mean never exceeds that of h, so its bound is one of h, too. */
  private void oneMean(String where, Proof proof, Proof.OneMean row) {
    double ceiling =
        ScoreCeiling.ofOneMean(row.slope(), row.centre(), proof.samples(), proof.ofLowerBound());
    double most = Math.min(ceiling, proof.lowerBound());
    ledger.judge(
        Check.LOWER_BOUND,
        row.lowerBound() <= most,
        where,
        "oneMean.lowerBound",
        row.lowerBound(),
        "at most " + most);
    ledger.given(Check.LOWER_BOUND, OF_ONE_MEAN);
  }

  private static boolean holds(BoundClaim claim) {
    if (claim.votes == 0) {
      return claim.bound == 0;
    }
    VoteLowerBound exact = new VoteLowerBound(claim.votes, claim.samples, claim.failure);
    BigDecimal bound = new BigDecimal(claim.bound);
    return exact.allows(bound) && !exact.allows(bound.add(NEARNESS));
  }

  /**
   * @param share of the node
   * @param looks of adaptive sampling; over them votes spend their share, scores do not
   */
  void failureProbability(String where, Proof proof, FailureShare share, Optional<Looks> looks) {
    if (looks.isEmpty()) {
      failureProbability(where, proof.failureProbability(), share);
      return;
    }
    Optional<FailureShare> ofVotes = looks.get().ofVotes(share, proof.samples());
    ledger.judge(
        Check.RECORD,
        ofVotes.isPresent(),
        where,
        "samples",
        proof.samples(),
        "one of " + looks.get().samples());
    ofVotes.ifPresent(
        votes ->
            failureProbability(
                where, proof.failureProbability(), proof.votes().isPresent() ? votes : share));
  }

  private void failureProbability(String where, double written, FailureShare share) {
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

  void status(String where, boolean certified, Proof proof) {
    ledger.judge(
        Check.STATUS,
        certified != proof.abstains(),
        where,
        "status",
        certified ? "CERTIFIED" : "ABSTAINED",
        proof.abstains() ? "ABSTAINED" : "CERTIFIED");
  }

  /** From a bound of at most one half, as the plurality form may have it, a row proves nothing. */
  void eta(String where, double order, boolean forward, double written, Proof proof) {
    double bound = proof.lowerBound();
    if (!(order > 0)) {
      ledger.judge(Check.ETA, false, where, "etas", written, "no such row");
      return;
    }
    Optional<BigDecimal> exact =
        bound > 0.5
            ? knownEtas.computeIfAbsent(
                new EtaClaim(order, forward, bound),
                c -> RenyiDistance.eta(c.order, c.forward, new BigDecimal(c.bound)))
            : Optional.of(BigDecimal.ZERO);
    if (order == 2 && forward && proof.oneMean().isPresent()) {
      Proof.OneMean row = proof.oneMean().get();
      exact = exact.map(e -> e.max(ScoreCeiling.eta(row.slope(), row.lowerBound())));
    }
    ledger.judge(
        Check.ETA,
        exact.map(e -> near(written, e)).orElse(Double.isInfinite(written) && written > 0),
        where,
        "eta of order %s %s".formatted(order, forward ? "FORWARD" : "REVERSE"),
        written,
        exact.map(e -> e.round(SHOWN).toString()).orElse("Infinity"));
  }

  /** Not above, and not more than the nearness below. */
  static boolean near(double written, BigDecimal exact) {
    if (Double.isNaN(written) || Double.isInfinite(written)) {
      return false;
    }
    BigDecimal slack = NEARNESS.multiply(exact.max(BigDecimal.ONE));
    BigDecimal claim = new BigDecimal(written);
    return claim.compareTo(exact) <= 0 && claim.compareTo(exact.subtract(slack)) >= 0;
  }
}
