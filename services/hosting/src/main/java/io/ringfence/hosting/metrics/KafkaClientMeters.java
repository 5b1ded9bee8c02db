package io.ringfence.hosting.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.MetricsReporter;

/**
 * Shows what Kafka's clients measure of themselves, under {@code kafka.GROUP.NAME}: Kafka makes one
 * of it for each client whose option {@code metric.reporters} names this class. A client that is
 * closed takes its meters along. Micrometer's own binder wants the client object, which the loops
 * keep to themselves. Thread-safe.
 */
public final class KafkaClientMeters implements MetricsReporter {

  /** The same for all, as Prometheus wants it; what a meter does not have is empty. */
  private static final List<String> TAGS =
      List.of("client-id", "topic", "partition", "node-id", "request");

  private static final String SUFFIX = "-metrics";

  private final Map<MetricName, Meter> meters = new ConcurrentHashMap<>();

  /** For Kafka. */
  public KafkaClientMeters() {}

  @Override
  public void configure(Map<String, ?> configs) {}

  @Override
  public void init(List<KafkaMetric> metrics) {
    metrics.forEach(this::metricChange);
  }

  @Override
  public void metricChange(KafkaMetric metric) {
    if (isNumber(metric)) {
      metricRemoval(metric);
      meters.put(metric.metricName(), register(metric));
    }
  }

  /** What Kafka calls a total only grows. */
  private static Meter register(KafkaMetric metric) {
    MetricName name = metric.metricName();
    String meter = "kafka." + group(name) + "." + name.name();
    return meter.endsWith("-total")
        ? FunctionCounter.builder(meter, metric, KafkaClientMeters::now)
            .description(name.description())
            .tags(tags(name))
            .register(Metrics.globalRegistry)
        : Gauge.builder(meter, metric, KafkaClientMeters::now)
            .description(name.description())
            .tags(tags(name))
            .strongReference(true)
            .register(Metrics.globalRegistry);
  }

  private static String group(MetricName name) {
    return name.group().endsWith(SUFFIX)
        ? name.group().substring(0, name.group().length() - SUFFIX.length())
        : name.group();
  }

  private static Tags tags(MetricName name) {
    return Tags.of(TAGS.stream().map(key -> Tag.of(key, value(name, key))).toList());
  }

  private static String value(MetricName name, String key) {
    return name.tags().getOrDefault(key, "");
  }

  private static boolean isNumber(KafkaMetric metric) {
    return !metric.metricName().group().equals("app-info")
        && !metric.metricName().group().equals("kafka-metrics-count")
        && metric.metricName().tags().keySet().stream().allMatch(TAGS::contains)
        && metric.metricValue() instanceof Number;
  }

  private static double now(KafkaMetric metric) {
    return metric.metricValue() instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  @Override
  public void metricRemoval(KafkaMetric metric) {
    Meter known = meters.remove(metric.metricName());
    if (known != null) {
      Metrics.globalRegistry.remove(known);
    }
  }

  @Override
  public void close() {
    meters.values().forEach(Metrics.globalRegistry::remove);
    meters.clear();
  }
}
