package io.ringfence.smoothing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.ringfence.certificates.BinaryNoiseSchedule;
import io.ringfence.certificates.NoiseLevel;
import io.ringfence.certificates.NoiseSchedule;
import io.ringfence.certificates.RealNoiseSchedule;
import io.ringfence.certificates.RealNoiseSchedule.Kind;
import io.ringfence.certificates.ScoreSums;
import io.ringfence.certificates.ScoreTally;
import io.ringfence.certificates.VoteTally;
import io.ringfence.certificates.statistics.ScoreForm;
import io.ringfence.certificates.statistics.Statistic;
import io.ringfence.graph.RealAttributeMatrix;
import io.ringfence.graph.SampleRange;
import io.ringfence.graph.SmoothingTask;
import io.ringfence.graph.Subgraph;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What smoothing with DJL must do on any device: collect the statistics of the Java kernel within
 * sampling error, for all architectures, votes and scores, bits and real numbers.
 */
abstract class DjlContract {

  static final int NODES = 20;
  static final int ATTRIBUTES = 70;
  static final int CLASSES = 3;
  private static final int SAMPLES = 1_000;

  /** Enough for all samples of these small graphs at once. */
  private static final long PLENTY = 1L << 30;

  abstract Device device();

  final DjlSmoother smoother(NativeModel model) {
    return new DjlSmoother(model, device(), new DjlMemory(PLENTY), DjlDraws.BLOCK_CELLS);
  }

  @Test
  void votesAgreeWithTheJavaKernelWithinSamplingError() {
    SplittableRandom random = new SplittableRandom(5);
    SmoothingTask task = bits(random, MonteCarloSmootherTest.schedule(random, 3), SAMPLES);
    for (NativeModel model : NaiveReference.djlModels(random, ATTRIBUTES, CLASSES)) {
      assertSameVotes(model, task, smoother(model));
    }
  }

  /** Regions share some thresholds and differ in others; some nodes are seen by none. */
  @Test
  void votesOfSomeTargetsInManyRegionsAgreeWithTheJavaKernel() {
    SplittableRandom random = new SplittableRandom(15);
    Subgraph graph = Graphs.random(random, 60, 1.5, ATTRIBUTES, 0.1, 7);
    SmoothingTask task =
        new SmoothingTask(
            graph,
            MonteCarloSmootherTest.schedule(random, 7),
            List.of(3, 59, 17, 30, 31),
            new SampleRange(2, SAMPLES),
            8);
    NativeModel model = NaiveReference.models(random, ATTRIBUTES, CLASSES).get(4);
    assertSameVotes(model, task, smoother(model));
  }

  @Test
  void votesAgreeWhereAttributesAreDrawnInBlocks() {
    SplittableRandom random = new SplittableRandom(16);
    SmoothingTask flips = bits(random, MonteCarloSmootherTest.schedule(random, 3), SAMPLES);
    SmoothingTask shifts = real(random, Kind.UNIFORM, 30);
    NativeModel forBits = NaiveReference.models(random, ATTRIBUTES, CLASSES).get(1);
    NativeModel forReal = NaiveReference.models(random, 30, CLASSES).get(1);
    DjlMemory memory = new DjlMemory(PLENTY);
    assertSameVotes(forBits, flips, new DjlSmoother(forBits, device(), memory, 17L * NODES));
    assertSameVotes(forReal, shifts, new DjlSmoother(forReal, device(), memory, 7L * NODES));
  }

  @ParameterizedTest
  @CsvSource({"GAUSSIAN, 3", "GAUSSIAN, 40", "UNIFORM, 3", "UNIFORM, 40"})
  void votesUnderRealNoiseAgreeWithTheJavaKernel(Kind kind, int attributes) {
    SplittableRandom random = new SplittableRandom(6);
    SmoothingTask task = real(random, kind, attributes);
    List<NativeModel> models = NaiveReference.models(random, attributes, CLASSES);
    for (NativeModel model : List.of(models.get(1), models.get(4), models.get(6))) {
      assertSameVotes(model, task, smoother(model));
    }
  }

