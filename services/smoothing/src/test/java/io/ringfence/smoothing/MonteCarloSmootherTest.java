package io.ringfence.smoothing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringfence.certificates.BinaryNoiseSchedule;
import io.ringfence.certificates.NoiseLevel;
import io.ringfence.certificates.VoteTally;
import io.ringfence.certificates.statistics.Statistic;
import io.ringfence.graph.SampleRange;
import io.ringfence.graph.SmoothingTask;
import io.ringfence.graph.Subgraph;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MonteCarloSmootherTest {

  private static final int ATTRIBUTES = 70;
  private static final int CLASSES = 3;

  /** A score closer than this to another may be rounded to the other side. */
  private static final double AMBIGUOUS = 1e-4;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void votesEqualADenseReferenceOnTheSameDraws(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Subgraph graph = Graphs.random(random, 25, 2.5, ATTRIBUTES, 0.2, 3);
    for (NativeModel model : NaiveReference.models(random, ATTRIBUTES, CLASSES)) {
      SmoothingTask task =
          new SmoothingTask(
              graph, schedule(random, 3), CoraMl.all(25), new SampleRange(17, 30), seed * 991);
      List<VoteTally> votes = new MonteCarloSmoother(model).smooth(task);
      assertReference(model, task, votes);
    }
  }

  private static void assertReference(Model model, SmoothingTask task, List<VoteTally> votes) {
    Subgraph graph = task.subgraph();
    for (int target = 0; target < graph.nodes(); target++) {
      int c = graph.region(target);
      long[] expected = new long[CLASSES];
      int ambiguous = 0;
      for (int s = 0; s < task.samples().count(); s++) {
        double[][] x =
            NaiveReference.noisy(
                graph,
                j -> BinaryNoiseSchedule.require(task.schedule()).level(c, j),
                task.seed(),
                task.samples().first() + s);
        double[] scores = NaiveReference.logits(model, graph, x)[target];
        expected[NaiveReference.argmax(scores)]++;
        ambiguous += NaiveReference.margin(scores) < AMBIGUOUS ? 1 : 0;
      }
      assertThat(votes.get(target).samples()).isEqualTo(task.samples().count());
      for (int y = 0; y < CLASSES; y++) {
        assertThat(Math.abs(votes.get(target).votes(y) - expected[y]))
            .as("%s, node %d, class %d", model.getClass().getSimpleName(), target, y)
            .isLessThanOrEqualTo(ambiguous);
      }
      assertThat(ambiguous).isLessThan(5);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void aPieceThatHoldsTheReceptiveFieldGivesTheSameVotes(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Subgraph graph = Graphs.random(random, 60, 2.2, ATTRIBUTES, 0.2, 4);
    BinaryNoiseSchedule schedule = schedule(random, 4);
    for (NativeModel model : NaiveReference.models(random, ATTRIBUTES, CLASSES)) {
      MonteCarloSmoother smoother = new MonteCarloSmoother(model);
      SampleRange samples = new SampleRange(5, 40);
      List<VoteTally> all =
          smoother.smooth(new SmoothingTask(graph, schedule, CoraMl.all(60), samples, seed));
      for (int repeat = 0; repeat < 6; repeat++) {
        int target = random.nextInt(60);
        Subgraph ball =
            Graphs.ball(graph, target, model.receptiveField().attributeHops() + repeat % 2);
        List<VoteTally> alone =
            smoother.smooth(
                new SmoothingTask(
                    ball, schedule, List.of(ball.local(graph.ordinal(target))), samples, seed));
        assertThat(alone).containsExactly(all.get(target));
      }
    }
  }

  @Test
  void resultsFollowTheOrderOfTheTargets() {
    SplittableRandom random = new SplittableRandom(8);
    Subgraph graph = Graphs.random(random, 30, 3, ATTRIBUTES, 0.2, 3);
    BinaryNoiseSchedule schedule = schedule(random, 3);
    MonteCarloSmoother smoother =
        new MonteCarloSmoother(NaiveReference.models(random, ATTRIBUTES, CLASSES).get(1));
    SampleRange samples = new SampleRange(0, 20);
    List<VoteTally> all =
        smoother.smooth(new SmoothingTask(graph, schedule, CoraMl.all(30), samples, 2));
    List<VoteTally> some =
        smoother.smooth(new SmoothingTask(graph, schedule, List.of(21, 3, 29, 4), samples, 2));
    assertThat(some).containsExactly(all.get(21), all.get(3), all.get(29), all.get(4));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 64})
  void anyNumberOfThreadsGivesTheSameVotes(int threads) {
    SmoothingTask task = task(50);
    Model model = model();
    try (ParallelSmoother parallel = new ParallelSmoother(model, threads)) {
      assertThat(parallel.smooth(task)).isEqualTo(new MonteCarloSmoother(model).smooth(task));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void vectorsGiveTheScoresOfPlainJavaBitForBit(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int nodes = 20 + random.nextInt(40);
    Subgraph graph = Graphs.random(random, nodes, 3, ATTRIBUTES, 0.2, 5);
    BinaryNoiseSchedule schedule = schedule(random, 5);
    SampleRange samples = new SampleRange(3, 25);
    for (NativeModel model : NaiveReference.models(random, ATTRIBUTES, CLASSES)) {
      SmoothingTask task = new SmoothingTask(graph, schedule, CoraMl.all(nodes), samples, seed);
      assertThat(bits(new MonteCarloSmoother(model, FlipKernel.best()), task))
          .isEqualTo(bits(new MonteCarloSmoother(model, FlipKernel.PLAIN), task));
    }
  }

  @Test
  void testsRunWithTheVectorsOfThisJava() {
    assertThat(FlipKernel.best()).isNotSameAs(FlipKernel.PLAIN);
  }

  private static List<List<Long>> bits(MonteCarloSmoother smoother, SmoothingTask task) {
    LogitBits bits = new LogitBits(task.targets().size());
    for (GroupPlan group : smoother.plan(task).groups()) {
      new GroupCounter(group).count(task.samples(), bits, () -> false);
    }
    return bits.results();
  }

  @Test
  void votesOfRangesAddUp() {
    Model model = model();
    MonteCarloSmoother smoother = new MonteCarloSmoother(model);
    List<VoteTally> sum = new ArrayList<>();
    for (SampleRange range : List.of(new SampleRange(0, 1), new SampleRange(1, 36))) {
      List<VoteTally> part = smoother.smooth(with(task(37), range));
      for (int i = 0; i < part.size(); i++) {
        if (sum.size() == i) {
          sum.add(part.get(i));
        } else {
          sum.set(i, sum.get(i).plus(part.get(i)));
        }
      }
    }
    assertThat(sum).isEqualTo(smoother.smooth(task(37)));
  }

  @Test
  void noSamplesAndNoTargetsAreAllowed() {
    SmoothingTask task = task(5);
    try (ParallelSmoother parallel = new ParallelSmoother(model(), 2)) {
      assertThat(parallel.smooth(with(task, new SampleRange(3, 0))))
          .allMatch(tally -> tally.samples() == 0);
      assertThat(
              parallel.smooth(
                  new SmoothingTask(
                      task.subgraph(), task.schedule(), List.of(), task.samples(), 1)))
          .isEmpty();
    }
  }

  /** Each of 2^(2·5) noisy graphs weighted with its probability, against 20,000 samples. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void frequenciesAgreeWithEnumerationOfATinyGraph(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    boolean[][] edge = {{false, true}, {true, false}};
    Subgraph graph =
        Graphs.whole(Graphs.rows(edge, 2), Graphs.bits(random, 2, 5, 0.5), new int[] {0, 1});
    BinaryNoiseSchedule schedule = schedule(random, 2);
    int samples = 20_000;
    for (NativeModel model : NaiveReference.models(random, 5, CLASSES)) {
      List<VoteTally> votes =
          new MonteCarloSmoother(model)
              .smooth(
                  new SmoothingTask(
                      graph, schedule, List.of(0, 1), new SampleRange(0, samples), seed));
      for (int target = 0; target < 2; target++) {
        double[] exact = enumerate(model, graph, schedule, target);
        for (int y = 0; y < CLASSES; y++) {
          double sigma = Math.sqrt(exact[y] * Math.max(0, 1 - exact[y]) / samples);
          assertThat((double) votes.get(target).votes(y) / samples)
              .isBetween(exact[y] - 5 * sigma - 1e-9, exact[y] + 5 * sigma + 1e-9);
        }
      }
    }
  }

  private static double[] enumerate(
      Model model, Subgraph graph, BinaryNoiseSchedule schedule, int target) {
    double[][] clean = NaiveReference.attributes(graph);
    double[] probability = new double[CLASSES];
    for (int flips = 0; flips < 1 << 10; flips++) {
      double weight = 1;
      double[][] x = new double[2][5];
      for (int bit = 0; bit < 10; bit++) {
        int node = bit / 5;
        NoiseLevel level = schedule.level(graph.region(target), graph.region(node));
        double p = clean[node][bit % 5] == 1 ? level.deletion() : level.addition();
        boolean flip = (flips >> bit & 1) == 1;
        weight *= flip ? p : 1 - p;
        x[node][bit % 5] = flip ? 1 - clean[node][bit % 5] : clean[node][bit % 5];
      }
      probability[NaiveReference.argmax(NaiveReference.logits(model, graph, x)[target])] += weight;
    }
    return probability;
  }

  @Test
  void aCancelledTaskStopsWithinOneSample() {
    AtomicInteger asked = new AtomicInteger();
    MonteCarloSmoother smoother = new MonteCarloSmoother(model());
    assertThatThrownBy(
            () ->
                smoother.smooth(
                    task(1_000_000), Statistic.votes(), () -> asked.incrementAndGet() > 3))
        .isInstanceOf(CancellationException.class);
    assertThat(asked).hasValue(4);
    try (ParallelSmoother parallel = new ParallelSmoother(model(), 2)) {
      assertThatThrownBy(
              () ->
                  parallel.smooth(
                      task(1_000_000), Statistic.votes(), () -> asked.incrementAndGet() > 9))
          .isInstanceOf(CancellationException.class);
    }
  }

  @Test
  void aPieceThatCutsAReceptiveFieldIsRefused() {
    SplittableRandom random = new SplittableRandom(3);
    Subgraph graph = Graphs.random(random, 30, 4, ATTRIBUTES, 0.2, 3);
    Subgraph ball = Graphs.ball(graph, 5, 1);
    SmoothingTask task =
        new SmoothingTask(
            ball,
            schedule(random, 3),
            List.of(ball.local(graph.ordinal(5))),
            new SampleRange(0, 1),
            1);
    assertThatThrownBy(() -> new MonteCarloSmoother(model()).smooth(task))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("receptive field");
  }

  @Test
  void aModelForOtherAttributesIsRefused() {
    NativeModel other =
        NaiveReference.models(new SplittableRandom(1), ATTRIBUTES + 1, CLASSES).get(1);
    assertThatThrownBy(() -> new MonteCarloSmoother(other).smooth(task(1)))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("70 attributes")
        .hasMessageContaining("expects 71");
  }

  private static Model model() {
    return NaiveReference.models(new SplittableRandom(77), ATTRIBUTES, CLASSES).get(1);
  }

  private static SmoothingTask task(int samples) {
    SplittableRandom random = new SplittableRandom(78);
    Subgraph graph = Graphs.random(random, 40, 3, ATTRIBUTES, 0.2, 3);
    return new SmoothingTask(
        graph, schedule(random, 3), CoraMl.all(40), new SampleRange(0, samples), 9);
  }

  private static SmoothingTask with(SmoothingTask task, SampleRange samples) {
    return new SmoothingTask(
        task.subgraph(), task.schedule(), task.targets(), samples, task.seed());
  }

  /** Random levels; few distinct ones, so that regions share thresholds now and then. */
  static BinaryNoiseSchedule schedule(SplittableRandom random, int regions) {
    double[] additions = {0.01, 0.05, 0.3};
    double[] deletions = {0, 0.6, 0.75, 0.9};
    List<List<NoiseLevel>> rows = new ArrayList<>();
    for (int c = 0; c < regions; c++) {
      List<NoiseLevel> row = new ArrayList<>();
      for (int j = 0; j < regions; j++) {
        row.add(
            NoiseLevel.of(
                additions[random.nextInt(additions.length)],
                deletions[random.nextInt(deletions.length)]));
      }
      rows.add(row);
    }
    return BinaryNoiseSchedule.of(rows);
  }
}
