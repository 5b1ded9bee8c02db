package io.ringfence.hosting.configuration;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.ringfence.hosting.metrics.KafkaClientMeters;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Options of Kafka's own clients, passed through. Every client is told to show its measurements in
 * the meters of the process, beside whatever {@code metric.reporters} says.
 */
public final class KafkaOptions {
  private static final String REPORTERS = "metric.reporters";

  private static final String USUAL_REPORTER = "org.apache.kafka.common.metrics.JmxReporter";

  private final Map<String, String> all = new LinkedHashMap<>();

  @JsonProperty("consumer")
  private final Map<String, String> consumer = new LinkedHashMap<>();

  @JsonProperty("producer")
  private final Map<String, String> producer = new LinkedHashMap<>();

  @JsonProperty("admin")
  private final Map<String, String> admin = new LinkedHashMap<>();

  KafkaOptions() {}

  @JsonAnySetter
  void put(String option, String value) {
    all.put(option, value);
  }

  public String bootstrapServers() {
    return all.getOrDefault("bootstrap.servers", "");
  }

  /** Options for a consumer: those of all clients, overridden by the consumer's own. */
  public Map<String, String> consumer() {
    return merged(consumer);
  }

  /** Options for a producer: those of all clients, overridden by the producer's own. */
  public Map<String, String> producer() {
    return merged(producer);
  }

  /** Options for an admin client: those of all clients, overridden by the admin's own. */
  public Map<String, String> admin() {
    return merged(admin);
  }

  /** Options of all clients. */
  public Map<String, String> common() {
    return Collections.unmodifiableMap(measured(all));
  }

  /** Options that only consumers have. */
  public Map<String, String> consumerOwn() {
    return Collections.unmodifiableMap(own(consumer));
  }

  /** Options that only producers have. */
  public Map<String, String> producerOwn() {
    return Collections.unmodifiableMap(own(producer));
  }

  /** Options that only admin clients have. */
  public Map<String, String> adminOwn() {
    return Collections.unmodifiableMap(own(admin));
  }

  /** Secrets are masked. */
  @Override
  public String toString() {
    Map<String, String> shown = new LinkedHashMap<>(all);
    consumer.forEach((option, value) -> shown.put("consumer." + option, value));
    producer.forEach((option, value) -> shown.put("producer." + option, value));
    admin.forEach((option, value) -> shown.put("admin." + option, value));
    shown.replaceAll((option, value) -> Secrets.isSecret(option) ? Secrets.MASKED : value);
    return "KafkaOptions" + shown;
  }

  private Map<String, String> merged(Map<String, String> own) {
    Map<String, String> merged = new LinkedHashMap<>(all);
    merged.putAll(own);
    return Collections.unmodifiableMap(measured(merged));
  }

  private static Map<String, String> own(Map<String, String> options) {
    return options.containsKey(REPORTERS) ? measured(options) : options;
  }

  private static Map<String, String> measured(Map<String, String> options) {
    Map<String, String> measured = new LinkedHashMap<>(options);
    measured.merge(
        REPORTERS,
        USUAL_REPORTER + "," + KafkaClientMeters.class.getName(),
        (given, ignored) ->
            given.isBlank()
                ? KafkaClientMeters.class.getName()
                : given + "," + KafkaClientMeters.class.getName());
    return measured;
  }
}
