package io.ringfence.engine;

import io.ringfence.certificates.AttackBudget;
import io.ringfence.certificates.ClassBound;
import io.ringfence.certificates.Classifier;
import io.ringfence.certificates.NoiseSchedule;
import io.ringfence.certificates.ScoreSums;
import io.ringfence.certificates.ScoreTally;
import io.ringfence.certificates.VoteForm;
import io.ringfence.certificates.VoteTally;
import io.ringfence.certificates.estimation.AdaptivePlan;
import io.ringfence.certificates.estimation.EarlierVotes;
import io.ringfence.certificates.estimation.Estimator;
import io.ringfence.certificates.estimation.ScoreEstimator;
import io.ringfence.certificates.estimation.VoteEstimator;
import io.ringfence.certificates.statistics.ScoreForm;
import io.ringfence.certificates.statistics.Statistic;
import io.ringfence.graph.SampleRange;
import io.ringfence.graph.SmoothingTask;
import io.ringfence.graph.Subgraph;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Draws noisy graphs and bounds the classes of some nodes, as a {@link SamplingRule} says.
 *
 * <p>The first samples of the seed choose the class and whatever tunes the bounds; the following
 * ones give the bounds and are never looked at before. With adaptive sampling each look draws for
 * the nodes that are not settled yet, and for no others; what becomes of a node depends on its own
 * samples only. Thread-safe.
 */
public final class BoundSampler {

  private final SamplingRule rule;
  private final SchedulePrice price;

  /**
   * @param price tells whether a bound withstands a target budget
   */
  public BoundSampler(SamplingRule rule, SchedulePrice price) {
    this.rule = rule;
    this.price = price;
  }

  /**
   * What to bound.
   *
   * @param field holds the receptive field of every target
   * @param targets local indices, without duplicates
   * @param failureProbabilities of each target's bounds together
   * @param earlier what is known of each target from other samples; only adaptive sampling of votes
   *     heeds it
   * @param seed key of all noise, used for nothing else
   */
  public record Work(
      Subgraph field,
      NoiseSchedule schedule,
      List<Integer> targets,
      List<Double> failureProbabilities,
      List<Optional<EarlierVotes>> earlier,
      long seed) {

    public Work {
      targets = List.copyOf(targets);
      failureProbabilities = List.copyOf(failureProbabilities);
      earlier = List.copyOf(earlier);
      if (targets.size() != failureProbabilities.size() || targets.size() != earlier.size()) {
        throw new IllegalArgumentException(
            "%d failure probabilities and %d times earlier votes are given for %d targets; give one for each."
                .formatted(failureProbabilities.size(), earlier.size(), targets.size()));
      }
    }

    /** Of which nothing is known. */
    public Work(
        Subgraph field,
        NoiseSchedule schedule,
        List<Integer> targets,
        List<Double> failureProbabilities,
        long seed) {
      this(
          field,
          schedule,
          targets,
          failureProbabilities,
          Collections.nCopies(targets.size(), Optional.empty()),
          seed);
    }

    SmoothingTask task(List<Integer> places, SampleRange samples) {
      return new SmoothingTask(
          field, schedule, places.stream().map(targets::get).toList(), samples, seed);
    }

    List<Integer> places() {
      return IntStream.range(0, targets.size()).boxed().toList();
    }
  }

  /**
   * One bound per target, in their order.
   *
   * @throws java.util.concurrent.CancellationException once {@code cancelled} says yes
   */
  public List<ClassBound> run(Smoother smoother, Work work, BooleanSupplier cancelled) {
    return rule.classifier() == Classifier.VOTES
        ? votes(smoother, work, cancelled)
        : scores(smoother, work, cancelled);
  }

  private List<ClassBound> votes(Smoother smoother, Work work, BooleanSupplier cancelled) {
    Draws<VoteTally> draws = new Draws<>(smoother, work, cancelled, places -> Statistic.votes());
    List<VoteTally> chosen =
        rule.isAdaptive()
            ? ClassChoice.adaptive(draws, work, rule.selectionSamples())
            : ClassChoice.whole(draws, work.places(), rule.selectionSamples());
    List<VoteEstimator> estimators = new ArrayList<>(chosen.size());
    for (int i = 0; i < chosen.size(); i++) {
      estimators.add(estimator(work, i, chosen.get(i)));
    }
    return new Looks<>(work, draws, estimators).run();
  }

