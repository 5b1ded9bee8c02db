package io.ringfence.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringfence.graph.BinaryAttributes;
import io.ringfence.graph.GraphOp;
import io.ringfence.graph.GraphUpdate;
import io.ringfence.schemas.Encoding;
import io.ringfence.schemas.v1.NodeCertificate;
import io.ringfence.schemas.v1.NodeCertificate.Status;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertifierLoopIT {

  private static final String NODE =
      "{\"ops\":[{\"putNode\":{\"nodeId\":\"%s\",\"binary\":{\"ones\":[1]}}}]}";

  private StreamFixture stream;

  @BeforeEach
  void startBroker(@TempDir Path folder) {
    stream = new StreamFixture(folder);
  }

  @AfterEach
  void stopBroker() {
    stream.close();
  }

  @Test
  void certifiesUpdatesInBothEncodingsAndRevokesOnlyWhatAChangeReaches() {
    stream.start("one", Encoding.JSON);
    ProducerRecord<byte[], byte[]> traced =
        new ProducerRecord<>(
            "graph-updates",
            "g/1".getBytes(UTF_8),
            "{\"graphId\":\"g/1\",\"ops\":[{\"putNode\":{\"nodeId\":\"a\",\"label\":1}},{\"putNode\":{\"nodeId\":\"b\"}},{\"putEdge\":{\"source\":\"a\",\"target\":\"b\"}}]}"
                .getBytes(UTF_8));
    traced.headers().add("traceparent", "00-abc-def-01".getBytes(UTF_8));
    stream.send(traced);
    stream.send(
        UpdateRecords.of(
            "graph-updates",
            "g/1",
            new GraphUpdate(
                List.of(
                    new GraphOp.PutNode(
                        "c/%", new BinaryAttributes(List.of(2)), OptionalInt.empty()))),
            Encoding.BINARY));
    awaitCertified("g%2F1/a", "g%2F1/b", "g%2F1/c%2F%25");
    NodeCertificate far = stream.certificate("g%2F1/c%2F%25");

    stream.send("g/1", "{\"ops\":[{\"removeEdge\":{\"source\":\"a\",\"target\":\"b\"}}]}");

    await()
        .atMost(StreamFixture.PATIENCE)
        .untilAsserted(
            () -> assertThat(stream.certificate("g%2F1/b").getCertifications()).isEqualTo(2));
    assertThat(stream.certificate("g%2F1/c%2F%25")).isEqualTo(far);
    assertThat(stream.certificate("g%2F1/a").getPredictedClass()).isEqualTo(1);
    assertThat(stream.certificate("g%2F1/a").getLabel()).isEqualTo(1);
    assertThat(statuses("g%2F1/b"))
        .startsWith(Status.PENDING)
        .containsSubsequence(Status.CERTIFIED, Status.PENDING, Status.CERTIFIED);
    assertThat(stream.read("node-certificates").get(0))
        .satisfies(
            first ->
                assertThat(StreamFixture.header(first, "traceparent")).isEqualTo("00-abc-def-01"));
    assertThat(stream.read("graph-certificates").get(0))
        .satisfies(
            first ->
                assertThat(StreamFixture.header(first, "traceparent")).isEqualTo("00-abc-def-01"));
    await()
        .atMost(StreamFixture.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(stream.graph("g/1"))
                    .hasValueSatisfying(
                        graph -> {
                          assertThat(graph.getSettled()).isTrue();
                          assertThat(graph.getCellsList()).hasSize(2);
                          assertThat(graph.getCells(0).getCertified()).isEqualTo(3);
                        }));
    assertThat(samePartitionEverywhere()).isTrue();
  }

  @Test
  void anAttributeUpdateCostsNoSamplesWhereCertificatesSurviveIt() {
    stream.start("one", Encoding.JSON);
    stream.send(
        "g",
        "{\"ops\":[{\"putNode\":{\"nodeId\":\"a\"}},{\"putNode\":{\"nodeId\":\"b\"}},{\"putEdge\":{\"source\":\"a\",\"target\":\"b\"}}]}");
    awaitCertified("g/a", "g/b");

    stream.send("g", "{\"ops\":[{\"setAttributes\":{\"nodeId\":\"a\",\"attributes\":[3]}}]}");

    await()
        .atMost(StreamFixture.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(stream.graph("g"))
                    .hasValueSatisfying(
                        graph -> {
                          assertThat(graph.getSurvival().getHeld()).isEqualTo(2);
                          assertThat(graph.getSurvival().getShare()).isEqualTo(1.0);
                        }));
    for (String node : List.of("g/a", "g/b")) {
      assertThat(stream.certificate(node).getStatus()).isEqualTo(Status.CERTIFIED);
      assertThat(stream.certificate(node).getCertifications()).isEqualTo(1);
    }
  }

  @Test
  void removesTheCertificateOfANodeThatIsGone() {
    stream.start("one", Encoding.BINARY);
    stream.send("g", NODE.formatted("a"));
    stream.send("g", NODE.formatted("b"));
    awaitCertified("g/a", "g/b");
    stream.send("g", "{\"ops\":[{\"removeNode\":{\"nodeId\":\"a\"}}]}");
    await()
        .atMost(StreamFixture.PATIENCE)
        .untilAsserted(() -> assertThat(stream.certificates()).containsOnlyKeys("g/b"));
  }

  @Test
  void takesUpWhereItLeftOffWithoutCertifyingAgain() {
    CertifierLoop first = stream.start("one", Encoding.JSON);
    stream.send("g", NODE.formatted("a"));
    awaitCertified("g/a");
    assertThat(StreamFixture.stop(first)).isInstanceOf(LoopState.Stopped.class);
    stream.send("g", NODE.formatted("b"));

    stream.start("one", Encoding.BINARY);

    awaitCertified("g/a", "g/b");
    assertThat(stream.certificate("g/a").getCertifications()).isEqualTo(1);
    assertThat(stream.certificate("g/a").getOrdinal()).isZero();
    assertThat(stream.certificate("g/b").getOrdinal()).isEqualTo(1);
    assertThat(stream.certificate("g/b").getEpoch()).isEqualTo(1);
  }

  @Test
  void anAbortedTransactionLeavesNothingAndIsDoneAgain() throws Exception {
    stream.start("one", Encoding.JSON);
    stream.send("g", NODE.formatted("a"));
    awaitCertified("g/a");
    int before = stream.read("node-certificates").size();
    limitGraphCertificates("100");

    stream.send("g", NODE.formatted("b"));

    await()
        .atMost(StreamFixture.PATIENCE)
        .until(() -> stream.events.stream().anyMatch(CertifierEvent.Aborted.class::isInstance));
    assertThat(stream.read("node-certificates")).hasSize(before);
    assertThat(stream.read("graph-changelog"))
        .noneMatch(record -> new String(record.key(), UTF_8).equals("g/node/b"));
    limitGraphCertificates("2000000");
    awaitCertified("g/a", "g/b");
    assertThat(stream.certificate("g/b").getOrdinal()).isEqualTo(1);
    assertThat(applied("g")).isEqualTo(2);
  }

  @Test
  void aSecondInstanceOfTheSameNameEndsTheFirstWithAReason() {
    CertifierLoop first = stream.start("one", Encoding.JSON);
    stream.send("g", NODE.formatted("a"));
    awaitCertified("g/a");

    stream.start("one", Encoding.JSON);
    stream.send("g", NODE.formatted("b"));

    assertThat(StreamFixture.await(first))
        .isInstanceOfSatisfying(
            LoopState.Failed.class,
            failed -> assertThat(failed.cause()).hasMessageContaining("instance-id 'one'"));
    awaitCertified("g/a", "g/b");
    assertThat(applied("g")).isEqualTo(2);
  }

  @Test
  void aSecondInstanceTakesItsShareOfTheGraphs() {
    stream.start("one", Encoding.JSON);
    List<String> graphs = Stream.of("g0", "g1", "g2", "g3", "g4", "g5").toList();
    graphs.forEach(graph -> stream.send(graph, NODE.formatted("a")));
    awaitCertified(graphs.stream().map(graph -> graph + "/a").toArray(String[]::new));

    stream.start("two", Encoding.JSON);
    await()
        .atMost(StreamFixture.PATIENCE)
        .until(() -> stream.events.stream().anyMatch(CertifierEvent.Released.class::isInstance));
    graphs.forEach(graph -> stream.send(graph, NODE.formatted("b")));

    awaitCertified(graphs.stream().map(graph -> graph + "/b").toArray(String[]::new));
    assertThat(stream.certificates().values())
        .filteredOn(certificate -> certificate.getNodeId().equals("a"))
        .allMatch(certificate -> certificate.getCertifications() == 1);
  }

  @Test
  void goesOnApplyingAndRevokingWhileACertificationIsUnderWay() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    stream.start(
        "one",
        Encoding.JSON,
        TestEngine.factory(),
        TestEngine.smoother(
            () -> {
              try {
                if (!go.await(60, TimeUnit.SECONDS)) {
                  throw new IllegalStateException("not let go");
                }
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            }));
    stream.send("g", NODE.formatted("a"));
    await()
        .atMost(StreamFixture.PATIENCE)
        .until(() -> stream.events.stream().anyMatch(CertifierEvent.EpochOpened.class::isInstance));
    stream.send("g", "{\"ops\":[{\"setAttributes\":{\"nodeId\":\"a\",\"attributes\":[3]}}]}");
    await().atMost(StreamFixture.PATIENCE).until(() -> applied("g") == 2);
    assertThat(stream.certificate("g/a").getStatus()).isEqualTo(Status.PENDING);

    go.countDown();

    awaitCertified("g/a");
    assertThat(stream.certificate("g/a").getSampledVersion()).isEqualTo(2);
    assertThat(stream.certificate("g/a").getGraphVersion()).isEqualTo(3);
    assertThat(stream.certificate("g/a").hasDisplacement()).isTrue();
  }

  @Test
  void goesOnAfterARestartOfTheBroker() {
    CertifierLoop loop = stream.start("one", Encoding.JSON);
    stream.send("g", NODE.formatted("a"));
    awaitCertified("g/a");

    stream.restartBroker();
    stream.send("g", NODE.formatted("b"));

    awaitCertified("g/a", "g/b");
    assertThat(loop.state()).isInstanceOf(LoopState.Running.class);
    assertThat(stream.certificate("g/a").getCertifications()).isEqualTo(1);
  }

  @Test
  void aFailedCertificationIsTriedAgain() {
    Map<String, Integer> tries = new HashMap<>();
    stream.start(
        "one",
        Encoding.JSON,
        TestEngine.factory(),
        TestEngine.smoother(
            () -> {
              synchronized (tries) {
                if (tries.merge("try", 1, Integer::sum) == 1) {
                  throw new IllegalStateException("first try");
                }
              }
            }));
    stream.send("g", NODE.formatted("a"));
    awaitCertified("g/a");
    assertThat(stream.events).anyMatch(CertifierEvent.TaskFailed.class::isInstance);
  }

  private void awaitCertified(String... keys) {
    await()
        .atMost(StreamFixture.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(stream.certificates())
                    .containsKeys(keys)
                    .allSatisfy(
                        (key, certificate) ->
                            assertThat(certificate.getStatus()).isEqualTo(Status.CERTIFIED)));
  }

  private long applied(String graphId) {
    return stream.events.stream()
        .filter(
            event ->
                event instanceof CertifierEvent.Applied applied
                    && applied.graphId().equals(graphId))
        .count();
  }

  private List<Status> statuses(String key) {
    return stream.read("node-certificates").stream()
        .filter(record -> new String(record.key(), UTF_8).equals(key))
        .map(
            record ->
                StreamFixture.decode(record, NodeCertificate.getDefaultInstance()).getStatus())
        .toList();
  }

  private boolean samePartitionEverywhere() {
    int input = stream.read("graph-updates").get(0).partition();
    return Stream.of("node-certificates", "graph-certificates", "graph-changelog")
        .flatMap(topic -> stream.read(topic).stream())
        .map(ConsumerRecord::partition)
        .allMatch(partition -> partition == input);
  }

  private void limitGraphCertificates(String bytes) throws Exception {
    ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, "graph-certificates");
    AlterConfigOp set =
        new AlterConfigOp(new ConfigEntry("max.message.bytes", bytes), AlterConfigOp.OpType.SET);
    try (Admin admin = Admin.create(stream.clients().adminProperties())) {
      admin.incrementalAlterConfigs(Map.of(topic, List.of(set))).all().get(30, TimeUnit.SECONDS);
    }
  }
}
