package io.ringfence.integration.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.ringfence.certifier.Certifier;
import io.ringfence.cli.updates.UpdateWriter;
import io.ringfence.client.Word;
import io.ringfence.client.WordConsumer;
import io.ringfence.graph.BinaryAttributes;
import io.ringfence.graph.GraphOp;
import io.ringfence.graph.GraphUpdate;
import io.ringfence.monitor.Monitor;
import io.ringfence.rights.Installation;
import io.ringfence.rights.Right;
import io.ringfence.rights.Role;
import io.ringfence.schemas.v1.NodeCertificate;
import io.ringfence.smoother.SmoothingWorker;
import io.ringfence.stream.LoopState;
import io.ringfence.stream.pool.WorkerEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every part comes to a broker that encrypts, knows users and allows nothing that is not granted.
 * With the rights that {@link Role} lists everything works; with one less its name is said.
 */
@SuppressWarnings("NullAway.Init")
class SecurityIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Installation.Topics TOPICS = Installation.Topics.DEFAULT;

  @TempDir static Path folder;
  private static SecuredBroker broker;
  private static Parts parts;

  @BeforeAll
  static void start() throws Exception {
    broker = SecuredBroker.start(folder);
    parts = new Parts(broker, folder);
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void withTheLeastRightsEverythingWorks() throws Exception {
    AtomicInteger answered = new AtomicInteger();
    try (WarningLog log = new WarningLog()) {
      try (SmoothingWorker smoother = parts.smoother(event -> count(event, answered));
          Certifier certifier = parts.certifier();
          Monitor monitor = parts.monitor();
          WordConsumer consumer = parts.consumer()) {
        sendNonsense();
        List<Word> words = new ArrayList<>();
        AtomicInteger graphs = new AtomicInteger();
        await()
            .atMost(PATIENCE)
            .until(
                () -> {
                  if (graphs.get() < 20 && answered.get() == 0) {
                    send("graph-" + graphs.incrementAndGet());
                  }
                  words.addAll(consumer.poll(Duration.ofMillis(200)));
                  return words.stream().anyMatch(SecurityIT::isCertified)
                      && words.stream().anyMatch(Word.OfAlert.class::isInstance)
                      && answered.get() > 0;
                });
        consumer.commit();

        assertThat(end(TOPICS.deadLetters())).isPositive();
        assertThat(monitor.isReady()).isTrue();
        assertThat(smoother.state()).isInstanceOf(LoopState.Running.class);
        assertThat(certifier.state()).isInstanceOf(LoopState.Running.class);
      }
      assertThat(parts.operator().run().updates()).isPositive();
      assertThat(log.text()).doesNotContain("grant");
    }
  }

  static Stream<Arguments> rights() {
    return Arrays.stream(Role.values())
        .flatMap(
            role ->
                role.rights(Installation.DEFAULT).stream()
                    .map(right -> Arguments.of(role, right.words(), right)));
  }

  @ParameterizedTest(name = "{0} without {1}")
  @MethodSource("rights")
  void withoutOneRightItIsNamed(Role role, String words, Right right) throws Exception {
    broker.revoke(role, right);
    try {
      assertThat(complaint(role, right)).contains(words, SecuredBroker.principal(role), "grant");
    } finally {
      broker.grant(role, right);
    }
  }

  @Test
  void whatIsTakenFromARunningCertifierIsTheReasonWhyItIsNotReady() throws Exception {
    Right writing = Right.topic(AclOperation.WRITE, TOPICS.nodeCertificates(), "publish");
    try (Certifier certifier = parts.certifier()) {
      await().atMost(PATIENCE).until(() -> certifier.state() instanceof LoopState.Running);
      broker.revoke(Role.CERTIFIER, writing);
      send("taken");

      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(Parts.readiness(certifier.managementPort()))
                      .contains("DOWN", "WRITE on topic node-certificates", "User:certifier"));
    } finally {
      broker.grant(Role.CERTIFIER, writing);
    }
  }

  @Test
  void whatIsTakenFromARunningMonitorIsTheReasonWhyItIsNotReadyAndGivenBackItIsReady()
      throws Exception {
    Right reading = Right.topic(AclOperation.READ, TOPICS.graphCertificates(), "show");
    try (Monitor monitor = parts.monitor()) {
      await().atMost(PATIENCE).until(monitor::isReady);
      broker.revoke(Role.MONITOR, reading);

      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(Parts.readiness(monitor.managementPort()))
                      .contains("DOWN", "READ on topic graph-certificates", "User:monitor"));
      broker.grant(Role.MONITOR, reading);
      await().atMost(PATIENCE).until(monitor::isReady);
    } finally {
      broker.grant(Role.MONITOR, reading);
    }
  }

  @Test
  void aWrongPasswordIsSaidToBeWrongAndIsNotShown() {
    Map<String, String> options =
        SecuredBroker.options(
            "certifier", "no-such-word", broker.identity().certificate(), "localhost:" + port());

    assertThatThrownBy(() -> parts.certifier(options))
        .hasMessageContainingAll("does not accept User:certifier", "kafka.sasl.jaas.config")
        .hasMessageNotContaining("no-such-word");
  }

  @Test
  void anUnknownAuthorityIsSaidToBeUnknown() throws Exception {
    Identity stranger = Identity.make(folder, "stranger");
    Map<String, String> options =
        SecuredBroker.options(
            "certifier", "password-of-certifier", stranger.certificate(), "localhost:" + port());

    assertThatThrownBy(() -> parts.certifier(options))
        .hasMessageContainingAll("signed by nobody that is trusted", "kafka.ssl.truststore");
  }

  @Test
  void aWrongHostNameIsSaidToBeWrong() {
    Map<String, String> options =
        SecuredBroker.options(
            "certifier",
            "password-of-certifier",
            broker.identity().certificate(),
            "127.0.0.1:" + port());

    assertThatThrownBy(() -> parts.certifier(options))
        .hasMessageContainingAll("not for the host name", "127.0.0.1", "advertised.listeners");
  }

  private static int port() {
    return broker.port();
  }

  /** What the part says to its operator: in an exception, as the reason of its health, in a log. */
  private static String complaint(Role role, Right right) throws Exception {
    return switch (role) {
      case CERTIFIER -> complaint(right, parts::certifier, Certifier::managementPort);
      case SMOOTHER ->
          complaint(right, () -> parts.smoother(event -> {}), SmoothingWorker::managementPort);
      case MONITOR -> complaint(right, parts::monitor, Monitor::managementPort);
      case PRODUCER -> message(() -> parts.producer("g"));
      case CONSUMER ->
          message(
              () -> {
                try (WordConsumer consumer = parts.consumer()) {
                  await()
                      .atMost(PATIENCE)
                      .until(() -> consumer.poll(Duration.ofMillis(500)) == null);
                }
                return "";
              });
      case OPERATOR -> message(() -> parts.operator().run());
    };
  }

  private interface Port<S> {
    int of(S service);
  }

  private static <S extends AutoCloseable> String complaint(
      Right right, Callable<S> start, Port<S> port) throws Exception {
    try (WarningLog log = new WarningLog()) {
      S service;
      try {
        service = start.call();
      } catch (RuntimeException refused) {
        return String.valueOf(refused.getMessage());
      }
      try (service) {
        Callable<String> words =
            () ->
                right.without() == Right.Without.THE_REST_WORKS
                    ? log.text()
                    : Parts.readiness(port.of(service));
        await().atMost(PATIENCE).until(() -> words.call().contains(right.words()));
        return words.call();
      }
    }
  }

  private static String message(Callable<?> work) {
    return String.valueOf(Objects.requireNonNull(catchThrowable(work::call)).getMessage());
  }

  private static void count(WorkerEvent event, AtomicInteger answered) {
    if (event instanceof WorkerEvent.Answered) {
      answered.incrementAndGet();
    }
  }

  private static boolean isCertified(Word word) {
    return word instanceof Word.OfNode node
        && node.certificate().getStatus() == NodeCertificate.Status.CERTIFIED;
  }

  private static void send(String graph) throws Exception {
    try (UpdateWriter writer = parts.producer(graph)) {
      writer.write(
          new GraphUpdate(
              List.of(put("a", 0), put("b", 0), put("c", 1), new GraphOp.PutEdge("a", "b"))));
      writer.flush();
    }
  }

  private static GraphOp put(String id, int attribute) {
    return new GraphOp.PutNode(id, new BinaryAttributes(List.of(attribute)), OptionalInt.empty());
  }

  private static void sendNonsense() throws Exception {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.<String, Object>copyOf(broker.options(Role.PRODUCER)),
            new StringSerializer(),
            new StringSerializer())) {
      producer.send(new ProducerRecord<>(TOPICS.graphUpdates(), "nonsense", "no update")).get();
    }
  }

  private static long end(String topic) throws Exception {
    TopicPartition partition = new TopicPartition(topic, 0);
    return broker
        .admin()
        .listOffsets(Map.of(partition, OffsetSpec.latest()))
        .partitionResult(partition)
        .get()
        .offset();
  }
}
