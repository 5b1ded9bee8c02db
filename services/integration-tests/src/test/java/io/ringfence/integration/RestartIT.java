package io.ringfence.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.broker.BrokerOptions;
import io.ringfence.broker.EmbeddedBroker;
import io.ringfence.schemas.MalformedRecordException;
import io.ringfence.schemas.v1.NodeCertificate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A certifier with thousands of certified nodes is killed and started again. */
class RestartIT {
  private static final int NODES = 3000;
  private static final String DATASET = "generated:" + NODES;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** Changes an attribute that no node has, of a node that is there. */
  private static final String UPDATE =
      "{\"ops\":[{\"putNode\":{\"nodeId\":\"late\",\"binary\":{\"ones\":[1]}}}]}";

  @Test
  void goesOnWithoutSamplingAnewWhatWasStillTrue(@TempDir Path folder) throws Exception {
    Program.train(folder, NODES);
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerOptions.temporary());
        Committed committed = new Committed(broker.bootstrapServers())) {
      Files.writeString(folder.resolve("ringfence.yaml"), configuration(folder, broker));
      try (Program first = serve(folder)) {
        first.awaitOutput(PATIENCE, "Certifying");
        Program.succeed(
            folder,
            "replay",
            "--dataset",
            DATASET,
            "--graph",
            "g",
            "--bootstrap",
            broker.bootstrapServers(),
            "--churn",
            "10");
        first.awaitThat(PATIENCE, () -> committed.inputDone() && committed.settled("g"));
        first.kill();
      }
      committed.readAll();
      Map<String, NodeCertificate> before = committed.latest();
      int records = committed.nodeCertificates().size();
      update(broker);

      long began = System.nanoTime();
      try (Program second = serve(folder)) {
        second.awaitThat(PATIENCE, () -> committed.inputDone());
        double seconds = (System.nanoTime() - began) / 1e9;
        second.awaitThat(PATIENCE, () -> hasNewFinalWord(committed, records));
        double certifying = (System.nanoTime() - began) / 1e9;
        second.awaitThat(PATIENCE, () -> committed.settled("g"));
        System.out.printf(
            "RestartIT: %d nodes, an update committed %.1f s and the first newly sampled word"
                + " %.1f s after the start of the process%n",
            before.size(), seconds, certifying);
      }
      committed.readAll();
      Map<String, NodeCertificate> after = committed.latest();
      assertThat(after).hasSize(before.size() + 1);
      before.forEach((key, word) -> assertThat(after).containsEntry(key, word));
      assertThat(committed.nodeCertificates().size() - records).isEqualTo(2);
    }
  }

  /** Whether anything after the first so many records is final: samples were drawn for it. */
  private static boolean hasNewFinalWord(Committed committed, int records)
      throws MalformedRecordException {
    committed.readAll();
    return committed.nodeCertificates().stream()
        .skip(records)
        .flatMap(entry -> entry.message().stream())
        .anyMatch(word -> word.getStatus() != NodeCertificate.Status.PENDING);
  }

  private static void update(EmbeddedBroker broker) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer
          .send(new ProducerRecord<>("graph-updates", "g".getBytes(UTF_8), UPDATE.getBytes(UTF_8)))
          .get();
    }
  }

  private static String configuration(Path folder, EmbeddedBroker broker) {
    return """
    kafka:
      bootstrap.servers: %s
    topics: {partitions: 1}
    model: %s
    regions: {count: 3}
    smoothing: {device: cpu, samples: 200, selection-samples: 20}
    collective: {grid: {additions: 1, deletions: 2}}
    management: {port: 0}
    """
        .formatted(broker.bootstrapServers(), folder.resolve("model"));
  }

  private static Program serve(Path folder) {
    return Program.start(folder, "serve", "--config", "ringfence.yaml");
  }
}
