package io.ringfence.certifier;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.ringfence.engine.WaitingKind;
import io.ringfence.stream.CertifierEvent;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** What waits for the planner and what it has handed out, as last told. Thread-safe. */
final class PlannerMeters {

  private volatile CertifierEvent.Planned last = new CertifierEvent.Planned(Map.of(), 0, 0);

  PlannerMeters(MeterRegistry registry) {
    for (WaitingKind kind : WaitingKind.values()) {
      Gauge.builder("ringfence.planner.queue", () -> last.queue().getOrDefault(kind, 0))
          .description(
              "Nodes that are to be certified, those under way included; of an upcoming epoch,"
                  + " too.")
          .tag("kind", kind.name().toLowerCase(Locale.ROOT))
          .register(registry);
    }
    tasks(registry, "certification", () -> last.certifications());
    tasks(registry, "other", () -> last.others());
  }

  private static void tasks(MeterRegistry registry, String kind, Supplier<Number> count) {
    Gauge.builder("ringfence.planner.tasks", count)
        .description(
            "Work under way: certifications; other are collective solutions and choices of"
                + " regions.")
        .tag("kind", kind)
        .register(registry);
  }

  void on(CertifierEvent.Planned planned) {
    last = planned;
  }
}