  private static void assertSameVotes(Model model, SmoothingTask task, DjlSmoother smoother) {
    List<VoteTally> kernel = new MonteCarloSmoother(model).smooth(task);
    int samples = task.samples().count();
    try (smoother) {
      List<VoteTally> votes = smoother.smooth(task);
      for (int target = 0; target < task.targets().size(); target++) {
        for (int y = 0; y < CLASSES; y++) {
          double p = (kernel.get(target).votes(y) + votes.get(target).votes(y)) / (2.0 * samples);
          double bound = 5 * Math.sqrt(2 * samples * p * (1 - p)) + 1;
          assertThat((double) votes.get(target).votes(y))
              .as("%s, target %d, class %d", model.getClass().getSimpleName(), target, y)
              .isCloseTo(kernel.get(target).votes(y), within(bound));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(ScoreForm.class)
  void scoresAgreeWithTheJavaKernelWithinSamplingError(ScoreForm form) {
    SplittableRandom random = new SplittableRandom(7);
    SmoothingTask flips = bits(random, MonteCarloSmootherTest.schedule(random, 3), SAMPLES);
    List<NativeModel> models = NaiveReference.models(random, ATTRIBUTES, CLASSES);
    for (NativeModel model : List.of(models.get(1), models.get(4), models.get(6))) {
      assertSameScores(form, model, flips);
    }
    SmoothingTask shifts = real(random, Kind.GAUSSIAN, 40);
    assertSameScores(form, NaiveReference.models(random, 40, CLASSES).get(6), shifts);
  }

  private void assertSameScores(ScoreForm form, NativeModel model, SmoothingTask task) {
    List<Integer> classes = task.targets().stream().map(target -> target % CLASSES).toList();
    MonteCarloSmoother kernel = new MonteCarloSmoother(model);
    List<ScoreSums> sums = kernel.smooth(task, Statistic.scoreSums(form));
    List<ScoreTally> tallies = kernel.smooth(task, Statistic.scoreTallies(form, classes));
    try (DjlSmoother djl = smoother(model)) {
      List<ScoreSums> djlSums = djl.smooth(task, Statistic.scoreSums(form));
      List<ScoreTally> djlTallies = djl.smooth(task, Statistic.scoreTallies(form, classes));
      for (int target = 0; target < NODES; target++) {
        for (int y = 0; y < CLASSES; y++) {
          double sigma = Math.sqrt(2 * sums.get(target).variance(y) / SAMPLES);
          assertThat(djlSums.get(target).mean(y))
              .isEqualTo(sums.get(target).mean(y), within(5 * sigma + 1e-6));
        }
        assertThat(djlTallies.get(target).samples()).isEqualTo(SAMPLES);
        // Kolmogorov-Smirnov: more in one of 10^7 cases
        assertThat(largestGap(tallies.get(target), djlTallies.get(target))).isLessThan(130);
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

  @Test
  void thresholdsAtBothEndsFlipNothingAndEverything() {
    SplittableRandom random = new SplittableRandom(6);
    BinaryNoiseSchedule schedule =
        BinaryNoiseSchedule.of(
            List.of(
                List.of(NoiseLevel.of(0, 0), NoiseLevel.of(1, 1), NoiseLevel.of(0, 1)),
                List.of(NoiseLevel.of(1, 0), NoiseLevel.of(0, 0), NoiseLevel.of(1, 1)),
                List.of(NoiseLevel.of(1, 1), NoiseLevel.of(0, 1), NoiseLevel.of(1, 0))));
    SmoothingTask task = bits(random, schedule, 3);
    for (NativeModel model : NaiveReference.djlModels(random, ATTRIBUTES, CLASSES)) {
      try (DjlSmoother djl = smoother(model)) {
        assertThat(djl.smooth(task)).isEqualTo(new MonteCarloSmoother(model).smooth(task));
      }
    }
  }

  @Test
  void nodesWithoutOnesAndGraphsWithoutEdgesAreComputed() {
    SplittableRandom random = new SplittableRandom(9);
    for (double density : new double[] {0, 1}) {
      Subgraph graph = Graphs.random(random, NODES, 0, ATTRIBUTES, density, 3);
      SmoothingTask task =
          new SmoothingTask(
              graph,
              MonteCarloSmootherTest.schedule(random, 3),
              CoraMl.all(NODES),
              new SampleRange(0, SAMPLES),
              31);
      List<NativeModel> models = NaiveReference.models(random, ATTRIBUTES, CLASSES);
      for (NativeModel model : List.of(models.get(1), models.get(4), models.get(6))) {
        assertSameVotes(model, task, smoother(model));
      }
    }
  }

  /** Margins of random models are far above what float32 rounds, so that votes are the same. */
  @Test
  void neitherBatchesNorPartsOfTheRangeChangeVotes() {
    SplittableRandom random = new SplittableRandom(7);
    SmoothingTask flips = bits(random, MonteCarloSmootherTest.schedule(random, 3), 29);
    SmoothingTask shifts = real(random, Kind.GAUSSIAN, 40, 29);
    for (SmoothingTask task : List.of(flips, shifts)) {
      int attributes = task.subgraph().attributes().dimension();
      for (NativeModel model : NaiveReference.djlModels(random, attributes, CLASSES)) {
        List<VoteTally> together;
        try (DjlSmoother djl = smoother(model)) {
          together = djl.smooth(task);
          List<VoteTally> head = djl.smooth(with(task, new SampleRange(0, 12)));
          List<VoteTally> tail = djl.smooth(with(task, new SampleRange(12, 17)));
          for (int target = 0; target < NODES; target++) {
            assertThat(head.get(target).plus(tail.get(target))).isEqualTo(together.get(target));
          }
        }
        for (int most : new int[] {1, 3, 10}) {
          DjlMemory memory = new DjlMemory(PLENTY, most);
          try (DjlSmoother djl = new DjlSmoother(model, device(), memory, DjlDraws.BLOCK_CELLS)) {
            assertThat(djl.smooth(task)).as("batches of %d", most).isEqualTo(together);
          }
        }
      }
    }
  }

  /** Chi-square over equally likely cells; the bounds leave out one of 10^6 cases. */
  @ParameterizedTest
  @EnumSource(Kind.class)
  void everyCellOfTheLawOfRealDrawsIsHitAsOftenAsItShould(Kind kind) {
    int n = 640_000;
    double[] draws;
    try (NDManager manager = DjlEngine.get().newBaseManager(device())) {
      DjlArrays arrays = new DjlArrays(manager);
      DjlDraws torch = new DjlDraws(4, DjlDraws.BLOCK_CELLS);
      draws =
          torch
              .batch(
                  0,
                  10,
                  0,
                  () ->
                      kind == Kind.GAUSSIAN
                          ? arrays.randomNormals(n / 10, 1)
                          : arrays.randomUniforms(n / 10, 1))
              .toDoubleArray();
    }
    long[] cells = new long[64];
    for (double g : draws) {
      double share = kind == Kind.GAUSSIAN ? RealSmoothingTest.normal(g) : (g + 1) / 2;
      cells[(int) Math.min(63, share * 64)]++;
    }
    double expected = n / 64.0;
    double chiSquare =
        Arrays.stream(cells).mapToDouble(c -> (c - expected) * (c - expected) / expected).sum();
    assertThat(chiSquare).isBetween(20.0, 130.0);
    long float32 = Arrays.stream(draws).filter(g -> (float) g == g).count();
    assertThat(float32).as("draws that float32 could tell").isLessThan(10);
  }

  static SmoothingTask bits(SplittableRandom random, NoiseSchedule schedule, int samples) {
    Subgraph graph = Graphs.random(random, NODES, 2.5, ATTRIBUTES, 0.2, 3);
    return new SmoothingTask(graph, schedule, CoraMl.all(NODES), new SampleRange(0, samples), 31);
  }

  private static SmoothingTask real(SplittableRandom random, Kind kind, int attributes) {
    return real(random, kind, attributes, SAMPLES);
  }

  private static SmoothingTask real(
      SplittableRandom random, Kind kind, int attributes, int samples) {
    Subgraph bits = Graphs.random(random, NODES, 2.5, 4, 0.2, 3);
    float[] values = new float[NODES * attributes];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextDouble() * 2 - 1);
    }
    Subgraph graph =
        new Subgraph(
            IntStream.range(0, NODES).mapToLong(bits::ordinal).toArray(),
            IntStream.range(0, NODES).map(bits::region).toArray(),
            IntStream.range(0, NODES).map(bits::degree).toArray(),
            bits.neighbours(),
            RealAttributeMatrix.owning(values, NODES, attributes));
    RealNoiseSchedule schedule =
        RealNoiseSchedule.of(
            kind, List.of(List.of(0.1, 0.5, 0.9), List.of(0.5, 0.2, 1.5), List.of(0.9, 0.7, 0.3)));
    return new SmoothingTask(graph, schedule, CoraMl.all(NODES), new SampleRange(0, samples), 31);
  }

  static SmoothingTask with(SmoothingTask task, SampleRange samples) {
    return new SmoothingTask(
        task.subgraph(), task.schedule(), task.targets(), samples, task.seed());
  }
}
