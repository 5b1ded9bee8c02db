package io.ringfence.verifier;

import io.ringfence.verifier.recomputation.ScoreCeiling;
import io.ringfence.verifier.recomputation.Target;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What the samples of one node are said to prove, whatever form its record has.
 *
 * @param votes for the predicted class; empty of the classifier by scores
 */
record Proof(
    OptionalLong votes,
    long samples,
    double failureProbability,
    double lowerBound,
    Optional<Rival> rival,
    Optional<OneMean> oneMean) {

  /** An upper bound on every rival, and the votes for the one that has most. */
  record Rival(double upperBound, long votes, long rivals) {}

  /** A lower bound on the mean of h - (slope/2)(h - centre)². */
  record OneMean(double slope, double centre, double lowerBound) {}

  /** What the bound on the predicted class may fail with. */
  double ofLowerBound() {
    return rival.isPresent() || oneMean.isPresent() ? failureProbability / 2 : failureProbability;
  }

  boolean abstains() {
    return !(lowerBound > rival.map(r -> Math.min(0.5, r.upperBound)).orElse(0.5));
  }

  Target target() {
    return new Target(
        lowerBound,
        rival.map(r -> OptionalDouble.of(r.upperBound)).orElse(OptionalDouble.empty()),
        oneMean
            .map(o -> OptionalDouble.of(ScoreCeiling.eta(o.slope, o.lowerBound).doubleValue()))
            .orElse(OptionalDouble.empty()));
  }
}
