package io.ringfence.smoother;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.ringfence.stream.pool.WorkerEvent;
import io.ringfence.stream.pool.WorkerListener;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** What a worker measures of its work. Thread-safe. */
final class SmootherMeters implements WorkerListener {

  private final InstantSource clock;
  private final Counter answered;
  private final Counter skipped;
  private final Counter refused;
  private final Counter undecodable;
  private final Counter released;
  private final Counter samples;
  private final Counter nodeSamples;
  private final Timer time;
  private final AtomicLong lastAnswerMillis = new AtomicLong();

  SmootherMeters(MeterRegistry registry, InstantSource clock) {
    this.clock = clock;
    this.answered = parts(registry, "answered");
    this.skipped = parts(registry, "skipped");
    this.refused = parts(registry, "refused");
    this.undecodable = parts(registry, "undecodable");
    this.released = parts(registry, "released");
    this.samples =
        Counter.builder("ringfence.samples")
            .description("Noisy graphs that were sampled.")
            .register(registry);
    this.nodeSamples =
        Counter.builder("ringfence.node.samples")
            .description("Noisy graphs times the nodes that each was evaluated for.")
            .register(registry);
    this.time =
        Timer.builder("ringfence.smoothing")
            .description("One part of a smoothing task.")
            .register(registry);
    TimeGauge.builder(
            "ringfence.last.answer.timestamp", lastAnswerMillis::get, TimeUnit.MILLISECONDS)
        .description("When the last result was written, Unix time; 0 before the first.")
        .register(registry);
  }

  @Override
  public void on(WorkerEvent event) {
    if (event instanceof WorkerEvent.Answered answer) {
      answered.increment();
      samples.increment(answer.samples());
      nodeSamples.increment((double) answer.samples() * answer.targets());
      time.record(answer.took());
      lastAnswerMillis.set(clock.millis());
    } else if (event instanceof WorkerEvent.Skipped) {
      skipped.increment();
    } else if (event instanceof WorkerEvent.Refused) {
      refused.increment();
    } else if (event instanceof WorkerEvent.Undecodable) {
      undecodable.increment();
    } else if (event instanceof WorkerEvent.Released) {
      released.increment();
    }
  }

  private static Counter parts(MeterRegistry registry, String outcome) {
    return Counter.builder("ringfence.smoothing.parts")
        .description("Parts of smoothing tasks by what became of them.")
        .tag("outcome", outcome)
        .register(registry);
  }
}
