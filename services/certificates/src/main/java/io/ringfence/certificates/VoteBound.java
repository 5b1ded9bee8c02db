package io.ringfence.certificates;

import java.util.OptionalDouble;

/**
 * What the votes of one node prove: the predicted class, a lower bound on the probability that the
 * base model votes for it and, in the plurality form, an upper bound on that of every other class.
 *
 * <p>The class and the form come from the selection samples alone, the bounds from the
 * certification samples alone; only then are they valid at their level.
 *
 * @param predictedClass leader of the selection samples
 * @param votes certification votes for that class
 * @param samples number of certification samples
 * @param failureProbability probability that a bound is on the wrong side of the truth, at most
 * @param lowerBound q in [0, 1]; at the whole failure probability in the majority form, at half of
 *     it in the plurality form
 * @param rivalBound u, which no other class exceeds, in [0, 1 - q] but for rounding; empty in the
 *     majority form
 */
public record VoteBound(
    int predictedClass,
    long votes,
    long samples,
    double failureProbability,
    double lowerBound,
    OptionalDouble rivalBound)
    implements ClassBound {

  public VoteBound {
    if (predictedClass < 0) {
      throw new IllegalArgumentException(
          "Predicted class is %d; classes count from 0.".formatted(predictedClass));
    }
    if (!(lowerBound >= 0 && lowerBound <= 1)) {
      throw new IllegalArgumentException(
          "Lower bound is %s; it must lie in [0, 1].".formatted(lowerBound));
    }
    if (rivalBound.isPresent()
        && !(rivalBound.getAsDouble() >= 0 && rivalBound.getAsDouble() <= 1)) {
      throw new IllegalArgumentException(
          "Upper bound on rivals is %s; it must lie in [0, 1]."
              .formatted(rivalBound.getAsDouble()));
    }
  }

  /** In the majority form. */
  public VoteBound(
      int predictedClass, long votes, long samples, double failureProbability, double lowerBound) {
    this(predictedClass, votes, samples, failureProbability, lowerBound, OptionalDouble.empty());
  }

  /**
   * In the majority form.
   *
   * @param selection votes that choose the class
   * @param certification votes of further, independent samples
   * @param failureProbability one-sided, in (0, 1)
   */
  public static VoteBound of(
      VoteTally selection, VoteTally certification, double failureProbability) {
    return of(VoteForm.MAJORITY, selection, certification, failureProbability);
  }

  /**
   * @param form fixed before the certification samples, see {@link VoteForm#chosen}
   * @param selection votes that choose the class
   * @param certification votes of further, independent samples
   * @param failureProbability of all bounds together, in (0, 1)
   */
  public static VoteBound of(
      VoteForm form, VoteTally selection, VoteTally certification, double failureProbability) {
    if (selection.classes() != certification.classes()) {
      throw new IllegalArgumentException(
          "Selection has %d classes and certification %d; both must tally the same classes."
              .formatted(selection.classes(), certification.classes()));
    }
    int leader = selection.leader();
    long votes = certification.votes(leader);
    long samples = certification.samples();
    if (form == VoteForm.MAJORITY || certification.classes() == 1) {
      double bound = ClopperPearson.lower(votes, samples, failureProbability);
      return new VoteBound(leader, votes, samples, failureProbability, bound);
    }
    double lower = ClopperPearson.lower(votes, samples, failureProbability / 2);
    double upper =
        Math.min(Math.nextUp(1 - lower), rivals(leader, certification, failureProbability));
    return new VoteBound(
        leader, votes, samples, failureProbability, lower, OptionalDouble.of(Math.min(1, upper)));
  }

  /** Clopper-Pearson at an equal share for every rival; the largest is that of most votes. */
  private static double rivals(int leader, VoteTally certification, double failureProbability) {
    long most = 0;
    for (int y = 0; y < certification.classes(); y++) {
      most = y == leader ? most : Math.max(most, certification.votes(y));
    }
    return ClopperPearson.upper(
        most,
        certification.samples(),
        VoteForm.rivalShare(failureProbability, certification.classes()));
  }

  /** Majority unless there is a bound on rivals. */
  public VoteForm form() {
    return rivalBound.isPresent() ? VoteForm.PLURALITY : VoteForm.MAJORITY;
  }

  /**
   * Whether nothing can be promised: the class is not proven to have more than half of the votes,
   * or in the plurality form more than every rival.
   */
  @Override
  public boolean abstains() {
    return !(lowerBound > rivalBound.orElse(0.5));
  }
}
