package io.ringfence.smoothing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ringfence.certificates.BinaryNoiseSchedule;
import io.ringfence.certificates.NoiseLevel;
import io.ringfence.certificates.ScoreSums;
import io.ringfence.certificates.ScoreTally;
import io.ringfence.certificates.statistics.ScoreForm;
import io.ringfence.certificates.statistics.Statistic;
import io.ringfence.graph.SampleRange;
import io.ringfence.graph.SmoothingTask;
import io.ringfence.graph.Subgraph;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The evidence of the score classifier, as both smoothers collect it. */
class ScoreStatisticsTest {

  private static final int NODES = 25;
  private static final int ATTRIBUTES = 70;
  private static final int CLASSES = 3;

  /** Scores of the kernel are float32 in between. */
  private static final double ROUNDING = 1e-5;

  @ParameterizedTest
  @EnumSource(ScoreForm.class)
  void sumsAndTalliesEqualADenseReferenceOnTheSameDraws(ScoreForm form) {
    SplittableRandom random = new SplittableRandom(3);
    SmoothingTask task = task(random, 30);
    List<Integer> classes = classes(random);
    for (NativeModel model : NaiveReference.models(random, ATTRIBUTES, CLASSES)) {
      MonteCarloSmoother smoother = new MonteCarloSmoother(model);
      List<ScoreSums> sums = smoother.smooth(task, Statistic.scoreSums(form));
      List<ScoreTally> tallies = smoother.smooth(task, Statistic.scoreTallies(form, classes));
      for (int target = 0; target < NODES; target++) {
        double[][] values = reference(model, task, target, form);
        for (int y = 0; y < CLASSES; y++) {
          double mean = mean(values[y]);
          assertThat(sums.get(target).mean(y)).isEqualTo(mean, within(ROUNDING));
          assertThat(sums.get(target).variance(y))
              .isEqualTo(variance(values[y], mean), within(ROUNDING));
        }
        assertThat(sums.get(target).samples()).isEqualTo(30);
        assertHolds(tallies.get(target), values[classes.get(target)]);
      }
    }
  }

  /** Sorted values and sorted bins must match one by one. */
  private static void assertHolds(ScoreTally tally, double[] values) {
    assertThat(tally.samples()).isEqualTo(values.length);
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int i = 0;
    for (int k = 0; k < tally.occupied(); k++) {
      int bin = tally.occupiedBin(k);
      for (long n = 0; n < tally.occupiedCount(k); n++) {
        assertThat(sorted[i++])
            .isBetween(ScoreTally.lowerEdge(bin) - ROUNDING, ScoreTally.upperEdge(bin) + ROUNDING);
      }
    }
  }

  private static double[][] reference(Model model, SmoothingTask task, int target, ScoreForm form) {
    Subgraph graph = task.subgraph();
    double[][] values = new double[CLASSES][task.samples().count()];
    for (int s = 0; s < task.samples().count(); s++) {
      double[][] x =
          NaiveReference.noisy(
              graph,
              j -> BinaryNoiseSchedule.require(task.schedule()).level(graph.region(target), j),
              task.seed(),
              task.samples().first() + s);
      double[] g = NaiveReference.softmax(NaiveReference.logits(model, graph, x)[target]);
      for (int y = 0; y < CLASSES; y++) {
        double rival = Math.max(g[(y + 1) % CLASSES], g[(y + 2) % CLASSES]);
        values[y][s] = form == ScoreForm.SCORE ? g[y] : (1 + g[y] - rival) / 2;
      }
    }
    return values;
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static double variance(double[] values, double mean) {
    return Arrays.stream(values).map(x -> (x - mean) * (x - mean)).average().orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 64})
  void anyNumberOfThreadsGivesTheSameBits(int threads) {
    SplittableRandom random = new SplittableRandom(4);
    SmoothingTask task = task(random, 45);
    List<Integer> classes = classes(random);
    NativeModel model = NaiveReference.models(random, ATTRIBUTES, CLASSES).get(6);
    MonteCarloSmoother alone = new MonteCarloSmoother(model);
    try (ParallelSmoother parallel = new ParallelSmoother(model, threads)) {
      for (ScoreForm form : ScoreForm.values()) {
        for (Statistic<?> statistic :
            List.of(Statistic.scoreSums(form), Statistic.scoreTallies(form, classes))) {
          assertThat((List<?>) parallel.smooth(task, statistic))
              .isEqualTo(alone.smooth(task, statistic));
        }
      }
    }
  }

