package io.ringfence.certificates.estimation;

import io.ringfence.certificates.ClassBound;
import io.ringfence.certificates.ClopperPearson;
import io.ringfence.certificates.VoteBound;
import java.util.List;
import java.util.function.Predicate;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * What earlier certifications of a node found, before something changed within its reach. It says
 * how many samples a new certification is likely to need and when to give up. No bound contains it,
 * and the new samples do not depend on it; so it may be wrong without anything being promised that
 * does not hold, and may come from samples that everybody has seen.
 *
 * @param predictedClass of the last of them
 * @param votes for that class, older ones counted in part
 * @param samples at least one
 */
public record EarlierVotes(int predictedClass, long votes, long samples) {

  /** What evidence is still worth after one more change. */
  private static final double KEPT = 0.75;

  /** Standard deviations between old and new votes beyond which the old are not believed. */
  private static final double ALIKE = 2;

  /** Chances that votes are at least as many as is reckoned with. */
  private static final double EVEN = 0.5;

  private static final double LIKELY = 0.84;

  /** Quarters of an octave from the cap down to the earliest look: a sixteenth. */
  private static final int STEPS = 16;

  public EarlierVotes {
    if (votes < 0 || votes > samples || samples < 1) {
      throw new IllegalArgumentException(
          "Earlier votes are %d of %d samples; it must hold 0 ≤ votes ≤ samples, and samples ≥ 1."
              .formatted(votes, samples));
    }
  }

  /** What one certification found. */
  public static EarlierVotes of(VoteBound bound) {
    return new EarlierVotes(bound.predictedClass(), bound.votes(), bound.samples());
  }

  /** With a later certification; of another class only that counts. */
  public EarlierVotes then(VoteBound later) {
    if (later.predictedClass() != predictedClass) {
      return of(later);
    }
    long kept = Math.round(KEPT * samples);
    long keptVotes = Math.min(kept, Math.round(KEPT * votes));
    return new EarlierVotes(predictedClass, keptVotes + later.votes(), kept + later.samples());
  }

  /**
   * Favours the fewest samples at which every budget that is expected to be certified at the cap is
   * likely to be. Cost: some five bounds.
   *
   * @param budgets as in {@link Estimator#settled}
   */
  public AdaptivePlan plan(
      int cap, double failureProbability, List<Predicate<ClassBound>> budgets) {
    ClassBound whole = predicted(AdaptivePlan.expecting(cap, 0, STEPS), failureProbability, EVEN);
    List<Predicate<ClassBound>> within = budgets.stream().filter(b -> b.test(whole)).toList();
    int certain = 0;
    int tooFew = STEPS + 1;
    while (tooFew - certain > 1) {
      int step = (certain + tooFew) >>> 1;
      ClassBound bound =
          predicted(AdaptivePlan.expecting(cap, step, STEPS), failureProbability, LIKELY);
      if (within.stream().allMatch(b -> b.test(bound))) {
        certain = step;
      } else {
        tooFew = step;
      }
    }
    return AdaptivePlan.expecting(cap, certain, STEPS);
  }

  /**
   * The bound of the favoured look with as few votes as are reached with a chance, if the share of
   * votes is that of before.
   */
  private VoteBound predicted(AdaptivePlan plan, double failureProbability, double chance) {
    int drawn = plan.samples(plan.favoured());
    double others = (samples - votes + 0.5) / (samples + 1.0);
    long own =
        (long) drawn - BinomialDistribution.of(drawn, others).inverseCumulativeProbability(chance);
    double failure = plan.share(plan.favoured(), failureProbability);
    return new VoteBound(
        predictedClass, own, drawn, failure, ClopperPearson.lower(own, drawn, failure));
  }

  /**
   * A share of votes that new and old ones together do not exceed but with a probability; of the
   * new alone if they do not look like the old.
   */
  double upper(long own, long drawn, double probability) {
    double old = (double) votes / samples;
    double both = (double) (votes + own) / (samples + drawn);
    double deviation = Math.sqrt(both * (1 - both) * (1.0 / samples + 1.0 / drawn));
    return Math.abs(old - (double) own / drawn) > ALIKE * deviation
        ? ClopperPearson.upper(own, drawn, probability)
        : ClopperPearson.upper(votes + own, samples + drawn, probability);
  }
}
