package io.ringfence.smoothing;

import io.ringfence.certificates.statistics.Statistic;
import io.ringfence.graph.SampleRange;
import io.ringfence.graph.SmoothingTask;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * The CPU kernel on a fixed number of own daemon threads, each taking a part of the samples.
 * Results do not depend on the number of threads. Thread-safe; tasks given at the same time share
 * the threads. Where the JVM heeds priorities ({@code -XX:ThreadPriorityPolicy=1}), they give way
 * to all other threads: samples can wait, updates that revoke cannot.
 */
public final class ParallelSmoother implements Smoother {

  /** What still runs then keeps what it needs. */
  private static final int CLOSE_SECONDS = 10;

  private static final AtomicLong POOLS = new AtomicLong();

  private final SampleKernel kernel;
  private final int threads;
  private final ExecutorService pool;

  /**
   * @param threads at least 1
   */
  public ParallelSmoother(Model model, int threads) {
    this(new MonteCarloSmoother(model), threads);
  }

  ParallelSmoother(SampleKernel kernel, int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException(
          "Number of smoothing threads is %d; it must be at least 1.".formatted(threads));
    }
    this.kernel = kernel;
    this.threads = threads;
    String name = "smoothing-" + POOLS.incrementAndGet() + "-";
    AtomicLong number = new AtomicLong();
    this.pool =
        Executors.newFixedThreadPool(
            threads,
            work -> {
              Thread thread = new Thread(work, name + number.incrementAndGet());
              thread.setDaemon(true);
              thread.setPriority(Thread.MIN_PRIORITY);
              return thread;
            });
  }

  @Override
  public <T> List<T> smooth(SmoothingTask task, Statistic<T> statistic, BooleanSupplier cancelled) {
    SampleKernel.Work work = kernel.plan(task);
    AtomicBoolean failed = new AtomicBoolean();
    BooleanSupplier stop = () -> failed.get() || cancelled.getAsBoolean();
    List<Future<List<T>>> parts = new ArrayList<>();
    for (SampleRange range : parts(task.samples(), threads, work.together())) {
      parts.add(pool.submit(() -> work.collect(range, statistic, stop)));
    }
    try {
      List<T> sum = parts.get(0).get();
      for (Future<List<T>> part : parts.subList(1, parts.size())) {
        sum = sum(statistic, sum, part.get());
      }
      return sum;
    } catch (ExecutionException e) {
      failed.set(true);
      throw unwrapped(e);
    } catch (InterruptedException e) {
      failed.set(true);
      Thread.currentThread().interrupt();
      CancellationException interrupted = new CancellationException("Smoothing was interrupted.");
      interrupted.initCause(e);
      throw interrupted;
    }
  }

  private static <T> List<T> sum(Statistic<T> statistic, List<T> left, List<T> right) {
    return IntStream.range(0, left.size())
        .mapToObj(i -> statistic.sum(left.get(i), right.get(i)))
        .toList();
  }

  /** Equal parts, as far as they can be; at least one, which may be empty. */
  static List<SampleRange> parts(SampleRange samples, int parts) {
    return parts(samples, parts, 1);
  }

  /** The same, cut at multiples of a number. */
  static List<SampleRange> parts(SampleRange samples, int parts, int multiple) {
    int number = Math.max(1, Math.min(parts, samples.count()));
    List<SampleRange> ranges = new ArrayList<>(number);
    int done = 0;
    for (int p = 0; p < number; p++) {
      int upTo = (int) ((long) samples.count() * (p + 1) / number);
      if (p + 1 < number) {
        long cut = (samples.first() + upTo) / multiple * multiple;
        upTo = (int) Math.max(done, cut - samples.first());
      }
      if (upTo > done || p + 1 == number) {
        ranges.add(new SampleRange(samples.first() + done, upTo - done));
      }
      done = upTo;
    }
    return ranges;
  }

  private static RuntimeException unwrapped(ExecutionException e) {
    if (e.getCause() instanceof Error error) {
      throw error;
    }
    return e.getCause() instanceof RuntimeException cause
        ? cause
        : new IllegalStateException("Smoothing failed.", e);
  }

  /** Stops the threads; a task that still runs is cut short. */
  @Override
  public void close() {
    pool.shutdownNow();
    try {
      if (pool.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        kernel.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
