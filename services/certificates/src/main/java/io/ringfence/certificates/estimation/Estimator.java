package io.ringfence.certificates.estimation;

import io.ringfence.certificates.ClassBound;
import java.util.List;
import java.util.function.Predicate;

/**
 * How the certification samples of one node are turned into bounds, all of it fixed on the
 * selection samples: class, form, tuning, looks. Immutable, so safe to share.
 *
 * <p><b>Promise.</b> With probability at least 1 - δ the bounds of all looks are true together;
 * hence also the one at which sampling stopped, whatever decided to stop.
 *
 * @param <T> tally of the certification samples
 */
public sealed interface Estimator<T> permits VoteEstimator, ScoreEstimator {

  /** Chance that the mean of the samples to come is above what is hoped for. */
  double UNLIKELY = 0.01;

  /** The class that the selection samples chose. */
  int predictedClass();

  /** When the node is looked at. */
  AdaptivePlan plan();

  /**
   * What is proven after the samples of a look.
   *
   * @param look counted from 0
   * @param tally of all certification samples up to this look
   */
  ClassBound bound(int look, T tally);

  /**
   * What would be proven at a later look if the samples until then were as favourable as is still
   * likely: as if the mean of all samples to come were the largest that the present ones do not
   * refute at the level {@value #UNLIKELY}.
   *
   * @param look at which {@code tally} was taken
   * @param later a later look
   */
  ClassBound hoped(int look, T tally, int later);

  /**
   * Whether more samples are unlikely to change what is said of the target budgets: no look is
   * left, or each budget is certified already or beyond what can be {@linkplain #hoped hoped} for
   * at any later look. Stopping is free for soundness, since the bounds hold at all looks together;
   * giving up too early costs a certificate that was just in reach, at each look in at most one of
   * a hundred such cases.
   *
   * <p>Without budgets nothing is aimed at and all looks are used.
   *
   * @param budgets for each target budget, whether a bound certifies the node against it; must
   *     never turn false for a larger bound
   */
  default boolean settled(int look, T tally, List<Predicate<ClassBound>> budgets) {
    if (plan().last(look)) {
      return true;
    }
    if (budgets.isEmpty()) {
      return false;
    }
    ClassBound now = bound(look, tally);
    List<Predicate<ClassBound>> open = budgets.stream().filter(b -> !b.test(now)).toList();
    for (int later = look + 1; !open.isEmpty() && later < plan().looks().size(); later++) {
      ClassBound hoped = hoped(look, tally, later);
      if (open.stream().anyMatch(b -> b.test(hoped))) {
        return false;
      }
    }
    return true;
  }
}
