package io.ringfence.hosting.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.core.metrics.Info;
import io.ringfence.hosting.build.BuildInfo;

/**
 * The meters of one service, in the text format of Prometheus. Those of the process (heap, garbage
 * collection, threads, processor, files) and of Kafka's clients are there from the start.
 * Thread-safe.
 */
public final class Meters implements AutoCloseable {

  /** Content type of {@link #scrape()}. */
  public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();

  private Meters() {}

  /**
   * @param service label of {@code ringfence_build_info}: certifier, smoother or monitor
   */
  public static Meters of(String service) {
    Meters meters = new Meters();
    meters.bindProcess();
    BuildInfo build = BuildInfo.current();
    Info.builder()
        .name("ringfence_build_info")
        .help("What runs: always 1.")
        .labelNames("service", "version", "commit", "java")
        .register(meters.registry.getPrometheusRegistry())
        .setLabelValues(service, build.version(), build.commit(), Runtime.version().toString());
    Metrics.globalRegistry.add(meters.registry);
    return meters;
  }

  private void bindProcess() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ClassLoaderMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    collections.bindTo(registry);
  }

  /** Where the service's own meters are registered. */
  public MeterRegistry registry() {
    return registry;
  }

  /** All meters with their values now, as Prometheus reads them. */
  public String scrape() {
    return registry.scrape();
  }

  @Override
  public void close() {
    Metrics.globalRegistry.remove(registry);
    collections.close();
    registry.close();
  }
}
