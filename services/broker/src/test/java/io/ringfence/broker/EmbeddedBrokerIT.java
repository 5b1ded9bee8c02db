package io.ringfence.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {

  private static final String TOPIC = "letters";
  private static final NewTopic ONE_PARTITION =
      new NewTopic(TOPIC, Optional.of(1), Optional.empty());

  @Test
  void keepsItsDataFromOneRunToTheNext(@TempDir Path folder) {
    BrokerOptions options = BrokerOptions.temporary().withDataDirectory(folder.resolve("kafka"));
    try (EmbeddedBroker broker = EmbeddedBroker.start(options)) {
      broker.createTopics(List.of(ONE_PARTITION));
      broker.createTopics(List.of(ONE_PARTITION));
      send(broker, Map.of(), "plain");
    }
    try (EmbeddedBroker broker = EmbeddedBroker.start(options)) {
      sendInTransactions(broker);
      assertThat(read(broker, 2)).containsExactly("plain", "committed");
    }
  }

  @Test
  void deletesATemporaryFolderAndRefusesWhatIsTooLarge() {
    Path folder;
    try (EmbeddedBroker broker =
        EmbeddedBroker.start(BrokerOptions.temporary().withMaxMessageBytes(2_000))) {
      folder = broker.dataDirectory();
      broker.createTopics(List.of(ONE_PARTITION));
      assertThatThrownBy(() -> send(broker, Map.of(), "x".repeat(3_000)))
          .hasRootCauseInstanceOf(RecordTooLargeException.class);
      send(broker, Map.of(), "x".repeat(1_000));
    }
    assertThat(Files.exists(folder)).isFalse();
  }

  @Test
  void saysThatAPortIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
      int port = taken.getLocalPort();
      assertThatThrownBy(() -> EmbeddedBroker.start(BrokerOptions.temporary().withPort(port)))
          .isInstanceOf(BrokerStartException.class)
          .hasMessageContaining("Port " + port)
          .hasMessageContaining("choose another port");
    }
  }

  @Test
  void saysThatTheFolderCannotBeUsed(@TempDir Path folder) throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(
            () -> EmbeddedBroker.start(BrokerOptions.temporary().withDataDirectory(file)))
        .isInstanceOf(BrokerStartException.class)
        .hasMessageContaining(file.toString());
  }

  private static void send(EmbeddedBroker broker, Map<String, Object> more, String value) {
    try (KafkaProducer<String, String> producer = producer(broker, more)) {
      producer.send(new ProducerRecord<>(TOPIC, value)).get();
    } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void sendInTransactions(EmbeddedBroker broker) {
    try (KafkaProducer<String, String> producer =
        producer(broker, Map.of("transactional.id", "writer"))) {
      producer.initTransactions();
      producer.beginTransaction();
      var lost = producer.send(new ProducerRecord<>(TOPIC, "aborted"));
      producer.abortTransaction();
      producer.beginTransaction();
      var kept = producer.send(new ProducerRecord<>(TOPIC, "committed"));
      producer.commitTransaction();
      assertThat(lost.isDone()).isTrue();
      assertThat(kept.isDone()).isTrue();
    }
  }

  private static KafkaProducer<String, String> producer(
      EmbeddedBroker broker, Map<String, Object> more) {
    Map<String, Object> properties = new java.util.HashMap<>(more);
    properties.put("bootstrap.servers", broker.bootstrapServers());
    return new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer());
  }

  private static List<String> read(EmbeddedBroker broker, int count) {
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", broker.bootstrapServers(),
                "isolation.level", "read_committed",
                "auto.offset.reset", "earliest"),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.assign(List.of(new TopicPartition(TOPIC, 0)));
      long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (values.size() < count && System.nanoTime() < deadline) {
        consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
      }
    }
    return values;
  }
}
