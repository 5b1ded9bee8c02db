package io.ringfence.certificates.statistics;

import io.ringfence.certificates.ScoreSums;
import io.ringfence.certificates.ScoreTally;
import io.ringfence.certificates.VoteTally;
import java.util.List;

/**
 * A kind of evidence about targets, collected over noisy graphs. Immutable.
 *
 * @param <T> the evidence about one target
 */
public sealed interface Statistic<T> permits VoteStatistic, ScoreSumStatistic, ScoreTallyStatistic {

  /** A place to collect outputs of a model with so many classes for so many targets; empty. */
  Accumulator<T> accumulator(int targets, int classes);

  /** Evidence from two disjoint sets of samples together. */
  T sum(T left, T right);

  /** How often each class has the highest score. */
  static Statistic<VoteTally> votes() {
    return new VoteStatistic();
  }

  /** Mean and variance of every class: for the selection. */
  static Statistic<ScoreSums> scoreSums(ScoreForm form) {
    return new ScoreSumStatistic(form);
  }

  /**
   * Distribution of the value of one class per target: for the certification.
   *
   * @param classes the class of each target, fixed before the samples are drawn
   */
  static Statistic<ScoreTally> scoreTallies(ScoreForm form, List<Integer> classes) {
    return new ScoreTallyStatistic(form, classes);
  }
}
