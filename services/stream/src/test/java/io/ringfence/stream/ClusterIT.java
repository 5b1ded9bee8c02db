package io.ringfence.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringfence.broker.EmbeddedCluster;
import io.ringfence.engine.Smoother;
import io.ringfence.schemas.v1.NodeCertificate;
import io.ringfence.schemas.v1.NodeCertificate.Status;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** Three brokers, three replicas, two of which must have every write. */
class ClusterIT {

  private static final int NODES = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration OUTAGE = Duration.ofSeconds(8);

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

  @Test
  void nothingIsPublishedWhileTwoAreGoneAndItGoesOnWhenTheyAreBack() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch found = new CountDownLatch(1);
    ExecutorService workers = Executors.newFixedThreadPool(2);
    try (EmbeddedCluster cluster = EmbeddedCluster.start(NODES);
        KafkaProducer<byte[], byte[]> producer = producer(cluster)) {
      CertifierLoop loop =
          start(
              cluster,
              workers,
              TestEngine.smoother(
                  () -> {
                    asked.countDown();
                    awaitLatch(found);
                  }));
      send(producer, "a").get();
      awaitLatch(asked);

      cluster.stopNode(3);
      cluster.stopNode(2);
      int before = events.size();
      found.countDown();
      await().during(OUTAGE).atMost(PATIENCE).until(() -> commitsSince(before) == 0);
      assertThat(loop.state()).isNotInstanceOf(LoopState.Failed.class);
      cluster.startNode(2);
      cluster.startNode(3);

      awaitCertified(1);
      send(producer, "b").get();
      awaitCertified(2);
      assertThat(applied()).isEqualTo(2);
      assertThat(statuses(cluster))
          .containsExactly(Status.PENDING, Status.CERTIFIED, Status.PENDING, Status.CERTIFIED);
      StreamFixture.stop(loop);
    } finally {
      workers.shutdownNow();
    }
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private long commitsSince(int event) {
    return events.stream().skip(event).filter(CertifierEvent.Committed.class::isInstance).count();
  }

  /** What was committed on nodes, in order. */
  private static List<Status> statuses(EmbeddedCluster cluster) {
    List<Status> statuses = new ArrayList<>();
    TopicPartition partition = new TopicPartition("node-certificates", 0);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            ClientOptions.of(cluster.bootstrapServers()).readerProperties(),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      while (consumer.position(partition) < end) {
        consumer
            .poll(Duration.ofMillis(100))
            .forEach(
                record ->
                    statuses.add(
                        StreamFixture.decode(record, NodeCertificate.getDefaultInstance())
                            .getStatus()));
      }
    }
    return statuses;
  }

  private CertifierLoop start(EmbeddedCluster cluster, ExecutorService workers) {
    return start(cluster, workers, TestEngine.smoother());
  }

  private CertifierLoop start(EmbeddedCluster cluster, ExecutorService workers, Smoother smoother) {
    ClientOptions clients =
        new ClientOptions(
            Map.of("bootstrap.servers", cluster.bootstrapServers()),
            Map.of(),
            Map.of(
                "delivery.timeout.ms",
                "4000",
                "request.timeout.ms",
                "3000",
                "max.block.ms",
                "5000"),
            Map.of());
    TopicFacts facts =
        TopicCheck.run(
            clients, new TopicDeclarations(Topics.DEFAULT, 1, (short) NODES, 20_000), true);
    return CertifierLoop.start(
        StreamSettings.of(clients, "certifiers", "one"),
        facts,
        TestEngine.factory(),
        smoother,
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
