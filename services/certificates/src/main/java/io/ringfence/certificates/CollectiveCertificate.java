package io.ringfence.certificates;

/**
 * How many predictions keep their class against one adversary who spends one budget on the whole
 * graph.
 *
 * @param budget what the adversary may do
 * @param targets number of targets, abstaining ones included
 * @param abstaining targets for which nothing is promised under any budget
 * @param certified targets that provably keep their prediction, all but {@code ⌊bound⌋} of the
 *     non-abstaining ones; at least {@code naive}
 * @param naive what judging every target by itself proves
 * @param method which proof gave {@code bound}
 * @param bound proven upper bound on how many non-abstaining targets can flip at once; never a mere
 *     incumbent
 * @param searchNodes search nodes expanded
 */
public record CollectiveCertificate(
    AttackBudget budget,
    int targets,
    int abstaining,
    int certified,
    int naive,
    CollectiveMethod method,
    double bound,
    long searchNodes) {

  public CollectiveCertificate {
    if (certified < naive || certified > targets - abstaining) {
      throw new IllegalArgumentException(
          "Certified is %d with naive %d, %d targets and %d abstaining; it must lie in [naive, targets - abstaining]."
              .formatted(certified, naive, targets, abstaining));
    }
  }

  /** Certified share of all targets, 1 without targets. */
  public double certifiedRatio() {
    return targets == 0 ? 1 : (double) certified / targets;
  }
}
