package io.ringfence.monitor;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.ringfence.monitor.feed.FeedState;
import io.ringfence.monitor.view.AlertOutlet;
import io.ringfence.schemas.v1.RobustnessAlert;
import io.ringfence.schemas.v1.RobustnessAlert.Severity;
import io.ringfence.schemas.v1.RobustnessAlert.State;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** What a monitor measures of itself and of its alerts. Thread-safe to read. */
final class MonitorMeters implements AlertOutlet {

  private record OfSeverity(Counter begun, AtomicInteger firing) {}

  private final Map<Severity, OfSeverity> alerts = new EnumMap<>(Severity.class);
  private final MeterRegistry registry;

  MonitorMeters(MeterRegistry registry) {
    this.registry = registry;
    for (Severity severity : List.of(Severity.INFO, Severity.WARNING, Severity.CRITICAL)) {
      of(severity);
    }
  }

  private OfSeverity of(Severity severity) {
    return alerts.computeIfAbsent(severity, this::register);
  }

  private OfSeverity register(Severity severity) {
    AtomicInteger firing = new AtomicInteger();
    Gauge.builder("ringfence.alerts.firing", firing::get)
        .description("Alerts that fire now.")
        .tag("severity", label(severity))
        .register(registry);
    Counter begun =
        Counter.builder("ringfence.alerts")
            .description("Alerts that began to fire.")
            .tag("severity", label(severity))
            .register(registry);
    return new OfSeverity(begun, firing);
  }

  private static String label(Severity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }

  /** Of the feed, which is there only later. */
  void bind(Supplier<FeedState> feed, Supplier<Number> connections) {
    Gauge.builder("ringfence.monitor.read.ratio", () -> feed.get().percent() / 100.0)
        .description("Of what the topics held at the start, the share that is read: 0 to 1.")
        .register(registry);
    FunctionCounter.builder(
            "ringfence.monitor.malformed.records", feed, state -> state.get().malformed())
        .description("Records that the contract forbids; they are left out.")
        .register(registry);
    Gauge.builder("ringfence.monitor.connections", connections)
        .description("Open connections to the port for people.")
        .register(registry);
  }

  @Override
  public void publish(RobustnessAlert alert) {
    boolean fires = alert.getState() == State.FIRING;
    if (fires) {
      of(alert.getSeverity()).begun().increment();
    }
    of(alert.getSeverity()).firing().addAndGet(fires ? 1 : -1);
  }

  @Override
  public void resume(Collection<RobustnessAlert> again) {
    again.forEach(alert -> of(alert.getSeverity()).firing().incrementAndGet());
  }

  @Override
  public CompletionStage<Void> flushed() {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void close() {}
}
