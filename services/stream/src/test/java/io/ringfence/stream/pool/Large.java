package io.ringfence.stream.pool;

import io.ringfence.certificates.BinaryNoiseSchedule;
import io.ringfence.certificates.NoiseLevel;
import io.ringfence.graph.BinaryAttributeMatrix;
import io.ringfence.graph.SampleRange;
import io.ringfence.graph.SmoothingTask;
import io.ringfence.graph.SparseRows;
import io.ringfence.graph.Subgraph;
import java.util.List;
import java.util.stream.IntStream;

/** One node with very many attributes. */
final class Large {

  private Large() {}

  static SmoothingTask task(int ones) {
    SparseRows attributes =
        SparseRows.owning(new int[] {0, ones}, IntStream.range(0, ones).toArray(), ones);
    SparseRows neighbours = SparseRows.owning(new int[] {0, 0}, new int[0], 1);
    return new SmoothingTask(
        new Subgraph(
            new long[] {0},
            new int[] {0},
            new int[] {0},
            neighbours,
            new BinaryAttributeMatrix(attributes)),
        BinaryNoiseSchedule.uniform(1, NoiseLevel.of(0.01, 0.5)),
        List.of(0),
        new SampleRange(0, 5),
        1);
  }
}
