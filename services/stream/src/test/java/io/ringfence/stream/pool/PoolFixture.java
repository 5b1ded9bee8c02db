package io.ringfence.stream.pool;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringfence.broker.BrokerOptions;
import io.ringfence.broker.EmbeddedBroker;
import io.ringfence.engine.Smoother;
import io.ringfence.stream.ClientOptions;
import io.ringfence.stream.LoopState;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A broker, workers and certifiers' sides of one pool; every pool has topics of its own. */
final class PoolFixture implements AutoCloseable {

  static final String MODEL = "ab".repeat(32);
  static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int RECORD_BYTES = 200_000;

  /** One broker for all: the first start takes some seconds. */
  static EmbeddedBroker broker() {
    return EmbeddedBroker.start(BrokerOptions.temporary());
  }

  private final ClientOptions clients;
  private final PoolTopics topics;
  private final String group;
  private final PoolFacts facts;
  private final List<SmoothingWorkerLoop> workers = new ArrayList<>();
  private final List<PoolSmoother> pools = new ArrayList<>();
  final List<PoolEvent> events = new CopyOnWriteArrayList<>();
  final List<WorkerEvent> workerEvents = new CopyOnWriteArrayList<>();

  PoolFixture(EmbeddedBroker broker, String name) {
    clients = ClientOptions.of(broker.bootstrapServers());
    topics = new PoolTopics(name + "-tasks", name + "-results");
    group = name + "-workers";
    facts = PoolTopicCheck.run(clients, topics, 2, (short) 1, RECORD_BYTES, true);
  }

  SmoothingWorkerLoop worker(String id, String model, Smoother smoother) {
    return worker(id, model, smoother, NoiseRule.KEYED);
  }

  SmoothingWorkerLoop worker(String id, String model, Smoother smoother, NoiseRule noise) {
    SmoothingWorkerLoop loop =
        SmoothingWorkerLoop.start(
            new WorkerSettings(clients, topics, group, id, noise, Duration.ofSeconds(1)),
            facts,
            List.of(new ServedModel(model, smoother)),
            workerEvents::add,
            InstantSource.system());
    workers.add(loop);
    return loop;
  }

  PoolSmoother pool(Smoother local, Duration patience) {
    PoolSmoother pool =
        PoolSmoother.open(
            new PoolSettings(
                clients,
                topics,
                "certifier-" + pools.size(),
                NoiseRule.KEYED,
                patience,
                Duration.ofMillis(1),
                8,
                4),
            facts,
            new PoolModel(MODEL, KeyedSmoother.CLASSES),
            local,
            events::add,
            InstantSource.system());
    pools.add(pool);
    return pool;
  }

  ClientOptions clients() {
    return clients;
  }

  PoolTopics topics() {
    return topics;
  }

  String group() {
    return group;
  }

  void sendTask(byte[] value) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            clients.plainProducerProperties(RECORD_BYTES, 10_000),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer
          .send(new ProducerRecord<>(topics.tasks(), "x".getBytes(UTF_8), value))
          .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
  }

  long counted(String worker) {
    return events.stream()
        .filter(PoolEvent.Counted.class::isInstance)
        .map(PoolEvent.Counted.class::cast)
        .filter(counted -> counted.workerId().equals(worker))
        .count();
  }

  long count(Class<? extends PoolEvent> type) {
    return events.stream().filter(type::isInstance).count();
  }

  static LoopState stop(SmoothingWorkerLoop worker) {
    worker.stop();
    return worker.done().toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    workers.forEach(PoolFixture::stop);
    pools.forEach(PoolSmoother::close);
  }
}
