package io.ringfence.smoothing;

import ai.djl.Device;
import ai.djl.util.cuda.CudaUtils;
import io.ringfence.graph.Subgraph;
import java.lang.management.MemoryUsage;

/**
 * Sizes batches to the memory of a device: as many samples as fit into what is allowed beside what
 * a task needs once, at most {@value #MOST} and at most {@value #MOST_CELLS} draws, beyond which a
 * device is busy anyway. Results do not depend on it. Immutable.
 */
final class DjlMemory {

  /**
   * Share of the memory that is free when a smoother is made: torch's blocks do not pack perfectly,
   * and cuBLAS and cuSPARSE want some for themselves.
   */
  static final double SHARE = 0.6;

  /** What a smoother on the CPU takes. */
  private static final long ON_CPU = 1L << 30;

  /** Larger batches leave the caches of a CPU and cost more per sample. */
  private static final int MOST_ON_CPU = 64;

  private static final int MOST = 1024;
  private static final long MOST_CELLS = 1L << 30;

  private final long bytes;
  private final int most;

  DjlMemory(long bytes) {
    this(bytes, MOST);
  }

  /**
   * @param most samples in a batch
   */
  DjlMemory(long bytes, int most) {
    this.bytes = bytes;
    this.most = most;
  }

  /** What a device has to give at the moment. */
  static DjlMemory of(Device device) {
    if (!device.isGpu()) {
      return new DjlMemory(ON_CPU, MOST_ON_CPU);
    }
    MemoryUsage memory = CudaUtils.getGpuMemory(device);
    return new DjlMemory((long) (SHARE * (memory.getMax() - memory.getCommitted())));
  }

  /**
   * Number of samples in a batch.
   *
   * @param fixed bytes that the task takes once
   * @param perSample bytes per sample of a batch
   * @throws IllegalArgumentException if not even one sample fits
   */
  int batch(Subgraph subgraph, long fixed, long perSample, int samples) {
    long left = bytes - fixed;
    if (left < perSample) {
      throw new IllegalArgumentException(
          "A piece of %d nodes with %d attributes takes %d MiB of device memory and %d MiB per sample, but %d MiB may be used; one sample must fit. Smooth fewer targets at a time or use device 'cpu'."
              .formatted(
                  subgraph.nodes(),
                  subgraph.attributes().dimension(),
                  fixed >> 20,
                  (perSample >> 20) + 1,
                  bytes >> 20));
    }
    long cells = Math.max(1, (long) subgraph.nodes() * subgraph.attributes().dimension());
    long busy = Math.max(1, MOST_CELLS / cells);
    return (int) Math.min(Math.min(Math.min(samples, most), busy), left / perSample);
  }
}
