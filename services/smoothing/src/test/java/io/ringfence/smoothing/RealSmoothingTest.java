package io.ringfence.smoothing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ringfence.certificates.RealNoiseSchedule;
import io.ringfence.certificates.RealNoiseSchedule.Kind;
import io.ringfence.certificates.VoteTally;
import io.ringfence.graph.RealAttributeMatrix;
import io.ringfence.graph.SampleRange;
import io.ringfence.graph.SmoothingTask;
import io.ringfence.graph.Subgraph;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RealSmoothingTest {

  private static final int CLASSES = 3;

  /** Few attributes: noise is drawn per attribute, as the reference does. */
  @ParameterizedTest
  @CsvSource({"GAUSSIAN, 3", "UNIFORM, 3", "UNIFORM, 20"})
  void votesEqualADenseReferenceOnTheSameDraws(Kind kind, int attributes) {
    SplittableRandom random = new SplittableRandom(4);
    Subgraph graph = real(Graphs.random(random, 15, 2.5, 4, 0.2, 3), attributes);
    RealNoiseSchedule schedule = schedule(random, kind, 3);
    for (NativeModel model : NaiveReference.models(random, attributes, CLASSES)) {
      SmoothingTask task =
          new SmoothingTask(graph, schedule, CoraMl.all(15), new SampleRange(7, 30), 99);
      List<VoteTally> votes = new MonteCarloSmoother(model).smooth(task);
      for (int target = 0; target < graph.nodes(); target++) {
        long[] expected = new long[CLASSES];
        int ambiguous = 0;
        for (int s = 0; s < 30; s++) {
          double[][] x = noisy(task, graph.region(target), 7 + s);
          double[] scores = NaiveReference.logits(model, graph, x)[target];
          expected[NaiveReference.argmax(scores)]++;
          ambiguous += NaiveReference.margin(scores) < 1e-4 ? 1 : 0;
        }
        for (int y = 0; y < CLASSES; y++) {
          assertThat(Math.abs(votes.get(target).votes(y) - expected[y]))
              .as("%s, node %d", model.getClass().getSimpleName(), target)
              .isLessThanOrEqualTo(ambiguous);
        }
      }
    }
  }

  private static double[][] noisy(SmoothingTask task, int output, long sample) {
    RealNoiseSchedule schedule = RealNoiseSchedule.require(task.schedule());
    StandardNoise noise = new StandardNoise(schedule.kind());
    noise.sample(task.seed(), sample);
    double[][] x = clean(task.subgraph());
    for (int i = 0; i < x.length; i++) {
      noise.node(task.subgraph().ordinal(i));
      for (int d = 0; d < x[i].length; d++) {
        x[i][d] += schedule.scale(output, task.subgraph().region(i)) * noise.next();
      }
    }
    return x;
  }

  /**
   * A GCN of one layer is linear: with two classes the vote of a node has probability Φ(margin /
   * s), s² = Σ over nodes of (Â_ij σ_cj)² ‖w‖². Many attributes: the noise is drawn behind the
   * rotation. The two regions have different scales in either direction.
   */
  @ParameterizedTest
  @CsvSource({"1", "2", "3", "30"})
  void gaussianVotesOfALinearModelHaveTheClosedFormProbability(int attributes) {
    SplittableRandom random = new SplittableRandom(12);
    Subgraph graph = real(Graphs.random(random, 12, 3, 4, 0.2, 2), attributes);
    RealNoiseSchedule schedule =
        RealNoiseSchedule.of(Kind.GAUSSIAN, List.of(List.of(0.3, 1.5), List.of(0.9, 0.4)));
    DenseLayer layer = NaiveReference.dense(random, attributes, 2);
    Model model = new GcnModel(List.of(layer));
    int samples = 40_000;
    List<VoteTally> votes =
        new MonteCarloSmoother(model)
            .smooth(
                new SmoothingTask(graph, schedule, CoraMl.all(12), new SampleRange(0, samples), 1));
    double[][] logits = NaiveReference.logits(model, graph, clean(graph));
    double norm = 0;
    for (int d = 0; d < attributes; d++) {
      double w = layer.weight().at(d, 0) - layer.weight().at(d, 1);
      norm += w * w;
    }
    for (int n = 0; n < 12; n++) {
      double variance = 0;
      for (int j = 0; j < 12; j++) {
        if (j == n || graph.neighbours().contains(n, j)) {
          double sigma = schedule.scale(graph.region(n), graph.region(j));
          variance += sigma * sigma * norm / (graph.degree(n) + 1.0) / (graph.degree(j) + 1.0);
        }
      }
      double p = normal((logits[n][0] - logits[n][1]) / Math.sqrt(variance));
      double sigma = Math.sqrt(p * (1 - p) / samples);
      assertThat((double) votes.get(n).votes(0) / samples).isCloseTo(p, within(5 * sigma + 1e-4));
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void votesDependOnNothingButTheReceptiveField(Kind kind) {
    SplittableRandom random = new SplittableRandom(8);
    Subgraph bits = Graphs.random(random, 40, 2.2, 4, 0.2, 4);
    Subgraph graph = real(bits, 25);
    RealNoiseSchedule schedule = schedule(random, kind, 4);
    SampleRange samples = new SampleRange(5, 25);
    for (NativeModel model : NaiveReference.models(random, 25, CLASSES)) {
      MonteCarloSmoother smoother = new MonteCarloSmoother(model);
      SmoothingTask task = new SmoothingTask(graph, schedule, CoraMl.all(40), samples, 3);
      List<VoteTally> all = smoother.smooth(task);
      for (int target : new int[] {0, 13, 39}) {
        Subgraph ball = real(Graphs.ball(bits, target, model.receptiveField().attributeHops()), 25);
        int local = ball.local(target);
        assertThat(smoother.smooth(new SmoothingTask(ball, schedule, List.of(local), samples, 3)))
            .containsExactly(all.get(target));
      }
      try (ParallelSmoother parallel = new ParallelSmoother(model, 3)) {
        assertThat(parallel.smooth(task)).isEqualTo(all);
      }
    }
  }

  @Test
  void scoresOfRealAttributesEqualADenseReference() {
    SplittableRandom random = new SplittableRandom(2);
    Subgraph graph = real(Graphs.random(random, 20, 3, 4, 0.2, 1), 17);
    for (NativeModel model : NaiveReference.models(random, 17, CLASSES)) {
      Scores scores = Scores.of(model, graph);
      double[][] logits = NaiveReference.logits(model, graph, clean(graph));
      for (int n = 0; n < 20; n++) {
        double[] expected = NaiveReference.softmax(logits[n]);
        for (int y = 0; y < CLASSES; y++) {
          assertThat((double) scores.score(n, y)).isCloseTo(expected[y], within(1e-5));
        }
      }
    }
  }

  @Test
  void noiseThatDoesNotFitTheAttributesIsRefused() {
    SplittableRandom random = new SplittableRandom(2);
    Subgraph bits = Graphs.random(random, 5, 2, 4, 0.2, 2);
    NativeModel model = NaiveReference.models(random, 4, CLASSES).get(0);
    SmoothingTask shifted =
        new SmoothingTask(
            bits, schedule(random, Kind.GAUSSIAN, 2), List.of(0), new SampleRange(0, 1), 1);
    assertThatThrownBy(() -> new MonteCarloSmoother(model).smooth(shifted))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("noise");
    SmoothingTask flipped =
        new SmoothingTask(
            real(bits, 4),
            MonteCarloSmootherTest.schedule(random, 2),
            List.of(0),
            new SampleRange(0, 1),
            1);
    assertThatThrownBy(() -> new MonteCarloSmoother(model).smooth(flipped))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("noise");
  }

  /** The same graph with real attributes that depend on the ordinal only. */
  private static Subgraph real(Subgraph graph, int attributes) {
    int n = graph.nodes();
    float[] values = new float[n * attributes];
    for (int i = 0; i < n; i++) {
      SplittableRandom random = new SplittableRandom(graph.ordinal(i));
      for (int d = 0; d < attributes; d++) {
        values[i * attributes + d] = (float) (random.nextDouble() * 2 - 1);
      }
    }
    return new Subgraph(
        IntStream.range(0, n).mapToLong(graph::ordinal).toArray(),
        IntStream.range(0, n).map(graph::region).toArray(),
        IntStream.range(0, n).map(graph::degree).toArray(),
        graph.neighbours(),
        RealAttributeMatrix.owning(values, n, attributes));
  }

  private static double[][] clean(Subgraph graph) {
    RealAttributeMatrix attributes = (RealAttributeMatrix) graph.attributes();
    double[][] x = new double[graph.nodes()][attributes.dimension()];
    for (int i = 0; i < x.length; i++) {
      for (int d = 0; d < x[i].length; d++) {
        x[i][d] = attributes.value(i, d);
      }
    }
    return x;
  }

  private static RealNoiseSchedule schedule(SplittableRandom random, Kind kind, int regions) {
    List<List<Double>> rows = new ArrayList<>();
    for (int c = 0; c < regions; c++) {
      rows.add(IntStream.range(0, regions).mapToObj(j -> 0.1 + random.nextInt(3) * 0.4).toList());
    }
    return RealNoiseSchedule.of(kind, rows);
  }

  /** Φ by a series (Marsaglia 2004). */
  static double normal(double z) {
    if (Math.abs(z) > 8) {
      return z > 0 ? 1 : 0;
    }
    double sum = z;
    double term = z;
    for (int i = 3; sum != sum + term; i += 2) {
      term *= z * z / i;
      sum += term;
    }
    return 0.5 + sum * Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
  }
}
