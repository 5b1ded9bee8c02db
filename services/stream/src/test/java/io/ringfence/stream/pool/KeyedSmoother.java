package io.ringfence.stream.pool;

import io.ringfence.certificates.BinaryNoiseSchedule;
import io.ringfence.certificates.RealNoiseSchedule;
import io.ringfence.certificates.statistics.Accumulator;
import io.ringfence.certificates.statistics.Statistic;
import io.ringfence.engine.Smoother;
import io.ringfence.graph.BinaryAttributeMatrix;
import io.ringfence.graph.RealAttributeMatrix;
import io.ringfence.graph.SmoothingTask;
import io.ringfence.graph.SparseRows;
import io.ringfence.graph.Subgraph;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Stands for a model: its outputs are random numbers keyed by seed, sample, target and everything
 * else that a task holds, so that whatever is lost on the way shows in the evidence.
 */
final class KeyedSmoother implements Smoother {

  static final int CLASSES = 3;

  final AtomicInteger calls = new AtomicInteger();
  private final Runnable before;

  KeyedSmoother() {
    this(() -> {});
  }

  /**
   * @param before done at the start of each call
   */
  KeyedSmoother(Runnable before) {
    this.before = before;
  }

  @Override
  public <T> List<T> smooth(SmoothingTask task, Statistic<T> statistic, BooleanSupplier cancelled) {
    calls.incrementAndGet();
    before.run();
    Accumulator<T> accumulator = statistic.accumulator(task.targets().size(), CLASSES);
    for (int place = 0; place < task.targets().size(); place++) {
      long key = task.seed() * 31 + seen(task, task.targets().get(place));
      for (int s = 0; s < task.samples().count(); s++) {
        if (cancelled.getAsBoolean()) {
          throw new CancellationException("Smoothing was cancelled.");
        }
        SplittableRandom random =
            new SplittableRandom(key + 0x9E3779B97F4A7C15L * (task.samples().first() + s));
        double[] logits = new double[CLASSES];
        Arrays.setAll(logits, y -> 4 * random.nextDouble());
        accumulator.add(place, logits);
      }
    }
    return accumulator.results();
  }

  private static long seen(SmoothingTask task, int target) {
    Subgraph graph = task.subgraph();
    long hash = graph.ordinal(target);
    for (int node = 0; node < graph.nodes(); node++) {
      hash = hash * 31 + graph.ordinal(node);
      hash = hash * 31 + graph.degree(node);
      hash = hash * 31 + noise(task, graph.region(target), graph.region(node));
      hash = hash * 31 + row(graph.neighbours(), node);
      hash = hash * 31 + attributes(graph, node);
    }
    return hash;
  }

  private static long noise(SmoothingTask task, int output, int input) {
    return task.schedule() instanceof BinaryNoiseSchedule binary
        ? binary.level(output, input).hashCode()
        : Double.hashCode(RealNoiseSchedule.require(task.schedule()).scale(output, input));
  }

  private static long row(SparseRows rows, int row) {
    long hash = rows.count(row);
    for (int k = rows.start(row); k < rows.end(row); k++) {
      hash = hash * 31 + rows.column(k);
    }
    return hash;
  }

  private static long attributes(Subgraph graph, int node) {
    if (graph.attributes() instanceof BinaryAttributeMatrix binary) {
      return row(binary.ones(), node);
    }
    RealAttributeMatrix real = (RealAttributeMatrix) graph.attributes();
    long hash = 7;
    for (int d = 0; d < real.dimension(); d++) {
      hash = hash * 31 + Float.hashCode(real.value(node, d));
    }
    return hash;
  }
}
