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
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** On DJL's CPU engine; the GPU runs the same code. */
class DjlSmootherTest {

  private static final int NODES = 20;
  private static final int ATTRIBUTES = 70;
  private static final int CLASSES = 3;

  @Test
  void votesAgreeWithTheJavaKernelWithinSamplingError() {
    SplittableRandom random = new SplittableRandom(5);
    int samples = 1_000;
    SmoothingTask task = task(random, MonteCarloSmootherTest.schedule(random, 3), samples);
    List<Model> models = NaiveReference.models(random, ATTRIBUTES, CLASSES);
    for (Model model : List.of(models.get(1), models.get(4), models.get(6))) {
      List<VoteTally> kernel = new MonteCarloSmoother(model).smooth(task);
      try (DjlSmoother djl = DjlSmoother.onCpu(model)) {
        List<VoteTally> votes = djl.smooth(task);
        for (int target = 0; target < NODES; target++) {
          for (int y = 0; y < CLASSES; y++) {
            double p = (kernel.get(target).votes(y) + votes.get(target).votes(y)) / (2.0 * samples);
            double bound = 5 * Math.sqrt(2 * samples * p * (1 - p)) + 1;
            assertThat((double) votes.get(target).votes(y))
                .as("%s, node %d, class %d", model.getClass().getSimpleName(), target, y)
                .isBetween(
                    kernel.get(target).votes(y) - bound, kernel.get(target).votes(y) + bound);
          }
        }
      }
    }
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
    SmoothingTask task = task(random, schedule, 3);
    for (Model model : NaiveReference.models(random, ATTRIBUTES, CLASSES)) {
      try (DjlSmoother djl = DjlSmoother.onCpu(model)) {
        assertThat(djl.smooth(task)).isEqualTo(new MonteCarloSmoother(model).smooth(task));
      }
    }
  }

  @Test
  void garbageCollectionsAndSplittingTheRangeDoNotChangeVotes() {
    SplittableRandom random = new SplittableRandom(7);
    SmoothingTask task = task(random, MonteCarloSmootherTest.schedule(random, 3), 12);
    Model model = NaiveReference.models(random, ATTRIBUTES, CLASSES).get(6);
    try (DjlSmoother djl = DjlSmoother.onCpu(model)) {
      List<VoteTally> calm = djl.smooth(task);
      try (GarbageStorm storm = new GarbageStorm()) {
        do {
          assertThat(djl.smooth(task)).isEqualTo(calm);
        } while (storm.rounds() < 5);
      }
      List<VoteTally> head = djl.smooth(with(task, new SampleRange(0, 5)));
      List<VoteTally> tail = djl.smooth(with(task, new SampleRange(5, 7)));
      for (int target = 0; target < NODES; target++) {
        assertThat(head.get(target).plus(tail.get(target))).isEqualTo(calm.get(target));
      }
    }
  }

  @Test
  void aCancelledTaskStops() {
    SplittableRandom random = new SplittableRandom(8);
    SmoothingTask task = task(random, MonteCarloSmootherTest.schedule(random, 3), 1_000_000);
    Model model = NaiveReference.models(random, ATTRIBUTES, CLASSES).get(0);
    try (DjlSmoother djl = DjlSmoother.onCpu(model)) {
      assertThatThrownBy(() -> djl.smooth(task, Statistic.votes(), () -> true))
          .isInstanceOf(CancellationException.class);
    }
  }

  @Test
  void theCpuIsServedByTheJavaKernelAndAMissingGpuIsAnError() {
    Model model = NaiveReference.models(new SplittableRandom(1), 5, 2).get(0);
    try (Smoother smoother = DeviceChoice.CPU.smoother(model, 2)) {
      assertThat(smoother).isInstanceOf(ParallelSmoother.class);
    }
    Assumptions.assumeFalse(DjlEngine.mayHaveCuda(), "This machine has an NVIDIA driver.");
    try (Smoother smoother = DeviceChoice.AUTO.smoother(model, 2)) {
      assertThat(smoother).isInstanceOf(ParallelSmoother.class);
    }
    assertThatThrownBy(() -> DeviceChoice.GPU.smoother(model, 2))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no CUDA device")
        .hasMessageContaining("use device 'cpu'");
  }

  private static SmoothingTask task(
      SplittableRandom random, BinaryNoiseSchedule schedule, int samples) {
    Subgraph graph = Graphs.random(random, NODES, 2.5, ATTRIBUTES, 0.2, 3);
    return new SmoothingTask(graph, schedule, CoraMl.all(NODES), new SampleRange(0, samples), 31);
  }

  private static SmoothingTask with(SmoothingTask task, SampleRange samples) {
    return new SmoothingTask(
        task.subgraph(), task.schedule(), task.targets(), samples, task.seed());
  }
}
