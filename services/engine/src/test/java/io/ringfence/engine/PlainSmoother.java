package io.ringfence.engine;

import io.ringfence.certificates.BinaryNoiseSchedule;
import io.ringfence.certificates.NoiseLevel;
import io.ringfence.certificates.statistics.Accumulator;
import io.ringfence.certificates.statistics.Statistic;
import io.ringfence.graph.BinaryAttributeMatrix;
import io.ringfence.graph.SmoothingTask;
import io.ringfence.graph.Subgraph;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/** Monte Carlo smoothing of a {@link TinyModel} without any trick, to test everything around it. */
record PlainSmoother(TinyModel model) implements Smoother {

  @Override
  public <T> List<T> smooth(SmoothingTask task, Statistic<T> statistic, BooleanSupplier cancelled) {
    Subgraph graph = task.subgraph();
    Accumulator<T> accumulator = statistic.accumulator(task.targets().size(), model.classes());
    for (int place = 0; place < task.targets().size(); place++) {
      int target = task.targets().get(place);
      for (int s = 0; s < task.samples().count(); s++) {
        long key = task.seed() * 31 + task.samples().first() + s;
        boolean[][] noisy = noisy(task, graph.region(target), new SplittableRandom(key));
        accumulator.add(place, model.logits(graph, target, noisy));
      }
    }
    return accumulator.results();
  }

  private boolean[][] noisy(SmoothingTask task, int outputRegion, SplittableRandom random) {
    Subgraph graph = task.subgraph();
    BinaryAttributeMatrix attributes = (BinaryAttributeMatrix) graph.attributes();
    boolean[][] bits = new boolean[graph.nodes()][attributes.dimension()];
    for (int node = 0; node < graph.nodes(); node++) {
      NoiseLevel level =
          BinaryNoiseSchedule.require(task.schedule()).level(outputRegion, graph.region(node));
      for (int d = 0; d < attributes.dimension(); d++) {
        boolean one = attributes.ones().contains(node, d);
        long threshold = one ? level.deletionThreshold() : level.additionThreshold();
        boolean flip = random.nextLong(NoiseLevel.GRID) < threshold;
        bits[node][d] = one != flip;
      }
    }
    return bits;
  }
}
