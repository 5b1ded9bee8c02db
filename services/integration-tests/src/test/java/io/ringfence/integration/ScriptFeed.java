package io.ringfence.integration;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends steps of scripts and remembers which of them a certifier must refuse. */
final class ScriptFeed implements AutoCloseable {
  private final KafkaProducer<byte[], byte[]> producer;
  private final Set<Committed.Letter> refused = new HashSet<>();
  private final Set<Integer> partitions = new HashSet<>();
  private long sent;

  ScriptFeed(String bootstrapServers) {
    this(bootstrapServers, "none");
  }

  private ScriptFeed(String bootstrapServers, String compression) {
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "acks",
                "all",
                "compression.type",
                compression),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** One whose records take less space on the broker. */
  static ScriptFeed compressing(String bootstrapServers) {
    return new ScriptFeed(bootstrapServers, "lz4");
  }

  /** Sends and waits until all is in the topic. */
  void send(String graphId, List<UpdateScript.Step> steps) {
    List<Future<RecordMetadata>> answers = new ArrayList<>();
    for (UpdateScript.Step step : steps) {
      answers.add(
          producer.send(
              new ProducerRecord<>("graph-updates", graphId.getBytes(UTF_8), step.value())));
    }
    try {
      for (int k = 0; k < steps.size(); k++) {
        RecordMetadata answer = answers.get(k).get();
        partitions.add(answer.partition());
        sent++;
        if (!steps.get(k).taken()) {
          refused.add(new Committed.Letter(answer.partition(), answer.offset()));
        }
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError("An update could not be sent.", e);
    }
  }

  /** Number of updates that are in the topic. */
  long sent() {
    return sent;
  }

  /** Number of partitions that something was sent to. */
  int partitions() {
    return partitions.size();
  }

  Set<Committed.Letter> refused() {
    return refused;
  }

  @Override
  public void close() {
    producer.close();
  }
}
