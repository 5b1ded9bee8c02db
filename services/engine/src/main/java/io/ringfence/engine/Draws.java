package io.ringfence.engine;

import io.ringfence.certificates.statistics.Statistic;
import io.ringfence.graph.SampleRange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the samples drawn so far say of each target of some work. Targets are named by their place
 * in the work. Not thread-safe.
 */
final class Draws<T> {

  private final Smoother smoother;
  private final BoundSampler.Work work;
  private final BooleanSupplier cancelled;
  private final Function<List<Integer>, Statistic<T>> statistic;
  private final List<@Nullable T> tallies;

  /**
   * @param statistic what to collect for some targets
   */
  Draws(
      Smoother smoother,
      BoundSampler.Work work,
      BooleanSupplier cancelled,
      Function<List<Integer>, Statistic<T>> statistic) {
    this.smoother = smoother;
    this.work = work;
    this.cancelled = cancelled;
    this.statistic = statistic;
    this.tallies = new ArrayList<>(Collections.nCopies(work.targets().size(), null));
  }

  /** Draws samples for some targets and adds them to what there is. */
  void draw(List<Integer> places, SampleRange range) {
    Statistic<T> collected = statistic.apply(places);
    List<T> parts = smoother.smooth(work.task(places, range), collected, cancelled);
    for (int i = 0; i < places.size(); i++) {
      T before = tallies.get(places.get(i));
      T part = parts.get(i);
      tallies.set(places.get(i), before == null ? part : collected.sum(before, part));
    }
  }

  /** What was drawn for a target, once something was. */
  T tally(int place) {
    return Objects.requireNonNull(tallies.get(place));
  }

  /** Begins anew with a target. */
  void forget(int place) {
    tallies.set(place, null);
  }
}
