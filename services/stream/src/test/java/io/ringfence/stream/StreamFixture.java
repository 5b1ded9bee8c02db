package io.ringfence.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringfence.broker.BrokerOptions;
import io.ringfence.broker.EmbeddedBroker;
import io.ringfence.engine.Smoother;
import io.ringfence.schemas.Encoding;
import io.ringfence.schemas.UnknownFields;
import io.ringfence.schemas.v1.GraphCertificate;
import io.ringfence.schemas.v1.NodeCertificate;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A broker, a producer of updates, certifier loops, and what they have committed. */
final class StreamFixture implements AutoCloseable {

  static final int PARTITIONS = 2;
  static final int RECORD_BYTES = 20_000;
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private EmbeddedBroker broker;
  private final BrokerOptions options;
  private final ClientOptions clients;
  private final KafkaProducer<byte[], byte[]> producer;
  private final ExecutorService workers = Executors.newCachedThreadPool();
  private final List<CertifierLoop> loops = new ArrayList<>();
  private final TopicFacts facts;
  final List<CertifierEvent> events = new CopyOnWriteArrayList<>();

  StreamFixture(Path folder) {
    broker = EmbeddedBroker.start(BrokerOptions.temporary().withDataDirectory(folder));
    options = BrokerOptions.temporary().withDataDirectory(folder).withPort(broker.port());
    clients = ClientOptions.of(broker.bootstrapServers());
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    facts =
        TopicCheck.run(
            clients,
            new TopicDeclarations(Topics.DEFAULT, PARTITIONS, (short) 1, RECORD_BYTES),
            true);
  }

  void restartBroker() {
    stopBroker();
    startBroker();
  }

  void stopBroker() {
    broker.close();
  }

  void startBroker() {
    broker = EmbeddedBroker.start(options);
  }

  ClientOptions clients() {
    return clients;
  }

  CertifierLoop start(String instance, Encoding encoding) {
    return start(instance, encoding, TestEngine.factory(), TestEngine.smoother());
  }

  CertifierLoop start(
      String instance, Encoding encoding, SessionFactory factory, Smoother smoother) {
    return start(
        instance, encoding, factory, smoother, Failover.NONE, events::add, InstantSource.system());
  }

  CertifierLoop start(
      String instance, Failover failover, CertifierListener listener, InstantSource clock) {
    return start(
        instance,
        Encoding.BINARY,
        TestEngine.factory(),
        TestEngine.smoother(),
        failover,
        listener.and(events::add),
        clock);
  }

  /**
   * @param consumer options of its consumer
   * @param producer options of its producer
   */
  CertifierLoop start(
      String instance,
      Map<String, String> consumer,
      Map<String, String> producer,
      TransactionObserver observer) {
    ClientOptions own = new ClientOptions(clients.common(), consumer, producer, Map.of());
    return start(
        settings(own, instance, Encoding.BINARY, FlowLimits.DEFAULT, Failover.NONE),
        TestEngine.factory(),
        TestEngine.smoother(),
        events::add,
        observer,
        InstantSource.system());
  }

  CertifierLoop start(String instance, FlowLimits flow) {
    return start(
        settings(clients, instance, Encoding.BINARY, flow, Failover.NONE),
        TestEngine.factory(),
        TestEngine.smoother(),
        events::add,
        TransactionObserver.none(),
        InstantSource.system());
  }

  private CertifierLoop start(
      String instance,
      Encoding encoding,
      SessionFactory factory,
      Smoother smoother,
      Failover failover,
      CertifierListener listener,
      InstantSource clock) {
    return start(
        settings(clients, instance, encoding, FlowLimits.DEFAULT, failover),
        factory,
        smoother,
        listener,
        TransactionObserver.none(),
        clock);
  }

  private static StreamSettings settings(
      ClientOptions options,
      String instance,
      Encoding encoding,
      FlowLimits flow,
      Failover failover) {
    return new StreamSettings(
        options,
        Topics.DEFAULT,
        "certifiers",
        instance,
        RecordFormats.of(encoding),
        RECORD_BYTES,
        Duration.ofMillis(50),
        Duration.ofSeconds(1),
        EpochRule.NEVER,
        WorkSettings.DEFAULT,
        flow,
        failover);
  }

  private CertifierLoop start(
      StreamSettings settings,
      SessionFactory factory,
      Smoother smoother,
      CertifierListener listener,
      TransactionObserver observer,
      InstantSource clock) {
    CertifierLoop loop =
        CertifierLoop.start(settings, facts, factory, smoother, workers, listener, observer, clock);
    loops.add(loop);
    return loop;
  }

  static LoopState await(CertifierLoop loop) {
    try {
      return loop.done().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException("The loop has not ended: " + loop.state(), e);
    }
  }

  static LoopState stop(CertifierLoop loop) {
    loop.stop();
    return await(loop);
  }

  void send(String graphId, String json) {
    send(new ProducerRecord<>("graph-updates", graphId.getBytes(UTF_8), json.getBytes(UTF_8)));
  }

  void send(ProducerRecord<byte[], byte[]> record) {
    try {
      producer.send(record).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException("An update could not be sent.", e);
    }
  }

  /** All committed records of a topic, partition by partition. */
  List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            clients.readerProperties(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = new ArrayList<>();
      for (int p = 0; p < PARTITIONS; p++) {
        partitions.add(new TopicPartition(topic, p));
      }
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
        consumer.poll(Duration.ofMillis(50)).forEach(all::add);
      }
    }
    return all;
  }

  /** The last committed word on every node that is there, by key. */
  Map<String, NodeCertificate> certificates() {
    Map<String, NodeCertificate> last = new LinkedHashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : read("node-certificates")) {
      String key = new String(record.key(), UTF_8);
      if (record.value() == null) {
        last.remove(key);
      } else {
        last.put(key, decode(record, NodeCertificate.getDefaultInstance()));
      }
    }
    return last;
  }

  /** The last committed word on a node; an empty record if there is none. */
  NodeCertificate certificate(String key) {
    return certificates().getOrDefault(key, NodeCertificate.getDefaultInstance());
  }

  /** The last committed word on a graph. */
  Optional<GraphCertificate> graph(String graphId) {
    return read("graph-certificates").stream()
        .filter(record -> new String(record.key(), UTF_8).equals(graphId))
        .map(record -> decode(record, GraphCertificate.getDefaultInstance()))
        .reduce((earlier, later) -> later);
  }

  static <M extends com.google.protobuf.Message> M decode(
      ConsumerRecord<byte[], byte[]> record, M prototype) {
    String contentType = header(record, Encoding.CONTENT_TYPE_HEADER);
    try {
      return Encoding.ofContentType(contentType)
          .orElseThrow()
          .decode(record.value(), prototype, UnknownFields.REJECT);
    } catch (io.ringfence.schemas.MalformedRecordException e) {
      throw new IllegalStateException(e);
    }
  }

  static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    var header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), UTF_8);
  }

  @Override
  public void close() {
    for (CertifierLoop loop : loops) {
      stop(loop);
    }
    workers.shutdownNow();
    producer.close();
    broker.close();
  }
}
