package io.ringfence.monitor.rules;

import com.google.protobuf.Timestamp;
import io.ringfence.monitor.configuration.ConfigurationLoader;
import io.ringfence.monitor.configuration.MaintenanceSettings;
import io.ringfence.monitor.configuration.MonitorConfiguration;
import io.ringfence.monitor.configuration.RuleSettings;
import io.ringfence.monitor.view.GraphStore;
import io.ringfence.monitor.view.LiveGraph;
import io.ringfence.monitor.view.Observation;
import io.ringfence.monitor.view.ViewLimits;
import io.ringfence.schemas.v1.Cell;
import io.ringfence.schemas.v1.Displacement;
import io.ringfence.schemas.v1.GraphCertificate;
import io.ringfence.schemas.v1.NodeCertificate;
import io.ringfence.schemas.v1.NodeCertificate.PendingReason;
import io.ringfence.schemas.v1.NodeCertificate.Status;
import io.ringfence.schemas.v1.Radii;
import io.ringfence.schemas.v1.RobustnessAlert;
import io.ringfence.schemas.v1.UpdatePosition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rules before words that a test says, with a clock that it moves. */
final class Scenario {

  static final String GRAPH = "g";

  private final GraphStore graphs = new GraphStore(new ViewLimits(0, 10, 10));
  private final RuleBook book;
  private final Map<String, Integer> labels = new HashMap<>();
  private final Map<String, Integer> regions = new HashMap<>();
  private final List<RobustnessAlert> alerts = new ArrayList<>();
  private Instant now = Instant.parse("2026-03-02T12:00:00Z");
  private long version = 1;
  private long offset = 100;
  private boolean begun;

  private Scenario(RuleBook book) {
    this.book = book;
  }

  /**
   * @param rules the list of rules in YAML, without the key
   */
  static Scenario of(String rules) {
    return of(rules, "[]");
  }

  static Scenario of(String rules, String maintenance) {
    MonitorConfiguration configuration = configuration(rules, maintenance);
    return new Scenario(
        new RuleBook(
            configuration.rules().stream().map(RuleSettings::toRule).toList(),
            configuration.maintenance().stream().map(MaintenanceSettings::toWindow).toList(),
            () -> "http://monitor.example/"));
  }

  static MonitorConfiguration configuration(String rules, String maintenance) {
    return new ConfigurationLoader()
        .parse(
            "test",
            "kafka: {bootstrap.servers: none}\nrules: %s\nmaintenance: %s\n"
                .formatted(rules, maintenance),
            Map.of());
  }

  RuleBook book() {
    return book;
  }

  Scenario begin(RobustnessAlert... firing) {
    begun = true;
    alerts.addAll(book.begin(graphs.graphs(), List.of(firing), now));
    return this;
  }

  /** All alerts so far; then forgets them. */
  List<RobustnessAlert> alerts() {
    List<RobustnessAlert> said = List.copyOf(alerts);
    alerts.clear();
    return said;
  }

  Instant now() {
    return now;
  }

  Scenario at(String moment) {
    now = Instant.parse(moment);
    return this;
  }

  Scenario label(String node, int label) {
    labels.put(node, label);
    return this;
  }

  Scenario region(String node, int region) {
    regions.put(node, region);
    return this;
  }

  Scenario certified(String node, int additions, int deletions) {
    return say(certificate(node, Status.CERTIFIED).setRadii(radii(additions, deletions)));
  }

  Scenario displaced(String node, int additions, int deletions, int added, int deleted) {
    return say(
        certificate(node, Status.CERTIFIED)
            .setRadii(radii(additions, deletions))
            .setDisplacement(Displacement.newBuilder().addAdditions(added).addDeletions(deleted)));
  }

  Scenario distance(String node, double distance) {
    return say(
        certificate(node, Status.CERTIFIED).setRadii(Radii.newBuilder().setDistance(distance)));
  }

  Scenario abstained(String node) {
    return say(certificate(node, Status.ABSTAINED).setPredictedClass(9));
  }

  Scenario pending(String node) {
    return say(
        certificate(node, Status.PENDING)
            .clearPredictedClass()
            .setPendingReason(PendingReason.CHANGE_IN_RECEPTIVE_FIELD));
  }

  Scenario gone(String node) {
    graphs.remove(GRAPH, node, now).ifPresent(this::observe);
    return this;
  }

  /** Nodes {@code n0}, {@code n1}, …, certified. */
  Scenario nodes(int count, int additions, int deletions) {
    for (int i = 0; i < count; i++) {
      certified("n" + i, additions, deletions);
    }
    return this;
  }

  /** A word on the graph; every one knows of one more update. */
  Scenario graph(GraphCertificate.Builder word) {
    version++;
    offset++;
    return sameUpdate(word);
  }

  /** A word on the graph that knows of no more updates than the one before. */
  Scenario sameUpdate(GraphCertificate.Builder word) {
    observe(
        graphs.put(
            word.setGraphId(GRAPH)
                .setGraphVersion(version)
                .setIssuedAt(Timestamp.newBuilder().setSeconds(now.getEpochSecond()))
                .setLastUpdate(UpdatePosition.newBuilder().setPartition(0).setOffset(offset - 1))
                .build(),
            now));
    return this;
  }

  static Cell.Builder cell(int additions, int deletions, int certified, int targets) {
    return Cell.newBuilder()
        .setAdditions(additions)
        .setDeletions(deletions)
        .setCertified(certified)
        .setTargets(targets);
  }

  /** So many graph versions later. */
  Scenario updates(int count) {
    version += count;
    return this;
  }

  Scenario after(Duration time) {
    Instant end = now.plus(time);
    while (now.isBefore(end)) {
      now = now.plusSeconds(1);
      alerts.addAll(book.tick(graphs.graphs(), now));
    }
    return this;
  }

  Scenario seconds(int seconds) {
    return after(Duration.ofSeconds(seconds));
  }

  Scenario remove() {
    graphs.remove(GRAPH);
    return seconds(1);
  }

  Optional<LiveGraph> view() {
    return graphs.find(GRAPH);
  }

  private Scenario say(NodeCertificate.Builder word) {
    observe(graphs.put(word.build(), now));
    return this;
  }

  private void observe(Observation observation) {
    if (begun) {
      alerts.addAll(
          book.observe(
              graphs.find(GRAPH).orElseThrow(), observation, Optional.of("00-trace-span-01")));
    }
  }

  private NodeCertificate.Builder certificate(String node, Status status) {
    return NodeCertificate.newBuilder()
        .setGraphId(GRAPH)
        .setNodeId(node)
        .setStatus(status)
        .setPredictedClass(labels.getOrDefault(node, 1))
        .setLabel(labels.getOrDefault(node, 1))
        .setRegion(regions.getOrDefault(node, 0))
        .setGraphVersion(version)
        .setIssuedAt(Timestamp.newBuilder().setSeconds(now.getEpochSecond()));
  }

  private static Radii radii(int additions, int deletions) {
    return Radii.newBuilder().setAdditions(additions).setDeletions(deletions).build();
  }
}
