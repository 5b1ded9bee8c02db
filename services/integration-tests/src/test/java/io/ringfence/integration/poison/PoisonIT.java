package io.ringfence.integration.poison;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.broker.BrokerOptions;
import io.ringfence.broker.EmbeddedBroker;
import io.ringfence.integration.committed.ChangelogGraphs;
import io.ringfence.integration.committed.CommittedReader;
import io.ringfence.integration.committed.LiveCertifier;
import io.ringfence.schemas.Encoding;
import io.ringfence.stream.Failover;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * Ten thousand random and mutated records: none stops the stream, none changes a graph unless it is
 * valid, and each that is refused lies among the dead letters as it was.
 */
class PoisonIT {

  /** More of them: {@code -Dringfence.poison.records=100000}. */
  private static final int RECORDS = Integer.getInteger("ringfence.poison.records", 10_000);

  /** Other ones: {@code -Dringfence.poison.seed=7}. */
  private static final long SEED = Long.getLong("ringfence.poison.seed", 20_261_124);

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int BATCH = 200;

  @Test
  void noRecordStopsTheStreamOrChangesAGraphUnlessItIsValid() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerOptions.temporary());
        LiveCertifier certifier =
            new LiveCertifier(
                broker.bootstrapServers(),
                "poison",
                Judge.PARTITIONS,
                BATCH,
                Encoding.JSON,
                Deployment.smoother());
        KafkaProducer<byte[], byte[]> producer = producer(broker)) {
      Map<Place, PoisonCase> cases = new HashMap<>();
      certifier.start("one", Deployment.sessions(), Failover.NONE);
      send(producer, poison(certifier), cases);
      await(() -> certifier.hasSettled(cases.size()));
      // What was written can be read back, and the stream goes on.
      certifier.stop("one");
      certifier.start("one", Deployment.sessions(), Failover.NONE);
      send(producer, goodEnd(certifier), cases);
      await(() -> certifier.hasSettled(cases.size()));

      Verdicts verdicts = new Verdicts(SEED, cases);
      CommittedReader reader = new CommittedReader(broker.bootstrapServers());
      verdicts.judge(reader.readAll(certifier.topics().graphUpdates()));
      verdicts.read(reader.readAll(certifier.topics().deadLetters()));
      System.out.println(verdicts.line());

      assertThat(certifier.taken()).isEqualTo(verdicts.taken());
      assertThat(certifier.refused()).isEqualTo(verdicts.refused());
      assertThat(certifier.aborted()).as("transactions that failed").isZero();
      assertThat(ChangelogGraphs.of(reader.readAll(certifier.topics().graphChangelog())))
          .isEqualTo(verdicts.graphs());
    }
  }

  private static List<PoisonCase> poison(LiveCertifier certifier) throws Exception {
    PoisonCases cases = new PoisonCases(certifier.topics().graphUpdates(), SEED);
    List<PoisonCase> all = new ArrayList<>();
    for (int number = 0; number < RECORDS; number++) {
      all.add(cases.number(number));
    }
    return all;
  }

  /** One more change of every graph. */
  private static List<PoisonCase> goodEnd(LiveCertifier certifier) {
    List<PoisonCase> all = new ArrayList<>();
    for (String graphId : PoisonCases.GRAPHS) {
      byte[] value = "{\"ops\":[{\"removeNode\":{\"nodeId\":\"n1\"}}]}".getBytes(UTF_8);
      all.add(
          new PoisonCase(
              RECORDS + all.size(),
              "good at the end",
              Optional.of(Set.of()),
              Envelope.right(certifier.topics().graphUpdates(), graphId, value, Optional.empty())));
    }
    return all;
  }

  private static void send(
      KafkaProducer<byte[], byte[]> producer, List<PoisonCase> all, Map<Place, PoisonCase> sent)
      throws Exception {
    List<Future<RecordMetadata>> answers = new ArrayList<>();
    for (PoisonCase poison : all) {
      answers.add(producer.send(poison.record()));
    }
    for (int k = 0; k < all.size(); k++) {
      RecordMetadata where = answers.get(k).get();
      sent.put(new Place(where.partition(), where.offset()), all.get(k));
    }
  }

  private static void await(Callable<Boolean> condition) {
    Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(condition);
  }

  private static KafkaProducer<byte[], byte[]> producer(EmbeddedBroker broker) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", broker.bootstrapServers(), "acks", "all"),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}
