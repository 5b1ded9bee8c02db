package io.ringfence.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.certificates.BinaryNoiseSchedule;
import io.ringfence.certificates.Budget;
import io.ringfence.certificates.ClassBound;
import io.ringfence.certificates.Classifier;
import io.ringfence.certificates.NoiseLevel;
import io.ringfence.certificates.VoteBound;
import io.ringfence.certificates.VoteTally;
import io.ringfence.certificates.estimation.EarlierVotes;
import io.ringfence.certificates.statistics.Statistic;
import io.ringfence.graph.BinaryAttributeMatrix;
import io.ringfence.graph.SmoothingTask;
import io.ringfence.graph.SparseRows;
import io.ringfence.graph.Subgraph;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BoundSamplerTest {

  private static final int NODES = 5;
  private static final int CAP = 2_000;
  private static final BinaryNoiseSchedule SCHEDULE =
      BinaryNoiseSchedule.uniform(1, NoiseLevel.of(0.01, 0.6));

  @ParameterizedTest
  @EnumSource(Classifier.class)
  void aNodeGetsTheSameBoundAloneAndWithOthers(Classifier classifier) {
    SplittableRandom random = new SplittableRandom(3);
    TinyModel model = new TinyModel(2, 3, true, random);
    BoundSampler sampler = sampler(classifier, 300);

    List<ClassBound> together =
        sampler.run(new PlainSmoother(model), work(allNodes()), () -> false);

    for (int node : allNodes()) {
      List<ClassBound> alone =
          sampler.run(new PlainSmoother(model), work(List.of(node)), () -> false);
      assertThat(alone).containsExactly(together.get(node));
    }
  }

  @Test
  void whatIsSettledIsNotDrawnForAnyMore() {
    Shares smoother = new Shares(List.of(1.0, 0.97, 0.86, 0.7, 0.5));

    List<ClassBound> bounds =
        sampler(Classifier.VOTES, CAP).run(smoother, work(allNodes()), () -> false);

    assertThat(bounds.get(0).samples()).as("certified at once").isEqualTo(176);
    assertThat(bounds.get(1).samples()).as("certified soon").isLessThan(CAP / 2);
    assertThat(bounds.get(2).samples()).as("near a threshold").isGreaterThan(CAP / 2);
    assertThat(bounds.get(3).samples()).as("hopeless, but certified").isLessThan(CAP / 2);
    assertThat(bounds.get(4).samples()).as("hopeless altogether").isLessThan(CAP);
    assertThat(bounds.subList(0, 4)).noneMatch(ClassBound::abstains);
    assertThat(bounds.get(4).abstains()).isTrue();
    assertThat(smoother.selected).as("selection of the surest").isEqualTo(25);
  }

  @Test
  void whatIsKnownOfANodeSavesSamplesAndDoesNotDependOnOthers() {
    List<Double> truth = List.of(1.0, 0.96, 0.84, 0.7, 0.5);
    List<Optional<EarlierVotes>> earlier =
        truth.stream()
            .map(p -> Optional.of(new EarlierVotes(0, Math.round(p * CAP), CAP)))
            .toList();
    BoundSampler sampler = sampler(Classifier.VOTES, CAP);
    Shares knowing = new Shares(truth);

    List<ClassBound> bounds = sampler.run(knowing, knowing(allNodes(), earlier), () -> false);
    List<ClassBound> ignorant = sampler.run(new Shares(truth), work(allNodes()), () -> false);

    assertThat(knowing.selected).as("samples that confirm a class").isEqualTo(10);
    for (int node : allNodes()) {
      assertThat(bounds.get(node).samples())
          .as("node %d", node)
          .isLessThanOrEqualTo(ignorant.get(node).samples());
    }
    assertThat(bounds.get(2).samples()).as("out of reach of a budget").isLessThan(CAP / 4);
  }

  @Test
  void aNodeThatIsKnownGetsTheSameBoundAloneAndWithOthers() {
    TinyModel model = new TinyModel(2, 3, true, new SplittableRandom(3));
    BoundSampler sampler = sampler(Classifier.VOTES, 300);
    List<Optional<EarlierVotes>> earlier = new ArrayList<>();
    for (ClassBound bound : sampler.run(new PlainSmoother(model), work(allNodes()), () -> false)) {
      earlier.add(
          earlier.size() == 2 ? Optional.empty() : Optional.of(EarlierVotes.of((VoteBound) bound)));
    }

    List<ClassBound> together =
        sampler.run(new PlainSmoother(model), knowing(allNodes(), earlier), () -> false);

    for (int node : allNodes()) {
      BoundSampler.Work alone = knowing(List.of(node), List.of(earlier.get(node)));
      assertThat(sampler.run(new PlainSmoother(model), alone, () -> false))
          .containsExactly(together.get(node));
    }
  }

  @Test
  void aClassThatIsNotConfirmedIsChosenAnew() {
    List<Optional<EarlierVotes>> earlier =
        Collections.nCopies(NODES, Optional.of(new EarlierVotes(1, 900, 1_000)));
    List<Double> truth = List.of(1.0, 0.97, 0.86, 0.7, 0.6);
    BoundSampler sampler = sampler(Classifier.VOTES, CAP);

    assertThat(sampler.run(new Shares(truth), knowing(allNodes(), earlier), () -> false))
        .isEqualTo(sampler.run(new Shares(truth), work(allNodes()), () -> false));
  }

  private static BoundSampler.Work knowing(
      List<Integer> targets, List<Optional<EarlierVotes>> earlier) {
    return new BoundSampler.Work(
        path(), SCHEDULE, targets, Collections.nCopies(targets.size(), 1e-6), earlier, 11);
  }

  private static BoundSampler sampler(Classifier classifier, int cap) {
    return new BoundSampler(
        SamplingRule.adaptive(classifier, 200, cap, List.of(new Budget(0, 3), new Budget(1, 0))),
        SchedulePrice.of(SCHEDULE));
  }

  private static List<Integer> allNodes() {
    return IntStream.range(0, NODES).boxed().toList();
  }

  private static BoundSampler.Work work(List<Integer> targets) {
    return new BoundSampler.Work(
        path(), SCHEDULE, targets, Collections.nCopies(targets.size(), 1e-6), 11);
  }

  /** Nodes in a row. */
  private static Subgraph path() {
    int[] offsets = {0, 1, 3, 5, 7, 8};
    int[] columns = {1, 0, 2, 1, 3, 2, 4, 3};
    SparseRows ones = SparseRows.owning(new int[] {0, 1, 2, 3, 4, 5}, new int[] {0, 1, 0, 1, 0}, 2);
    return new Subgraph(
        new long[] {0, 1, 2, 3, 4},
        new int[NODES],
        new int[] {1, 2, 2, 2, 1},
        SparseRows.owning(offsets, columns, NODES),
        new BinaryAttributeMatrix(ones));
  }

  /** Votes in fixed proportions. */
  private static final class Shares implements Smoother {
    private final List<Double> shares;
    private long selected;

    Shares(List<Double> shares) {
      this.shares = shares;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> List<T> smooth(
        SmoothingTask task, Statistic<T> statistic, BooleanSupplier cancelled) {
      List<T> tallies = new ArrayList<>();
      long count = task.samples().count();
      for (int target : task.targets()) {
        selected += target == 0 && task.samples().first() < 200 ? count : 0;
        long own = Math.round(shares.get(target) * count);
        tallies.add((T) VoteTally.of(own, count - own));
      }
      return tallies;
    }
  }
}
