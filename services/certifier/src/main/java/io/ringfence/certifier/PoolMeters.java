package io.ringfence.certifier;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.ringfence.stream.pool.PoolEvent;
import io.ringfence.stream.pool.PoolListener;
import java.util.concurrent.atomic.AtomicInteger;

/** What a certifier measures of its smoother pool. Thread-safe. */
final class PoolMeters implements PoolListener {

  private final Counter sent;
  private final Counter resent;
  private final Counter counted;
  private final Counter ignored;
  private final Counter refused;
  private final Counter local;
  private final Counter sentBytes;
  private final Timer wait;
  private final AtomicInteger answers = new AtomicInteger();

  PoolMeters(MeterRegistry registry) {
    sent = parts(registry, "sent");
    resent = parts(registry, "resent");
    counted = parts(registry, "counted");
    ignored = parts(registry, "ignored");
    refused = parts(registry, "refused");
    local = parts(registry, "local");
    sentBytes =
        Counter.builder("ringfence.pool.sent")
            .description("What was sent to the pool.")
            .baseUnit("bytes")
            .register(registry);
    wait =
        Timer.builder("ringfence.pool.wait")
            .description("From sending a part to counting its result.")
            .register(registry);
    Gauge.builder("ringfence.pool.answers", answers::get)
        .description("1 while workers of the smoother pool answer.")
        .register(registry);
  }

  private static Counter parts(MeterRegistry registry, String outcome) {
    return Counter.builder("ringfence.pool.parts")
        .description("Parts of smoothing tasks by what became of them.")
        .tag("outcome", outcome)
        .register(registry);
  }

  @Override
  public void on(PoolEvent event) {
    if (event instanceof PoolEvent.Sent part) {
      (part.attempt() == 0 ? sent : resent).increment();
      sentBytes.increment(part.bytes());
    } else if (event instanceof PoolEvent.Counted part) {
      counted.increment();
      wait.record(part.waited());
    } else if (event instanceof PoolEvent.Ignored) {
      ignored.increment();
    } else if (event instanceof PoolEvent.Refused) {
      refused.increment();
    } else if (event instanceof PoolEvent.Local) {
      local.increment();
    } else if (event instanceof PoolEvent.Pulse pulse) {
      answers.set(pulse.answers() ? 1 : 0);
    }
  }
}
