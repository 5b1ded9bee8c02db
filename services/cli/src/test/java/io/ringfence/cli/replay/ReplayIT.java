package io.ringfence.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.broker.BrokerOptions;
import io.ringfence.broker.EmbeddedBroker;
import io.ringfence.cli.Console;
import io.ringfence.cli.input.DatasetSource;
import io.ringfence.graph.dataset.Dataset;
import io.ringfence.schemas.Encoding;
import io.ringfence.schemas.MalformedRecordException;
import io.ringfence.schemas.UnknownFields;
import io.ringfence.schemas.v1.GraphUpdate;
import io.ringfence.stream.UpdateRecords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayIT {
  private static EmbeddedBroker broker;

  @BeforeAll
  static void start() {
    broker = EmbeddedBroker.start(BrokerOptions.temporary());
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @ParameterizedTest
  @CsvSource({
    "JSON, generated",
    "BINARY, generated",
    "JSON, generated-real",
    "BINARY, generated-real"
  })
  void aReplayedStreamArrivesWholeAndInOrder(Encoding encoding, String kind)
      throws IOException, MalformedRecordException {
    String topic = "updates-" + encoding + "-" + kind;
    broker.createTopics(List.of(new NewTopic(topic, 1, (short) 1)));

    Console console =
        Console.run(
            "replay",
            "--dataset=" + kind + ":100",
            "--graph=g",
            "--bootstrap",
            broker.bootstrapServers(),
            "--topic",
            topic,
            "--encoding",
            encoding.name(),
            "--churn=20",
            "--attack=node=n3,bits=5");

    assertThat(console.err()).doesNotContain("ringfence replay:");
    assertThat(console.code()).isZero();
    List<ConsumerRecord<byte[], byte[]>> records = read(topic);
    List<io.ringfence.graph.GraphUpdate> expected =
        expected(new DatasetSource(kind + ":100").read());
    assertThat(records).hasSameSizeAs(expected);
    for (int i = 0; i < records.size(); i++) {
      assertThat(message(records.get(i), encoding)).isEqualTo(sent(expected.get(i)));
      assertThat(new String(records.get(i).key(), StandardCharsets.UTF_8)).isEqualTo("g");
    }
  }

  @Test
  void aMissingTopicIsNamedWithARemedy() {
    Console console =
        Console.run(
            "replay",
            "--dataset=generated:100",
            "--graph=g",
            "--bootstrap",
            broker.bootstrapServers(),
            "--topic=nowhere");

    assertThat(console.code()).isEqualTo(1);
    assertThat(console.err())
        .contains("Topic 'nowhere' does not exist")
        .contains("ringfence serve")
        .doesNotContain("\tat ");
  }

  private static List<io.ringfence.graph.GraphUpdate> expected(Dataset dataset) {
    List<io.ringfence.graph.GraphUpdate> updates = new ArrayList<>();
    new Script(dataset, 50, true, 20, List.of(new AttackOn("n3", 5)), 1).emit(updates::add);
    return updates;
  }

  private static GraphUpdate message(ConsumerRecord<byte[], byte[]> found, Encoding encoding) {
    assertThat(
            new String(
                found.headers().lastHeader(Encoding.CONTENT_TYPE_HEADER).value(),
                StandardCharsets.UTF_8))
        .isEqualTo(encoding.contentType());
    try {
      return encoding.decode(found.value(), GraphUpdate.getDefaultInstance(), UnknownFields.REJECT);
    } catch (MalformedRecordException e) {
      throw new AssertionError(e);
    }
  }

  private static List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    TopicPartition partition = new TopicPartition(topic, 0);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
                return consumer.position(partition) >= end;
              });
    }
    return records;
  }

  private static GraphUpdate sent(io.ringfence.graph.GraphUpdate update)
      throws MalformedRecordException {
    byte[] value = UpdateRecords.of("any", "g", update, Encoding.BINARY).value();
    return Encoding.BINARY.decode(value, GraphUpdate.getDefaultInstance(), UnknownFields.REJECT);
  }
}
