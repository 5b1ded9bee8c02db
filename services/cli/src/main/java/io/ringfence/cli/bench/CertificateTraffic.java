package io.ringfence.cli.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import io.ringfence.schemas.Encoding;
import io.ringfence.schemas.RecordKeys;
import io.ringfence.schemas.v1.EdgeElement;
import io.ringfence.schemas.v1.Eta;
import io.ringfence.schemas.v1.GraphCertificate;
import io.ringfence.schemas.v1.GraphElement;
import io.ringfence.schemas.v1.NodeCertificate;
import io.ringfence.schemas.v1.Radii;
import io.ringfence.stream.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes what a certifier would write about one large graph, as records of their usual size. */
final class CertificateTraffic implements AutoCloseable {

  static final String GRAPH = "large";

  private static final int EDGES_PER_NODE = 5;
  private static final int REGIONS = 5;
  private static final int ROWS = 9;
  private static final int BURSTS = 20;

  private final KafkaProducer<byte[], byte[]> producer;
  private final Topics topics = Topics.DEFAULT;
  private final int nodes;
  private final SplittableRandom random = new SplittableRandom(1);
  private long version = 1;
  private volatile @Nullable Exception failed;

  private CertificateTraffic(KafkaProducer<byte[], byte[]> producer, int nodes) {
    this.producer = producer;
    this.nodes = nodes;
  }

  /** Makes the topics. */
  static CertificateTraffic open(String bootstrapServers, int nodes)
      throws ExecutionException, InterruptedException {
    Topics topics = Topics.DEFAULT;
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      admin
          .createTopics(
              List.of(
                      topics.nodeCertificates(),
                      topics.graphCertificates(),
                      topics.graphChangelog())
                  .stream()
                  .map(name -> new NewTopic(name, 1, (short) 1))
                  .toList())
          .all()
          .get();
    }
    return new CertificateTraffic(
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "linger.ms", "5"),
            new ByteArraySerializer(),
            new ByteArraySerializer()),
        nodes);
  }

  /** The whole graph. */
  void begin() {
    for (int node = 0; node < nodes; node++) {
      send(
          topics.nodeCertificates(), RecordKeys.ofNode(GRAPH, id(node)), Encoding.JSON, word(node));
      for (int edge = 0; edge < EDGES_PER_NODE; edge++) {
        String source = id(node);
        String target = id(random.nextInt(nodes));
        send(
            topics.graphChangelog(),
            RecordKeys.join(GRAPH, "edge", source, target),
            Encoding.BINARY,
            GraphElement.newBuilder()
                .setGraphId(GRAPH)
                .setEdge(EdgeElement.newBuilder().setSource(source).setTarget(target))
                .build());
      }
    }
    sayGraph();
    producer.flush();
  }

  /** So many new words, spread over the time, and one on the graph; returns when the time is up. */
  void change(int words, Duration time) {
    long start = System.nanoTime();
    for (int burst = 0; burst < BURSTS; burst++) {
      int until = words * (burst + 1) / BURSTS;
      for (int k = words * burst / BURSTS; k < until; k++) {
        int node = random.nextInt(nodes);
        version++;
        send(
            topics.nodeCertificates(),
            RecordKeys.ofNode(GRAPH, id(node)),
            Encoding.JSON,
            word(node));
      }
      long due = start + time.toNanos() * (burst + 1) / BURSTS;
      LockSupport.parkNanos(Math.max(0, due - System.nanoTime()));
    }
    sayGraph();
    Exception cause = failed;
    if (cause != null) {
      throw new IllegalStateException("The broker refuses records.", cause);
    }
  }

  private void send(String topic, String key, Encoding encoding, Message value) {
    var unused =
        producer.send(
            new ProducerRecord<>(topic, key.getBytes(UTF_8), encoding.encode(value)),
            (where, failure) -> failed = failure == null ? failed : failure);
  }

  private static String id(int node) {
    return "node-" + node;
  }

  private NodeCertificate word(int node) {
    NodeCertificate.Builder word =
        NodeCertificate.newBuilder()
            .setGraphId(GRAPH)
            .setNodeId(id(node))
            .setPredictedClass(node % REGIONS)
            .setLabel(node % REGIONS)
            .setRegion(node % REGIONS)
            .setEpoch(1)
            .setScheduleId("0".repeat(64))
            .setModelId("1".repeat(64))
            .setClassifier(NodeCertificate.Classifier.VOTES)
            .setGraphVersion(version)
            .setOrdinal(node)
            .setCertifications(1)
            .setIssuedAt(now());
    if (random.nextInt(10) == 0) {
      return word.setStatus(NodeCertificate.Status.PENDING)
          .setPendingReason(NodeCertificate.PendingReason.CHANGE_IN_RECEPTIVE_FIELD)
          .build();
    }
    for (int row = 0; row < ROWS; row++) {
      word.addEtas(
          Eta.newBuilder()
              .setOrder(1 + row / 2.0)
              .setDirection(Eta.Direction.FORWARD)
              .setValue(random.nextDouble()));
    }
    return word.setStatus(NodeCertificate.Status.CERTIFIED)
        .setVotes(1_900)
        .setSamples(2_000)
        .setSelectionSamples(200)
        .setLowerBound(0.93)
        .setFailureProbability(1e-7)
        .setRadii(
            Radii.newBuilder().setAdditions(random.nextInt(3)).setDeletions(random.nextInt(10)))
        .build();
  }

  private void sayGraph() {
    GraphCertificate word =
        GraphCertificate.newBuilder()
            .setGraphId(GRAPH)
            .setGraphVersion(version)
            .setEpoch(1)
            .setNodes(nodes)
            .setEdges(EDGES_PER_NODE * nodes)
            .setCertified(nodes)
            .setTargets(nodes)
            .setCertifiedRatio(1)
            .setSettled(true)
            .setIssuedAt(now())
            .build();
    send(topics.graphCertificates(), GRAPH, Encoding.JSON, word);
  }

  private static Timestamp now() {
    Instant now = Instant.now();
    return Timestamp.newBuilder().setSeconds(now.getEpochSecond()).setNanos(now.getNano()).build();
  }

  @Override
  public void close() {
    producer.close();
  }
}
