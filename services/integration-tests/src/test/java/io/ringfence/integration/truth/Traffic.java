package io.ringfence.integration.truth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringfence.integration.committed.LiveCertifier;
import io.ringfence.schemas.Encoding;
import io.ringfence.stream.Failover;
import io.ringfence.stream.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;

/**
 * Many streams through one group of certifiers: round after round every graph gets some updates,
 * sometimes while it is still being certified; an instance joins, leaves and comes back meanwhile.
 */
final class Traffic {

  private static final int PARTITIONS = 3;
  private static final int BATCH = 25;
  private static final int ROUNDS = 9;
  private static final int UPDATES_A_ROUND = 3;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final String bootstrapServers;
  private final TinyDeployment deployment;
  private final LiveCertifier certifier;
  private final List<UpdateStream> streams;
  private final SplittableRandom random;
  private final Map<TopicPartition, NavigableMap<Long, Step>> input = new HashMap<>();
  private String fingerprint = "settings";
  private long sent;

  Traffic(
      String bootstrapServers,
      TinyDeployment deployment,
      int streams,
      Encoding encoding,
      SplittableRandom random) {
    this.bootstrapServers = bootstrapServers;
    this.deployment = deployment;
    this.random = random;
    this.streams =
        IntStream.range(0, streams)
            .mapToObj(k -> new UpdateStream("g" + k, random.split()))
            .toList();
    this.certifier =
        new LiveCertifier(
            bootstrapServers,
            deployment.name(),
            PARTITIONS,
            BATCH,
            encoding,
            deployment.smoother());
  }

  Topics topics() {
    return certifier.topics();
  }

  String group() {
    return certifier.group();
  }

  /** What was sent where. */
  Map<TopicPartition, NavigableMap<Long, Step>> input() {
    return input;
  }

  void run() throws ExecutionException, InterruptedException {
    try (certifier;
        KafkaProducer<byte[], byte[]> producer = producer()) {
      start("one");
      for (int round = 0; round < ROUNDS; round++) {
        send(producer, round == 0 ? 1 : UPDATES_A_ROUND);
        change(round);
        boolean settle = round % 3 != 1;
        await(() -> settle ? certifier.hasSettled(sent) : certifier.hasDone(sent));
      }
      await(() -> certifier.hasSettled(sent));
    }
  }

  private static void await(Callable<Boolean> condition) {
    Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(condition);
  }

  /** Who certifies, and under which settings, changes while updates are on their way. */
  private void change(int round) {
    switch (round) {
      case 2 -> start("two");
      case 4 -> {
        certifier.stop("one");
        certifier.stop("two");
        fingerprint = "later settings";
        start("one");
        start("two");
      }
      case 5 -> {
        certifier.stop("one");
        start("one");
      }
      case 7 -> certifier.stop("two");
      default -> {}
    }
  }

  private void start(String instance) {
    Failover failover = instance.equals("two") ? new Failover(true, true) : Failover.NONE;
    certifier.start(instance, deployment.sessions(fingerprint), failover);
  }

  private void send(KafkaProducer<byte[], byte[]> producer, int most)
      throws ExecutionException, InterruptedException {
    List<Step> steps = new ArrayList<>();
    List<Future<RecordMetadata>> answers = new ArrayList<>();
    for (UpdateStream stream : streams) {
      for (int k = random.nextInt(most); k >= 0; k--) {
        Step step = stream.next();
        steps.add(step);
        answers.add(
            producer.send(
                new ProducerRecord<>(
                    topics().graphUpdates(), step.graphId().getBytes(UTF_8), step.bytes())));
      }
    }
    for (int k = 0; k < steps.size(); k++) {
      RecordMetadata where = answers.get(k).get();
      input
          .computeIfAbsent(
              new TopicPartition(where.topic(), where.partition()), p -> new TreeMap<>())
          .put(where.offset(), steps.get(k));
    }
    sent += steps.size();
  }

  private KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}
