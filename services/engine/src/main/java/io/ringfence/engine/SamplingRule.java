package io.ringfence.engine;

import io.ringfence.certificates.AttackBudget;
import io.ringfence.certificates.Classifier;
import io.ringfence.certificates.estimation.AdaptivePlan;
import java.util.List;

/**
 * Which classifier is bounded and from how many noisy graphs.
 *
 * @param selectionSamples noisy graphs that choose class, form and tuning, apart from all others;
 *     at most, where sampling is adaptive
 * @param plan when a node is looked at; one look at the cap without adaptive sampling
 * @param targets budgets that adaptive sampling aims at: a node stops at the first look at which it
 *     is settled whether it withstands each and whether it is certified at all; without any all
 *     looks are used
 */
public record SamplingRule(
    Classifier classifier, int selectionSamples, AdaptivePlan plan, List<AttackBudget> targets) {

  /** The first look is at the cap divided by 2 to the power of half of this. */
  private static final int EARLY_LOOKS = 7;

  public SamplingRule {
    targets = List.copyOf(targets);
    if (selectionSamples < 1) {
      throw new IllegalArgumentException(
          "Selection uses %d samples; it must use at least 1.".formatted(selectionSamples));
    }
  }

  /** Every node gets all samples. */
  public static SamplingRule fixed(Classifier classifier, int selectionSamples, int samples) {
    return new SamplingRule(classifier, selectionSamples, AdaptivePlan.once(samples), List.of());
  }

  /**
   * Nodes are looked at after an eleventh of the cap, and each time that the samples have grown by
   * a factor of √2.
   *
   * @param cap samples of one node at most
   * @param targets at least one budget
   */
  public static SamplingRule adaptive(
      Classifier classifier, int selectionSamples, int cap, List<AttackBudget> targets) {
    if (targets.isEmpty()) {
      throw new IllegalArgumentException(
          "Adaptive sampling has no target budget; name at least one, for example 0,3.");
    }
    return new SamplingRule(
        classifier, selectionSamples, AdaptivePlan.halfOctaves(cap, EARLY_LOOKS), targets);
  }

  /** Samples of one node at most, apart from selection. */
  public int cap() {
    return plan.cap();
  }

  /** Whether nodes may stop before the cap. */
  public boolean isAdaptive() {
    return plan.looks().size() > 1;
  }
}
