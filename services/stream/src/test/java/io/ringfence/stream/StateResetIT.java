package io.ringfence.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ringfence.schemas.Encoding;
import io.ringfence.schemas.v1.GraphElement;
import io.ringfence.schemas.v1.NodeCertificate;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateResetIT {

  private static final List<String> STATE =
      List.of("node-certificates", "graph-certificates", "graph-changelog");

  private StreamFixture stream;
  private StateReset reset;

  @BeforeEach
  void startBroker(@TempDir Path folder) {
    stream = new StreamFixture(folder);
    reset = new StateReset(stream.clients(), Topics.DEFAULT, "certifiers");
  }

  @AfterEach
  void stopBroker() {
    stream.close();
  }

  @Test
  void theSameUpdatesGiveTheSameGraphsFromTheBeginning() {
    CertifierLoop loop = startLeaving();
    for (String graph : List.of("g/1", "h", "i")) {
      sendSome(graph);
    }
    awaitSettled();
    StreamFixture.stop(loop);
    Map<String, GraphElement> graphs = graphs();
    Map<String, NodeCertificate.Status> statuses = statuses();
    int letters = stream.read("graph-updates.dlq").size();

    StateReset.Plan done = reset.run();

    assertThat(done.members()).isEmpty();
    assertThat(done.missing()).isZero();
    assertThat(done.updates()).isEqualTo(12);
    assertThat(done.tombstones()).containsOnlyKeys(STATE).containsEntry("graph-certificates", 3);
    for (String topic : STATE) {
      assertThat(live(topic)).as(topic).isEmpty();
    }
    startLeaving();
    await().atMost(StreamFixture.PATIENCE).until(() -> graphs().equals(graphs));
    await().atMost(StreamFixture.PATIENCE).until(() -> statuses().equals(statuses));
    assertThat(stream.read("graph-updates.dlq")).hasSize(2 * letters);
  }

  @Test
  void lookingChangesNothing() {
    CertifierLoop loop = startLeaving();
    sendSome("g");
    awaitSettled();
    StreamFixture.stop(loop);
    long before = STATE.stream().mapToLong(topic -> stream.read(topic).size()).sum();

    StateReset.Plan plan = reset.plan();

    assertThat(plan.tombstones().values()).allMatch(count -> count > 0);
    assertThat(STATE.stream().mapToLong(topic -> stream.read(topic).size()).sum())
        .isEqualTo(before);
  }

  @Test
  void isRefusedWhileSomebodyIsInTheGroup() {
    startLeaving();
    sendSome("g");
    awaitSettled();

    assertThatThrownBy(reset::run)
        .isInstanceOf(StreamException.class)
        .hasMessageContaining("one")
        .hasMessageContaining("stop them first");

    assertThat(live("node-certificates")).isNotEmpty();
  }

  private CertifierLoop startLeaving() {
    return stream.start("one", new Failover(false, true), event -> {}, InstantSource.system());
  }

  /** Four updates, of which one is refused. */
  private void sendSome(String graph) {
    stream.send(
        graph,
        "{\"ops\":[{\"putNode\":{\"nodeId\":\"a\",\"label\":1}},{\"putNode\":{\"nodeId\":\"b\"}},{\"putNode\":{\"nodeId\":\"c\"}},{\"putEdge\":{\"source\":\"a\",\"target\":\"b\"}}]}");
    stream.send(graph, "{\"ops\":[{\"putEdge\":{\"source\":\"a\",\"target\":\"nobody\"}}]}");
    stream.send(graph, "{\"ops\":[{\"setAttributes\":{\"nodeId\":\"a\",\"attributes\":[3]}}]}");
    stream.send(graph, "{\"ops\":[{\"removeNode\":{\"nodeId\":\"c\"}}]}");
  }

  private void awaitSettled() {
    await()
        .atMost(StreamFixture.PATIENCE)
        .untilAsserted(
            () -> {
              long updates = stream.read("graph-updates").size();
              long seen =
                  stream.events.stream()
                      .filter(
                          event ->
                              event instanceof CertifierEvent.Applied
                                  || event instanceof CertifierEvent.Rejected)
                      .count();
              assertThat(seen).isEqualTo(updates);
              assertThat(statuses().values())
                  .isNotEmpty()
                  .allMatch(NodeCertificate.Status.CERTIFIED::equals);
            });
  }

  private Map<String, NodeCertificate.Status> statuses() {
    Map<String, NodeCertificate.Status> statuses = new TreeMap<>();
    stream.certificates().forEach((key, word) -> statuses.put(key, word.getStatus()));
    return statuses;
  }

  /** Nodes and edges as the changelog has them; versions differ with the epochs. */
  private Map<String, GraphElement> graphs() {
    Map<String, GraphElement> graphs = new TreeMap<>();
    live("graph-changelog")
        .forEach(
            (key, record) -> {
              GraphElement element = decode(record);
              if (element.hasNode() || element.hasEdge()) {
                GraphElement.Builder timeless = element.toBuilder();
                if (element.hasNode()) {
                  timeless.getNodeBuilder().clearFlips();
                }
                graphs.put(key, timeless.build());
              }
            });
    return graphs;
  }

  private static GraphElement decode(ConsumerRecord<byte[], byte[]> record) {
    try {
      return Encoding.BINARY.decode(
          record.value(),
          GraphElement.getDefaultInstance(),
          io.ringfence.schemas.UnknownFields.REJECT);
    } catch (io.ringfence.schemas.MalformedRecordException e) {
      throw new IllegalStateException(e);
    }
  }

  private Map<String, ConsumerRecord<byte[], byte[]>> live(String topic) {
    Map<String, ConsumerRecord<byte[], byte[]>> live = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> record : stream.read(topic)) {
      String key = new String(record.key(), UTF_8);
      if (record.value() == null) {
        live.remove(key);
      } else {
        live.put(key, record);
      }
    }
    return live;
  }
}
