package io.ringfence.integration.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.integration.RequiresDocker;
import io.ringfence.integration.committed.ChangelogGraphs;
import io.ringfence.integration.committed.CommittedReader;
import io.ringfence.integration.committed.PlainGraph;
import io.ringfence.schemas.Encoding;
import io.ringfence.schemas.UnknownFields;
import io.ringfence.schemas.v1.GraphUpdate;
import io.ringfence.schemas.v1.NodeCertificate;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Our own image, built from its Dockerfile, driven by the file that composes its containers. */
@RequiresDocker(image = "eclipse-temurin:17-jre", compose = true)
class ComposeIT {
  private static final int NODES = 120;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @BeforeAll
  static void build() throws IOException, InterruptedException {
    new Shell(Map.of("RINGFENCE_NO_BUILD", "1")).succeed("deploy/image/build", Composition.IMAGE);
  }

  @Test
  void everythingComesUpCertifiesSurvivesKillsAndGoes() throws Exception {
    Composition composition = new Composition("generated:" + NODES);
    try (composition) {
      composition.compose("up", "-d");
      composition.awaitHealthy("certifier", "smoother", "monitor");
      assertConfined(composition);

      composition.compose("--profile", "demo", "up", "-d", "demo");
      awaitShown(composition);

      for (String service : List.of("smoother", "certifier", "monitor", "kafka")) {
        composition.kill(service);
      }
      composition.awaitHealthy("kafka", "certifier", "smoother", "monitor");
      Awaitility.await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofSeconds(1))
          .ignoreExceptions()
          .untilAsserted(() -> assertNothingLost(composition));
      awaitShown(composition);

      assertStopsCleanly(composition);
    }
    assertThat(composition.leftovers()).isEmpty();
  }

  private static void assertConfined(Composition composition)
      throws IOException, InterruptedException {
    String certifier = composition.container("certifier");
    assertThat(composition.docker("exec", certifier, "id", "-u")).isEqualTo("10001");
    assertThat(composition.inspect("certifier", "{{.HostConfig.ReadonlyRootfs}}"))
        .isEqualTo("true");
    assertThat(
            composition.docker(
                "exec",
                certifier,
                "sh",
                "-c",
                "touch /opt/ringfence/x /etc/x 2>&1 || echo refused"))
        .contains("refused");
    assertThat(
            composition.docker(
                "exec",
                certifier,
                "sh",
                "-c",
                "ls /opt/ringfence/lib | grep -cE 'pytorch-native|ortools-linux' || true"))
        .as("packed natives beside the unpacked ones")
        .isEqualTo("0");
  }

  private static void awaitShown(Composition composition) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .ignoreExceptions()
        .untilAsserted(
            () ->
                assertThat(composition.ask("/api/v1/graphs/demo/nodes?status=CERTIFIED"))
                    .contains("\"CERTIFIED\""));
  }

  /** The graph is what the updates say, and each of its nodes has a word that is final. */
  private static void assertNothingLost(Composition composition) throws Exception {
    CommittedReader reader = new CommittedReader(composition.bootstrapServers());
    PlainGraph expected =
        new PlainGraph(
            new PlainGraph.Rules(
                1_000_000, 1_000_000, 10_000_000, 100_000, 100_000, 1_000_000_000, 256));
    for (ConsumerRecord<byte[], byte[]> update : reader.readAll("graph-updates")) {
      assertThat(
              expected.apply(
                  Encoding.JSON.decode(
                      update.value(), GraphUpdate.getDefaultInstance(), UnknownFields.REJECT)))
          .isEmpty();
    }
    assertThat(expected.nodes()).hasSize(NODES);
    ChangelogGraphs.Content kept =
        Objects.requireNonNull(ChangelogGraphs.of(reader.readAll("graph-changelog")).get("demo"));
    assertThat(kept.nodes()).isEqualTo(expected.nodes());
    assertThat(kept.edges()).isEqualTo(expected.edges());
    assertThat(reader.readAll("graph-updates.dlq")).isEmpty();

    Map<String, NodeCertificate.Status> words = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> word : reader.readAll("node-certificates")) {
      NodeCertificate certificate =
          Encoding.JSON.decode(
              word.value(), NodeCertificate.getDefaultInstance(), UnknownFields.REJECT);
      words.put(certificate.getNodeId(), certificate.getStatus());
    }
    assertThat(words.keySet()).isEqualTo(expected.nodes().keySet());
    assertThat(words).doesNotContainValue(NodeCertificate.Status.PENDING);
    assertThat(words).containsValue(NodeCertificate.Status.CERTIFIED);
  }

  private static void assertStopsCleanly(Composition composition)
      throws IOException, InterruptedException {
    composition.compose("stop", "--timeout", "60", "certifier", "smoother", "monitor");
    for (String service : List.of("certifier", "smoother", "monitor")) {
      assertThat(composition.inspect(service, "{{.State.ExitCode}}")).as(service).isEqualTo("143");
    }
    assertThat(composition.docker("logs", "--tail", "5", composition.container("certifier")))
        .contains("Stopped; everything that was applied is committed.");
    assertThat(composition.docker("logs", "--tail", "5", composition.container("smoother")))
        .contains("Stopped; what was under way is given back.");
  }
}
