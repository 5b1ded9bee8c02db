package io.ringfence.certificates;

/**
 * What the votes of one node prove: the predicted class and a lower bound on the probability that
 * the base model votes for it.
 *
 * <p>The class comes from the selection samples alone, the bound from the certification samples
 * alone; only then is the bound valid at its level.
 *
 * @param predictedClass leader of the selection samples
 * @param votes certification votes for that class
 * @param samples number of certification samples
 * @param failureProbability probability that {@code lowerBound} is above the truth, at most
 * @param lowerBound in [0, 1]
 */
public record VoteBound(
    int predictedClass, long votes, long samples, double failureProbability, double lowerBound) {

  public VoteBound {
    if (predictedClass < 0) {
      throw new IllegalArgumentException(
          "Predicted class is %d; classes count from 0.".formatted(predictedClass));
    }
    if (!(lowerBound >= 0 && lowerBound <= 1)) {
      throw new IllegalArgumentException(
          "Lower bound is %s; it must lie in [0, 1].".formatted(lowerBound));
    }
  }

  /**
   * @param selection votes that choose the class
   * @param certification votes of further, independent samples
   * @param failureProbability one-sided, in (0, 1)
   */
  public static VoteBound of(
      VoteTally selection, VoteTally certification, double failureProbability) {
    if (selection.classes() != certification.classes()) {
      throw new IllegalArgumentException(
          "Selection has %d classes and certification %d; both must tally the same classes."
              .formatted(selection.classes(), certification.classes()));
    }
    int leader = selection.leader();
    long votes = certification.votes(leader);
    long samples = certification.samples();
    double bound = ClopperPearson.lower(votes, samples, failureProbability);
    return new VoteBound(leader, votes, samples, failureProbability, bound);
  }

  /**
   * Whether nothing can be promised: the class is not proven to have more than half of the votes.
   */
  public boolean abstains() {
    return !(lowerBound > 0.5);
  }
}