  private VoteEstimator estimator(Work work, int place, VoteTally selection) {
    double failure = work.failureProbabilities().get(place);
    Optional<EarlierVotes> earlier =
        work.earlier().get(place).filter(e -> e.predictedClass() == selection.leader());
    if (!rule.isAdaptive() || earlier.isEmpty()) {
      return VoteEstimator.of(VoteForm.MAJORITY, selection, rule.plan(), failure);
    }
    AdaptivePlan plan = earlier.get().plan(rule.cap(), failure, targets(work, place));
    return VoteEstimator.knowing(earlier.get(), selection, plan, failure);
  }

  /** Tests of a bound that a node aims at. */
  private List<Predicate<ClassBound>> targets(Work work, int place) {
    int region = work.field().region(work.targets().get(place));
    List<Predicate<ClassBound>> predicates = new ArrayList<>();
    if (!rule.targets().isEmpty()) {
      predicates.add(bound -> !bound.abstains());
    }
    for (AttackBudget budget : rule.targets()) {
      predicates.add(bound -> price.robust(region, bound, budget));
    }
    return predicates;
  }

  /** The selection samples are drawn twice: for the class, then for the margins of that class. */
  private List<ClassBound> scores(Smoother smoother, Work work, BooleanSupplier cancelled) {
    List<Integer> classes =
        smoother.smooth(selection(work), Statistic.scoreSums(ScoreForm.SCORE), cancelled).stream()
            .map(ScoreSums::leader)
            .toList();
    List<ScoreTally> margins =
        smoother.smooth(
            selection(work), Statistic.scoreTallies(ScoreForm.MARGIN, classes), cancelled);
    List<ScoreEstimator> estimators = new ArrayList<>(classes.size());
    for (int i = 0; i < classes.size(); i++) {
      double failure = work.failureProbabilities().get(i);
      estimators.add(ScoreEstimator.of(classes.get(i), margins.get(i), rule.plan(), failure));
    }
    Function<List<Integer>, Statistic<ScoreTally>> statistic =
        places ->
            Statistic.scoreTallies(ScoreForm.MARGIN, places.stream().map(classes::get).toList());
    return new Looks<>(work, new Draws<>(smoother, work, cancelled, statistic), estimators).run();
  }

  private SmoothingTask selection(Work work) {
    return work.task(work.places(), new SampleRange(0, rule.selectionSamples()));
  }

  /** The certification samples, look by look. */
  private final class Looks<T> {
    private final Work work;
    private final Draws<T> draws;
    private final List<? extends Estimator<T>> estimators;
    private final @Nullable ClassBound[] bounds;

    /** Number of the next look at each target. */
    private final int[] next;

    Looks(Work work, Draws<T> draws, List<? extends Estimator<T>> estimators) {
      this.work = work;
      this.draws = draws;
      this.estimators = estimators;
      bounds = new ClassBound[estimators.size()];
      next = new int[estimators.size()];
    }

    List<ClassBound> run() {
      List<Integer> open = work.places();
      int drawn = 0;
      while (!open.isEmpty()) {
        int samples = open.stream().mapToInt(this::due).min().getAsInt();
        draws.draw(open, new SampleRange(rule.selectionSamples() + drawn, samples - drawn));
        drawn = samples;
        open = settle(samples, open);
      }
      return List.of(bounds);
    }

    /** Samples of a target at the next look. */
    private int due(int place) {
      return estimators.get(place).plan().samples(next[place]);
    }

    /** Bounds those that are looked at now and settled; returns the others. */
    private List<Integer> settle(int samples, List<Integer> open) {
      List<Integer> left = new ArrayList<>();
      for (int place : open) {
        if (due(place) > samples || !isSettled(place)) {
          left.add(place);
        }
      }
      return left;
    }

    private boolean isSettled(int place) {
      int look = next[place]++;
      T tally = draws.tally(place);
      Estimator<T> estimator = estimators.get(place);
      if (!estimator.settled(look, tally, targets(work, place))) {
        return false;
      }
      bounds[place] = estimator.bound(look, tally);
      draws.forget(place);
      return true;
    }
  }
}
