package io.ringfence.stream;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What the operator passes through to Kafka's clients, by kind of client. Options of the kind win
 * over those of all.
 *
 * @param common {@code kafka.*}
 * @param consumer {@code kafka.consumer.*}
 * @param producer {@code kafka.producer.*}
 * @param admin {@code kafka.admin.*}
 */
public record ClientOptions(
    Map<String, String> common,
    Map<String, String> consumer,
    Map<String, String> producer,
    Map<String, String> admin) {

  private static final Pattern SECRET =
      Pattern.compile("password|jaas|secret|token|credential|private\\.?key|keystore\\.key");
  private static final String MASK = "******";
  private static final int ANSWER_MILLIS = 20_000;

  /** What one transaction takes in while more is waiting: as dear as a thousand updates or so. */
  private static final String UPDATES_AT_ONCE = "2000";

  /**
   * Bytes of a batch of records: in batches of Kafka's 16 KiB the certificates of one transaction
   * would be dozens of requests, each with buffers and answers of its own, where one will do.
   */
  private static final String CERTIFICATES_AT_ONCE = "262144";

  /**
   * A broker that still writes the markers of the transaction before refuses the next one for a
   * moment; by Kafka's own default a client would ask again after 100 ms.
   */
  private static final String MARKERS_WRITTEN_MILLIS = "5";

  public ClientOptions {
    common = Map.copyOf(common);
    consumer = Map.copyOf(consumer);
    producer = Map.copyOf(producer);
    admin = Map.copyOf(admin);
  }

  /** Only the address of a broker. */
  public static ClientOptions of(String bootstrapServers) {
    return new ClientOptions(
        Map.of("bootstrap.servers", bootstrapServers), Map.of(), Map.of(), Map.of());
  }

  /**
   * An option that must not be set.
   *
   * @param path such as {@code kafka.consumer.group.id}
   * @param message the reason and what to do instead
   */
  public record Fault(String path, String message) {}

  /** All options that must not be set; empty if the options can be used. */
  public List<Fault> faults() {
    List<Fault> faults = new ArrayList<>();
    collect("kafka.", common, faults);
    collect("kafka.consumer.", consumer, faults);
    collect("kafka.producer.", producer, faults);
    return faults;
  }

  private static void collect(String prefix, Map<String, String> options, List<Fault> faults) {
    for (String option : new TreeMap<>(options).keySet()) {
      String reason = ForcedOptions.REASONS.get(option);
      if (reason != null) {
        faults.add(new Fault(prefix + option, reason));
      }
    }
  }

  /** Of the consumer of updates. */
  Map<String, Object> consumerProperties(String group, String instanceId) {
    Map<String, Object> properties = readerProperties();
    properties.put("group.id", group);
    properties.put("group.instance.id", instanceId);
    properties.put("group.protocol", "classic");
    properties.put(
        "partition.assignment.strategy",
        "org.apache.kafka.clients.consumer.CooperativeStickyAssignor");
    properties.put("auto.offset.reset", "none");
    properties.putIfAbsent("max.poll.records", UPDATES_AT_ONCE);
    properties.putIfAbsent("session.timeout.ms", "10000");
    properties.putIfAbsent("heartbeat.interval.ms", "3000");
    return properties;
  }

  /** Of the reader of state: large bites, and no guess where to go on if records are gone. */
  Map<String, Object> stateReaderProperties() {
    Map<String, Object> properties = readerProperties();
    properties.put("auto.offset.reset", "none");
    properties.put("max.poll.records", "5000");
    return properties;
  }

  /** Of a consumer without a group that is told what to read. */
  public Map<String, Object> readerProperties() {
    Map<String, Object> properties = merged(consumer);
    properties.put("enable.auto.commit", "false");
    properties.put("isolation.level", "read_committed");
    properties.put("auto.offset.reset", "earliest");
    properties.put("allow.auto.create.topics", "false");
    return properties;
  }

  /** Of the transactional producer. */
  Map<String, Object> producerProperties(String transactionalId, int largestRequest) {
    Map<String, Object> properties = merged(producer);
    properties.put("transactional.id", transactionalId);
    properties.put("enable.idempotence", "true");
    properties.put("acks", "all");
    properties.putIfAbsent("max.request.size", String.valueOf(largestRequest));
    properties.putIfAbsent("compression.type", "lz4");
    properties.putIfAbsent("batch.size", CERTIFICATES_AT_ONCE);
    properties.putIfAbsent("linger.ms", "0");
    properties.putIfAbsent("retry.backoff.ms", MARKERS_WRITTEN_MILLIS);
    properties.putIfAbsent("transaction.timeout.ms", "15000");
    properties.putIfAbsent("delivery.timeout.ms", "14000");
    properties.putIfAbsent("request.timeout.ms", "10000");
    properties.putIfAbsent("max.block.ms", "30000");
    return properties;
  }

  /**
   * Of a producer outside of transactions.
   *
   * @param patience in milliseconds, for all that one record takes
   */
  public Map<String, Object> plainProducerProperties(int largestRequest, int patience) {
    Map<String, Object> properties = merged(producer);
    properties.keySet().removeAll(List.of("transactional.id", "transaction.timeout.ms"));
    properties.put("enable.idempotence", "true");
    properties.put("acks", "all");
    properties.put("max.request.size", String.valueOf(largestRequest));
    properties.putIfAbsent(
        "buffer.memory", String.valueOf(Math.max(32L << 20, 4L * largestRequest)));
    properties.putIfAbsent("compression.type", "zstd");
    properties.putIfAbsent("linger.ms", "0");
    properties.putIfAbsent("max.block.ms", String.valueOf(patience));
    properties.putIfAbsent("request.timeout.ms", String.valueOf(patience));
    properties.putIfAbsent("delivery.timeout.ms", String.valueOf(2 * patience));
    return properties;
  }

  /**
   * Of a member of a share group that acknowledges every record by itself. Options that share
   * groups do not know are left out: the same file may serve consumers of both kinds.
   */
  public Map<String, Object> shareProperties(String group, int recordsAtOnce) {
    Map<String, Object> properties = merged(consumer);
    properties
        .keySet()
        .removeAll(
            List.of(
                "isolation.level",
                "auto.offset.reset",
                "enable.auto.commit",
                "group.instance.id",
                "group.protocol",
                "partition.assignment.strategy",
                "group.remote.assignor",
                "session.timeout.ms",
                "heartbeat.interval.ms",
                "interceptor.classes"));
    properties.put("group.id", group);
    properties.put("share.acknowledgement.mode", "explicit");
    properties.put("share.acquire.mode", "record_limit");
    properties.put("max.poll.records", String.valueOf(recordsAtOnce));
    properties.put("allow.auto.create.topics", "false");
    return properties;
  }

  /** Of the admin client. */
  public Map<String, Object> adminProperties() {
    Map<String, Object> properties = merged(admin);
    properties.putIfAbsent("default.api.timeout.ms", String.valueOf(ANSWER_MILLIS));
    properties.putIfAbsent("request.timeout.ms", String.valueOf(ANSWER_MILLIS / 2));
    return properties;
  }

  private Map<String, Object> merged(Map<String, String> own) {
    Map<String, Object> merged = new HashMap<>(common);
    merged.putAll(own);
    return merged;
  }

  /** Whether the value of an option must never be shown. */
  static boolean isSecret(String option) {
    return SECRET.matcher(option.toLowerCase(Locale.ROOT)).find();
  }

  /** Secrets are masked. */
  @Override
  public String toString() {
    Map<String, String> shown = new TreeMap<>();
    show("kafka.", common, shown);
    show("kafka.consumer.", consumer, shown);
    show("kafka.producer.", producer, shown);
    show("kafka.admin.", admin, shown);
    return "ClientOptions" + shown;
  }

  private static void show(String prefix, Map<String, String> options, Map<String, String> shown) {
    options.forEach((option, value) -> shown.put(prefix + option, isSecret(option) ? MASK : value));
  }
}
