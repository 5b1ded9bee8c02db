package io.ringfence.cli.rules;

import io.ringfence.monitor.configuration.MonitorConfiguration;
import io.ringfence.monitor.replay.RuleReplay;
import io.ringfence.schemas.Encoding;
import io.ringfence.schemas.MalformedRecordException;
import io.ringfence.schemas.RecordKeys;
import io.ringfence.schemas.UnknownFields;
import io.ringfence.schemas.v1.GraphCertificate;
import io.ringfence.schemas.v1.NodeCertificate;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Certificates of the past in order of time. */
final class Recording {

  private static final Duration POLL = Duration.ofMillis(500);

  private final List<RecordedLine> lines;

  private Recording(List<RecordedLine> lines) {
    this.lines = new ArrayList<>(lines);
    this.lines.sort(Comparator.comparing(RecordedLine::at));
  }

  /**
   * From a file, which may be gzipped.
   *
   * @throws IOException naming the line that cannot be used
   */
  static Recording read(Path file) throws IOException {
    List<RecordedLine> lines = new ArrayList<>();
    try (BufferedReader in = open(file)) {
      int number = 0;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        number++;
        if (!line.isBlank()) {
          lines.add(parse(file, number, line));
        }
      }
    } catch (NoSuchFileException e) {
      throw new IOException(
          "Recording '%s' does not exist; make one with --bootstrap and --record, or with kcat -J."
              .formatted(file),
          e);
    }
    return new Recording(lines);
  }

  private static RecordedLine parse(Path file, int number, String line) throws IOException {
    try {
      return RecordedLine.parse(line);
    } catch (IOException e) {
      throw new IOException(
          "Line %d of '%s' %s; every line must be a record as kcat -J writes it."
              .formatted(number, file, e.getMessage()),
          e);
    }
  }

  private static BufferedReader open(Path file) throws IOException {
    return file.toString().endsWith(".gz")
        ? new BufferedReader(
            new java.io.InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))
        : Files.newBufferedReader(file);
  }

  /** What the topics hold, up to now; of compacted topics not everything that ever was there. */
  static Recording fetch(MonitorConfiguration configuration) throws IOException {
    Map<String, Object> options = new HashMap<>(configuration.kafka().consumer());
    options.remove(ConsumerConfig.GROUP_ID_CONFIG);
    options.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    options.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    options.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    List<RecordedLine> lines = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(options, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = partitions(consumer, configuration.topics());
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (!reached(consumer, ends)) {
        for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
          lines.add(line(message));
        }
      }
    }
    return new Recording(lines);
  }

  private static List<TopicPartition> partitions(
      KafkaConsumer<byte[], byte[]> consumer, MonitorConfiguration.Topics topics)
      throws IOException {
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : List.of(topics.nodeCertificates(), topics.graphCertificates())) {
      Collection<PartitionInfo> found = consumer.partitionsFor(topic);
      if (found == null || found.isEmpty()) {
        throw new IOException(
            "There is no topic '%s'; start a certifier, or name topics.* in the rules file."
                .formatted(topic));
      }
      found.forEach(one -> partitions.add(new TopicPartition(topic, one.partition())));
    }
    return partitions;
  }

  private static boolean reached(
      KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private static RecordedLine line(ConsumerRecord<byte[], byte[]> message) throws IOException {
    byte[] value = message.value();
    Optional<String> text = Optional.empty();
    if (value != null) {
      boolean ofNode = new String(message.key(), StandardCharsets.UTF_8).contains("/");
      text =
          Optional.of(
              Encoding.guess(value) == Encoding.JSON
                  ? new String(value, StandardCharsets.UTF_8)
                  : json(value, ofNode));
    }
    return new RecordedLine(
        message.topic(),
        Instant.ofEpochMilli(message.timestamp()),
        new String(message.key(), StandardCharsets.UTF_8),
        text);
  }

  private static String json(byte[] value, boolean ofNode) throws IOException {
    try {
      return new String(
          Encoding.JSON.encode(
              ofNode
                  ? Encoding.BINARY.decode(
                      value, NodeCertificate.getDefaultInstance(), UnknownFields.IGNORE)
                  : Encoding.BINARY.decode(
                      value, GraphCertificate.getDefaultInstance(), UnknownFields.IGNORE)),
          StandardCharsets.UTF_8);
    } catch (MalformedRecordException e) {
      throw new IOException("A record is no certificate: " + e.getMessage(), e);
    }
  }

  void write(Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (RecordedLine line : lines) {
        out.write(line.text());
        out.newLine();
      }
    }
  }

  int size() {
    return lines.size();
  }

  /** When it begins; empty if there is nothing. */
  Optional<Instant> begin() {
    return lines.isEmpty() ? Optional.empty() : Optional.of(lines.get(0).at());
  }

  /**
   * Puts everything before rules.
   *
   * @throws IOException naming the record that is no certificate
   */
  void play(RuleReplay replay, MonitorConfiguration.Topics topics) throws IOException {
    for (RecordedLine line : lines) {
      try {
        play(line, replay, topics);
      } catch (MalformedRecordException | IllegalArgumentException e) {
        throw new IOException(
            "The record of key '%s' at %s is no certificate (%s)."
                .formatted(line.key(), line.at(), e.getMessage()),
            e);
      }
    }
  }

  private static void play(RecordedLine line, RuleReplay replay, MonitorConfiguration.Topics topics)
      throws MalformedRecordException {
    if (line.topic().equals(topics.nodeCertificates())) {
      if (line.value().isPresent()) {
        replay.node(decode(line.value().get(), NodeCertificate.getDefaultInstance()), line.at());
      } else {
        List<String> key = RecordKeys.split(line.key());
        replay.nodeGone(key.get(0), key.size() > 1 ? key.get(1) : "", line.at());
      }
    } else if (line.topic().equals(topics.graphCertificates()) && line.value().isPresent()) {
      replay.graph(decode(line.value().get(), GraphCertificate.getDefaultInstance()), line.at());
    }
  }

  private static <M extends com.google.protobuf.Message> M decode(String text, M prototype)
      throws MalformedRecordException {
    return Encoding.JSON.decode(
        text.getBytes(StandardCharsets.UTF_8), prototype, UnknownFields.IGNORE);
  }
}