  @Test
  void aNodeAloneInAPieceOfTheGraphGetsTheSameBits() {
    SplittableRandom random = new SplittableRandom(5);
    SmoothingTask task = task(random, 20);
    Subgraph graph = task.subgraph();
    for (NativeModel model : NaiveReference.models(random, ATTRIBUTES, CLASSES)) {
      MonteCarloSmoother smoother = new MonteCarloSmoother(model);
      List<ScoreSums> all = smoother.smooth(task, Statistic.scoreSums(ScoreForm.SCORE));
      for (int target = 0; target < NODES; target += 4) {
        Subgraph ball = Graphs.ball(graph, target, model.receptiveField().attributeHops());
        SmoothingTask alone =
            new SmoothingTask(
                ball,
                task.schedule(),
                List.of(ball.local(graph.ordinal(target))),
                task.samples(),
                task.seed());
        assertThat(smoother.smooth(alone, Statistic.scoreSums(ScoreForm.SCORE)))
            .containsExactly(all.get(target));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(ScoreForm.class)
  void djlCollectsTheSameStatisticsWithinSamplingError(ScoreForm form) {
    SplittableRandom random = new SplittableRandom(6);
    int samples = 1_000;
    SmoothingTask task = task(random, samples);
    List<Integer> classes = classes(random);
    NativeModel model = NaiveReference.models(random, ATTRIBUTES, CLASSES).get(6);
    MonteCarloSmoother kernel = new MonteCarloSmoother(model);
    List<ScoreSums> sums = kernel.smooth(task, Statistic.scoreSums(form));
    List<ScoreTally> tallies = kernel.smooth(task, Statistic.scoreTallies(form, classes));
    try (DjlSmoother djl = DjlSmoother.onCpu(model)) {
      List<ScoreSums> djlSums = djl.smooth(task, Statistic.scoreSums(form));
      List<ScoreTally> djlTallies = djl.smooth(task, Statistic.scoreTallies(form, classes));
      for (int target = 0; target < NODES; target++) {
        for (int y = 0; y < CLASSES; y++) {
          double sigma = Math.sqrt(2 * sums.get(target).variance(y) / samples);
          assertThat(djlSums.get(target).mean(y))
              .isEqualTo(sums.get(target).mean(y), within(5 * sigma + ROUNDING));
        }
        assertThat(djlTallies.get(target).samples()).isEqualTo(samples);
        assertThat(largestGap(tallies.get(target), djlTallies.get(target)))
            .isLessThan(130); // Kolmogorov-Smirnov: more in one of 10^7 cases
      }
    }
  }

  private static long largestGap(ScoreTally left, ScoreTally right) {
    long gap = 0;
    long largest = 0;
    for (int bin = 0; bin < ScoreTally.bins(); bin++) {
      gap += left.count(bin) - right.count(bin);
      largest = Math.max(largest, Math.abs(gap));
    }
    return largest;
  }

  /** Without noise both smoothers compute one number, many times. */
  @ParameterizedTest
  @EnumSource(ScoreForm.class)
  void withoutNoiseBothSmoothersSeeTheCleanScore(ScoreForm form) {
    SplittableRandom random = new SplittableRandom(7);
    SmoothingTask noisy = task(random, 2);
    SmoothingTask task =
        new SmoothingTask(
            noisy.subgraph(),
            BinaryNoiseSchedule.uniform(3, NoiseLevel.of(0, 0)),
            noisy.targets(),
            noisy.samples(),
            1);
    for (NativeModel model : NaiveReference.djlModels(random, ATTRIBUTES, CLASSES)) {
      List<ScoreSums> kernel =
          new MonteCarloSmoother(model).smooth(task, Statistic.scoreSums(form));
      try (DjlSmoother djl = DjlSmoother.onCpu(model)) {
        List<ScoreSums> onDevice = djl.smooth(task, Statistic.scoreSums(form));
        for (int target = 0; target < NODES; target++) {
          for (int y = 0; y < CLASSES; y++) {
            assertThat(onDevice.get(target).mean(y))
                .isEqualTo(kernel.get(target).mean(y), within(ROUNDING));
            assertThat(kernel.get(target).variance(y)).isEqualTo(0, within(1e-9));
          }
        }
      }
    }
  }

  @Test
  void classesThatDoNotFitTheTaskAreRefused() {
    SplittableRandom random = new SplittableRandom(8);
    SmoothingTask task = task(random, 1);
    NativeModel model = NaiveReference.models(random, ATTRIBUTES, CLASSES).get(1);
    MonteCarloSmoother smoother = new MonteCarloSmoother(model);
    assertThatThrownBy(
            () -> smoother.smooth(task, Statistic.scoreTallies(ScoreForm.SCORE, List.of(1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 classes are named for 25 targets");
    assertThatThrownBy(
            () ->
                smoother.smooth(
                    task,
                    Statistic.scoreTallies(ScoreForm.SCORE, Collections.nCopies(NODES, CLASSES))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("classes 0 to 2");
  }

  private static List<Integer> classes(SplittableRandom random) {
    return IntStream.range(0, NODES).map(i -> random.nextInt(CLASSES)).boxed().toList();
  }

  private static SmoothingTask task(SplittableRandom random, int samples) {
    Subgraph graph = Graphs.random(random, NODES, 2.5, ATTRIBUTES, 0.2, 3);
    return new SmoothingTask(
        graph,
        MonteCarloSmootherTest.schedule(random, 3),
        CoraMl.all(NODES),
        new SampleRange(11, samples),
        31);
  }
}
