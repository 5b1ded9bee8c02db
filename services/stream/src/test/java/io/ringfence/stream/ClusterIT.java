package io.ringfence.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringfence.broker.EmbeddedCluster;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** Three brokers, three replicas, two of which must have every write. */
class ClusterIT {

  private static final int NODES = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final List<CertifierEvent> events = new CopyOnWriteArrayList<>();

  @Test
  void oneBrokerMayGoAndComeBack() throws Exception {
    ExecutorService workers = Executors.newFixedThreadPool(2);
    try (EmbeddedCluster cluster = EmbeddedCluster.start(NODES);
        KafkaProducer<byte[], byte[]> producer = producer(cluster)) {
      CertifierLoop loop = start(cluster, workers);
      send(producer, "a").get();
      awaitCertified(1);

      cluster.stopNode(3);
      send(producer, "b").get();
      awaitCertified(2);

      cluster.startNode(3);
      send(producer, "c").get();
      awaitCertified(3);

      assertThat(applied()).isEqualTo(3);
      assertThat(loop.state()).isInstanceOf(LoopState.Running.class);
      StreamFixture.stop(loop);
    } finally {
      workers.shutdownNow();
    }
  }

  private CertifierLoop start(EmbeddedCluster cluster, ExecutorService workers) {
    ClientOptions clients = ClientOptions.of(cluster.bootstrapServers());
    TopicFacts facts =
        TopicCheck.run(
            clients, new TopicDeclarations(Topics.DEFAULT, 1, (short) NODES, 20_000), true);
    return CertifierLoop.start(
        StreamSettings.of(clients, "certifiers", "one"),
        facts,
        TestEngine.factory(),
        TestEngine.smoother(),
        workers,
        events::add,
        InstantSource.system());
  }

  private static KafkaProducer<byte[], byte[]> producer(EmbeddedCluster cluster) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", cluster.bootstrapServers(), "acks", "all"),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private static Future<RecordMetadata> send(KafkaProducer<byte[], byte[]> producer, String node) {
    String update =
        "{\"ops\":[{\"putNode\":{\"nodeId\":\"%s\",\"binary\":{\"ones\":[1]}}}]}".formatted(node);
    return producer.send(
        new ProducerRecord<>("graph-updates", "g".getBytes(UTF_8), update.getBytes(UTF_8)));
  }

  private long applied() {
    return events.stream().filter(CertifierEvent.Applied.class::isInstance).count();
  }

  private void awaitCertified(int nodes) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                events.stream()
                    .filter(CertifierEvent.GraphSpoken.class::isInstance)
                    .map(event -> ((CertifierEvent.GraphSpoken) event).certificate().counts())
                    .reduce((earlier, later) -> later)
                    .filter(counts -> counts.certified() == nodes)
                    .isPresent());
  }
}
