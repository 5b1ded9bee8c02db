package io.ringfence.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.InvalidProtocolBufferException;
import io.ringfence.broker.BrokerOptions;
import io.ringfence.broker.EmbeddedBroker;
import io.ringfence.certifier.Certifier;
import io.ringfence.certifier.configuration.ConfigurationLoader;
import io.ringfence.cli.epoch.EpochCommand;
import io.ringfence.graph.dataset.Dataset;
import io.ringfence.graph.dataset.GeneratorSettings;
import io.ringfence.graph.dataset.GraphGenerator;
import io.ringfence.integration.committed.CommittedTransaction;
import io.ringfence.integration.committed.TransactionHistory;
import io.ringfence.schemas.Encoding;
import io.ringfence.schemas.UnknownFields;
import io.ringfence.schemas.v1.GraphElement;
import io.ringfence.schemas.v1.NodeCertificate;
import io.ringfence.schemas.v1.NodeCertificate.Status;
import io.ringfence.stream.CertifierEvent;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The way of {@code ringfence epoch} through the management port and Kafka. */
class EpochSwitchIT {
  private static final int NODES = 120;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String GROUP = "ringfence-certifier";
  private static final Pattern HEALTH = Pattern.compile("health at (http://[^/]+)/");

  @Test
  void certificatesStayInForceUntilOneTransactionSwitchesAll(@TempDir Path folder)
      throws Exception {
    Dataset dataset = GraphGenerator.generate(GeneratorSettings.ofSize(NODES, 1));
    Program.train(folder, NODES);
    List<CertifierEvent> events = new CopyOnWriteArrayList<>();
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerOptions.temporary());
        Committed committed = new Committed(broker.bootstrapServers());
        ScriptFeed feed = new ScriptFeed(broker.bootstrapServers())) {
      Path file = Files.writeString(folder.resolve("ringfence.yaml"), yaml(broker, folder));
      try (Certifier certifier =
          Certifier.start(new ConfigurationLoader().load(file, Map.of()), events::add)) {
        feed.send("g", UpdateScript.of("g", dataset, 0, 1));
        await()
            .atMost(PATIENCE)
            .until(() -> committed.inputDone() && committed.settled("g") && rests(events));
        String url = "http://127.0.0.1:" + certifier.managementPort();
        requireRefusals(url);
        events.clear();

        assertThat(epoch("--graph", "g", "--url", url)).contains("will be planned and certified");

        await()
            .atMost(PATIENCE)
            .until(() -> events.stream().anyMatch(CertifierEvent.EpochOpened.class::isInstance));
      }
      requireOneSwitch(
          new TransactionHistory(broker.bootstrapServers(), broker.dataDirectory())
              .of(GROUP, List.of("node-certificates", "graph-changelog")));
    }
  }

  @Test
  void aKillWhileTheNextEpochIsCertifiedLeavesOneEpochInForceWithAllItsWords(@TempDir Path folder)
      throws Exception {
    Dataset dataset = GraphGenerator.generate(GeneratorSettings.ofSize(NODES, 1));
    List<UpdateScript.Step> script = UpdateScript.of("g", dataset, 0, 1);
    Program.train(folder, NODES);
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerOptions.temporary());
        Committed committed = new Committed(broker.bootstrapServers());
        ScriptFeed feed = new ScriptFeed(broker.bootstrapServers())) {
      Files.writeString(
          folder.resolve("ringfence.yaml"),
          yaml(broker, folder).replace("samples: 200", "samples: 4000"));
      try (Program first = serve(folder)) {
        first.awaitOutput(PATIENCE, "Certifying");
        feed.send("g", script);
        first.awaitThat(PATIENCE, () -> committed.inputDone() && committed.settled("g"));
        int begun = begun(first);
        assertThat(epoch("--graph", "g", "--url", url(first))).contains("will be planned");
        first.awaitThat(PATIENCE, () -> begun(first) > begun);
        first.kill();
      }
      int inForce = onlyEpoch(committed);

      try (Program second = serve(folder)) {
        second.awaitOutput(PATIENCE, "Partition 0 restored: 1 graphs");
        assertThat(onlyEpoch(committed)).isGreaterThanOrEqualTo(inForce);
        second.awaitOutput(PATIENCE, "Certifying");
        assertThat(epoch("--graph", "g", "--url", url(second)))
            .containsAnyOf("will be planned", "is being certified already");
        second.awaitThat(PATIENCE, () -> onlyEpoch(committed) > inForce);
        second.awaitThat(PATIENCE, () -> committed.settled("g"));
      }
      Hindsight hindsight = new Hindsight("g", dataset.attributeSpec(), script, committed);
      hindsight.check();
      assertThat(hindsight.epochs()).isGreaterThan(1);
    }
  }

  private static Program serve(Path folder) {
    return Program.start(folder, "serve", "--config", "ringfence.yaml");
  }

  private static int begun(Program server) {
    return server.output().split("a next epoch is being certified, because", -1).length - 1;
  }

  private static String url(Program server) {
    Matcher found = HEALTH.matcher(server.output());
    assertThat(found.find()).as(server.output()).isTrue();
    return found.group(1);
  }

  /** The epoch that all nodes have a word in, of which an opening lets hardly any wait. */
  private static int onlyEpoch(Committed committed) throws Exception {
    committed.readAll();
    assertThat(committed.latest().values())
        .hasSize(NODES)
        .filteredOn(word -> word.getStatus() == Status.PENDING)
        .hasSizeLessThanOrEqualTo(NODES / 100);
    List<Integer> epochs =
        committed.latest().values().stream().map(NodeCertificate::getEpoch).distinct().toList();
    assertThat(epochs).hasSize(1);
    return epochs.get(0);
  }

  /** Whether every epoch that has begun has opened. */
  private static boolean rests(List<CertifierEvent> events) {
    long begun = events.stream().filter(CertifierEvent.EpochBegun.class::isInstance).count();
    long opened = events.stream().filter(CertifierEvent.EpochOpened.class::isInstance).count();
    return begun > 0 && begun == opened;
  }

  private static void requireRefusals(String url) throws Exception {
    assertThat(epoch("--graph", "nobody's", "--url", url)).contains("does not have this graph");
    assertThat(post(url, "nobody").statusCode()).isEqualTo(404);
    HttpResponse<String> fromAPage = post(url, "g", "Origin", "http://example.org");
    assertThat(fromAPage.statusCode()).isEqualTo(403);
    assertThat(fromAPage.body()).contains("REFUSED");
  }

  private static HttpResponse<String> post(String url, String graph, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + "/graphs/" + graph + "/epoch"))
            .POST(HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** What the command says, the message of its failure included. */
  private static String epoch(String... arguments) {
    StringWriter said = new StringWriter();
    CommandLine command =
        new CommandLine(new EpochCommand())
            .setOut(new PrintWriter(said))
            .setExecutionExceptionHandler(
                (e, line, parsed) -> {
                  said.write(String.valueOf(e.getMessage()));
                  return 1;
                });
    command.execute(arguments);
    return said.toString();
  }

  /** The last opening: before it only words of the epoch before, in it all of the new one. */
  private static void requireOneSwitch(List<CommittedTransaction> transactions) throws Exception {
    int opening = -1;
    for (int k = 0; k < transactions.size(); k++) {
      if (opens(transactions.get(k))) {
        opening = k;
      }
    }
    assertThat(opening).isPositive();
    List<NodeCertificate> switched = words(transactions.get(opening));
    int epoch = switched.get(0).getEpoch();
    assertThat(epoch).isGreaterThan(1);
    assertThat(switched).hasSize(NODES).allMatch(word -> word.getEpoch() == epoch);
    long waiting = switched.stream().filter(word -> word.getStatus() == Status.PENDING).count();
    assertThat(waiting).isLessThanOrEqualTo(NODES / 100);
    for (CommittedTransaction before : transactions.subList(0, opening)) {
      assertThat(words(before)).noneMatch(word -> word.getEpoch() == epoch);
    }
    requireInForce(transactions.subList(0, opening));
  }

  /** Just before the switch every node but those that abstain still had its certificate. */
  private static void requireInForce(List<CommittedTransaction> before) {
    Map<String, NodeCertificate> latest = new HashMap<>();
    before.forEach(
        transaction -> words(transaction).forEach(word -> latest.put(word.getNodeId(), word)));
    assertThat(latest).hasSize(NODES);
    assertThat(latest.values())
        .noneMatch(word -> word.getStatus() == Status.PENDING)
        .anyMatch(word -> word.getStatus() == Status.CERTIFIED);
  }

  private static boolean opens(CommittedTransaction transaction)
      throws InvalidProtocolBufferException {
    for (ConsumerRecord<byte[], byte[]> record : transaction.of("graph-changelog")) {
      if (GraphElement.parseFrom(record.value()).hasEpoch()) {
        return true;
      }
    }
    return false;
  }

  private static List<NodeCertificate> words(CommittedTransaction transaction) {
    return transaction.of("node-certificates").stream().map(EpochSwitchIT::word).toList();
  }

  private static NodeCertificate word(ConsumerRecord<byte[], byte[]> record) {
    try {
      return Encoding.JSON.decode(
          record.value(), NodeCertificate.getDefaultInstance(), UnknownFields.REJECT);
    } catch (io.ringfence.schemas.MalformedRecordException e) {
      throw new AssertionError(e);
    }
  }

  private static String yaml(EmbeddedBroker broker, Path folder) {
    return """
        kafka:
          bootstrap.servers: %s
        topics: {partitions: 1}
        model: %s
        regions: {count: 2}
        smoothing: {device: cpu, samples: 200, selection-samples: 20}
        collective: {grid: {additions: 0, deletions: 1}}
        management: {port: 0}
        """
        .formatted(broker.bootstrapServers(), folder.resolve("model"));
  }
}
