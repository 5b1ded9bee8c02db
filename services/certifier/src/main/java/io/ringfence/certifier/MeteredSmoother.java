package io.ringfence.certifier;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.ringfence.certificates.statistics.Statistic;
import io.ringfence.engine.Smoother;
import io.ringfence.graph.SmoothingTask;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A smoother whose work is counted and timed. Thread-safe. */
final class MeteredSmoother implements Smoother {

  private final Smoother smoother;
  private final Counter samples;
  private final Counter nodeSamples;
  private final Timer time;
  private final LongTaskTimer running;

  MeteredSmoother(Smoother smoother, MeterRegistry registry) {
    this.smoother = smoother;
    this.samples =
        Counter.builder("ringfence.samples")
            .description("Noisy graphs that were sampled, selection included.")
            .register(registry);
    this.nodeSamples =
        Counter.builder("ringfence.node.samples")
            .description("Noisy graphs times the nodes that each was evaluated for.")
            .register(registry);
    this.time =
        Timer.builder("ringfence.smoothing")
            .description("One call for samples: by the processor here, or by the pool.")
            .publishPercentileHistogram()
            .minimumExpectedValue(Duration.ofMillis(1))
            .maximumExpectedValue(Duration.ofMinutes(2))
            .register(registry);
    this.running =
        LongTaskTimer.builder("ringfence.smoothing.running")
            .description("Calls for samples under way.")
            .register(registry);
  }

  @Override
  public <T> List<T> smooth(SmoothingTask task, Statistic<T> statistic, BooleanSupplier cancelled) {
    LongTaskTimer.Sample call = running.start();
    try {
      List<T> evidence = time.record(() -> smoother.smooth(task, statistic, cancelled));
      samples.increment(task.samples().count());
      nodeSamples.increment((double) task.samples().count() * task.targets().size());
      return java.util.Objects.requireNonNull(evidence);
    } finally {
      call.stop();
    }
  }
}
