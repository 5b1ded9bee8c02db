package io.ringfence.smoothing;

import io.ringfence.certificates.statistics.Statistic;
import io.ringfence.graph.SampleRange;
import io.ringfence.graph.SmoothingTask;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Draws any range of the samples of a task on the calling thread. Thread-safe. */
interface SampleKernel extends AutoCloseable {

  /** All that does not depend on the sample. */
  Work plan(SmoothingTask task);

  /** Frees what it holds; nothing may run. */
  @Override
  default void close() {}

  /** One planned task. Thread-safe. */
  interface Work {

    /** Evidence from a range of samples. */
    <T> List<T> collect(SampleRange range, Statistic<T> statistic, BooleanSupplier cancelled);

    /** Samples that are computed together: ranges are cut at multiples of it. */
    default int together() {
      return 1;
    }
  }
}
