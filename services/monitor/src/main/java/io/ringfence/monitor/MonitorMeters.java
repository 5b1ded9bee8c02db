package io.ringfence.monitor;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** What a monitor measures of itself. */
final class MonitorMeters {

  private MonitorMeters() {}

  static void bind(MeterRegistry registry, MonitorVerticle monitor) {
    Gauge.builder("ringfence.monitor.read.ratio", () -> monitor.feedState().percent() / 100.0)
        .description("Of what the topics held at the start, the share that is read: 0 to 1.")
        .register(registry);
    FunctionCounter.builder(
            "ringfence.monitor.malformed.records", monitor, asked -> asked.feedState().malformed())
        .description("Records that the contract forbids; they are left out.")
        .register(registry);
    Gauge.builder("ringfence.monitor.connections", monitor::connections)
        .description("Open connections to the port for people.")
        .register(registry);
  }
}
