package io.ringfence.stream.pool;

import io.ringfence.graph.SampleRange;
import io.ringfence.graph.Subgraph;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts jobs into parts that take about as long as they shall, by the speed of the answers so far.
 * How a job is cut changes nothing in what it finds. Thread-safe.
 */
final class PartSizes {

  /** About that of the CPU kernel on a citation graph, per sample and node or edge end. */
  private static final double FIRST_GUESS_NANOS = 1_000;

  /** Weight of the latest answer. */
  private static final double NEWS = 0.2;

  private static final int MOST_PARTS = 10_000;

  private final Duration partDuration;
  private final int leastParts;
  private double nanosPerUnit = FIRST_GUESS_NANOS;

  PartSizes(Duration partDuration, int leastParts) {
    this.partDuration = partDuration;
    this.leastParts = leastParts;
  }

  /** Work per sample, in units of about the same time. */
  static long weight(Subgraph field) {
    return 1L + field.nodes() + field.neighbours().entries();
  }

  /** Learns from an answer. */
  synchronized void learn(long weight, int samples, Duration took) {
    if (samples > 0) {
      double latest = Math.max(1, took.toNanos()) / ((double) weight * samples);
      nanosPerUnit += NEWS * (latest - nanosPerUnit);
    }
  }

  /** Ranges that together are the whole; at least one, which may be empty. */
  synchronized List<SampleRange> cut(SampleRange samples, long weight) {
    double whole = nanosPerUnit * weight * samples.count();
    double byTime = Math.ceil(whole / partDuration.toNanos());
    int parts = (int) Math.min(MOST_PARTS, Math.max(leastParts, byTime));
    return equal(samples, Math.max(1, Math.min(parts, samples.count())));
  }

  private static List<SampleRange> equal(SampleRange samples, int parts) {
    List<SampleRange> ranges = new ArrayList<>(parts);
    int done = 0;
    for (int p = 0; p < parts; p++) {
      int upTo = (int) ((long) samples.count() * (p + 1) / parts);
      ranges.add(new SampleRange(samples.first() + done, upTo - done));
      done = upTo;
    }
    return ranges;
  }
}
