package io.ringfence.smoothing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import io.ringfence.certificates.VoteTally;
import io.ringfence.certificates.statistics.Statistic;
import io.ringfence.graph.SmoothingTask;
import io.ringfence.graph.Subgraph;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** On DJL's CPU engine; the GPU runs the same code. */
class DjlSmootherTest extends DjlContract {

  @Override
  Device device() {
    return Device.cpu();
  }

  @Test
  void garbageCollectionsDoNotChangeVotes() {
    SplittableRandom random = new SplittableRandom(7);
    SmoothingTask task = bits(random, MonteCarloSmootherTest.schedule(random, 3), 12);
    for (NativeModel model : NaiveReference.models(random, ATTRIBUTES, CLASSES).subList(4, 7)) {
      try (DjlSmoother djl = smoother(model)) {
        List<VoteTally> calm = djl.smooth(task);
        try (GarbageStorm storm = new GarbageStorm()) {
          do {
            assertThat(djl.smooth(task)).isEqualTo(calm);
          } while (storm.rounds() < 3);
        }
      }
    }
  }

  @Test
  void whetherTheWorkIsWantedIsAskedBeforeEachBatch() {
    SplittableRandom random = new SplittableRandom(8);
    SmoothingTask task = bits(random, MonteCarloSmootherTest.schedule(random, 3), 1_000_000);
    NativeModel model = NaiveReference.models(random, ATTRIBUTES, CLASSES).get(0);
    DjlMemory batchesOfThree = new DjlMemory(1L << 30, 3);
    try (DjlSmoother djl =
        new DjlSmoother(model, Device.cpu(), batchesOfThree, DjlDraws.BLOCK_CELLS)) {
      AtomicInteger asked = new AtomicInteger();
      assertThatThrownBy(
              () -> djl.smooth(task, Statistic.votes(), () -> asked.incrementAndGet() == 5))
          .isInstanceOf(CancellationException.class);
      assertThat(asked).hasValue(5);
    }
  }

  @Test
  void aPieceThatDoesNotFitTheMemoryIsRefused() {
    SplittableRandom random = new SplittableRandom(8);
    SmoothingTask task = bits(random, MonteCarloSmootherTest.schedule(random, 3), 5);
    NativeModel model = NaiveReference.models(random, ATTRIBUTES, CLASSES).get(0);
    DjlMemory little = new DjlMemory(20_000);
    try (DjlSmoother djl = new DjlSmoother(model, Device.cpu(), little, DjlDraws.BLOCK_CELLS)) {
      assertThatThrownBy(() -> djl.smooth(task))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("20 nodes with 70 attributes")
          .hasMessageContaining("one sample must fit")
          .hasMessageContaining("use device 'cpu'");
    }
  }

  @Test
  void batchesAreWhatFitsBesideWhatATaskNeedsOnce() {
    Subgraph graph = Graphs.random(new SplittableRandom(1), 100, 2, 50, 0.2, 1);
    DjlMemory memory = new DjlMemory(10_000);
    assertThat(memory.batch(graph, 4_000, 500, 2_000)).isEqualTo(12);
    assertThat(memory.batch(graph, 4_000, 500, 7)).isEqualTo(7);
    assertThat(memory.batch(graph, 9_500, 500, 7)).isEqualTo(1);
    assertThat(new DjlMemory(1L << 40).batch(graph, 0, 1, 1_000_000)).isEqualTo(1024);
  }

  @Test
  void theCpuIsServedByTheJavaKernelAndAMissingGpuIsAnError() {
    NativeModel model = NaiveReference.models(new SplittableRandom(1), 5, 2).get(0);
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
}
