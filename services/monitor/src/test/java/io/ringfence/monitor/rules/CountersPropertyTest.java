package io.ringfence.monitor.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.Timestamp;
import io.ringfence.monitor.rules.Quantity.CertifiedShare;
import io.ringfence.monitor.rules.Quantity.NodesOfStatus;
import io.ringfence.monitor.rules.Quantity.Radius;
import io.ringfence.monitor.view.GraphStore;
import io.ringfence.monitor.view.LiveGraph;
import io.ringfence.monitor.view.NodeState;
import io.ringfence.monitor.view.Observation;
import io.ringfence.monitor.view.ViewLimits;
import io.ringfence.schemas.v1.Displacement;
import io.ringfence.schemas.v1.NodeCertificate;
import io.ringfence.schemas.v1.NodeCertificate.Status;
import io.ringfence.schemas.v1.Radii;
import io.ringfence.schemas.v1.RobustnessAlert;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is counted from changes alone is what a count of all nodes gives, at every moment. */
class CountersPropertyTest {

  private static final String GRAPH = "g";
  private static final Duration GRACE = Duration.ofSeconds(7);

  private final GraphStore graphs = new GraphStore(new ViewLimits(0, 10, 10));
  private Instant now = Instant.parse("2026-03-02T12:00:00Z");

  /** The same by the definition, without any counter. */
  private static final class Plain {
    private NodeState now;
    private @Nullable NodeState settled;
    private @Nullable Instant unsettledSince;

    Plain(NodeState first) {
      now = first;
    }

    void say(NodeState word, Instant at) {
      now = word;
      boolean settles =
          word.status() == NodeState.Status.ABSTAINED
              || (word.status() == NodeState.Status.CERTIFIED
                  && word.displacedAdditions() + word.displacedDeletions() == 0);
      if (settles) {
        settled = word;
        unsettledSince = null;
      } else if (unsettledSince == null) {
        unsettledSince = at;
      }
    }

    @Nullable NodeState standing(Instant ticked) {
      if (unsettledSince == null || !ticked.isBefore(unsettledSince.plus(GRACE))) {
        return now;
      }
      if (settled != null) {
        return settled;
      }
      return now.status() == NodeState.Status.PENDING ? null : now;
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void countersEqualACountOfAllNodes(long seed) {
    Random random = new Random(seed);
    Budget budget = new Budget(0, 2, 0);
    List<Rule> rules = new ArrayList<>();
    for (Scope scope : List.of(Scope.REGION, Scope.LABEL, Scope.GRAPH)) {
      rules.add(rule(scope, new CertifiedShare(budget, false)));
      rules.add(rule(scope, new NodesOfStatus(Set.of(NodeState.Status.PENDING))));
      rules.add(rule(scope, new Radius(Radius.Kind.DELETIONS, 0.3)));
    }
    GraphBook book = new GraphBook(GRAPH, rules, new AlertWriter(() -> ""), now);
    Map<String, Plain> plain = new HashMap<>();
    List<Gauge> gauges = book.gauges();
    List<RobustnessAlert> out = new ArrayList<>();
    for (int step = 0; step < 800; step++) {
      String node = "n" + random.nextInt(12);
      if (random.nextInt(12) == 0) {
        Optional<Observation> gone = graphs.remove(GRAPH, node, now);
        if (gone.isPresent()) {
          plain.remove(node);
          book.node(node, Optional.empty(), moment(out));
        }
      } else {
        graphs.put(word(node, step, random), now);
        NodeState state = graph().node(node).orElseThrow();
        plain.computeIfAbsent(node, id -> new Plain(state)).say(state, now);
        book.node(node, Optional.of(state), moment(out));
      }
      if (random.nextInt(4) == 0) {
        now = now.plusSeconds(1);
        book.tick(moment(out));
      }
      for (int i = 0; i < rules.size(); i++) {
        compare(rules.get(i), gauges.get(i), plain.values());
      }
    }
  }

  private void compare(Rule rule, Gauge gauge, Iterable<Plain> nodes) {
    Map<String, List<NodeState>> bySubject = new HashMap<>();
    for (Plain node : nodes) {
      NodeState standing = node.standing(now);
      int key =
          rule.per() == Scope.LABEL ? node.now.label().orElse(-1) : node.now.region().orElse(-1);
      if (standing != null) {
        bySubject
            .computeIfAbsent(
                rule.per() == Scope.GRAPH ? "" : Integer.toString(key), id -> new ArrayList<>())
            .add(standing);
      }
    }
    for (String subject : List.of("", "0", "1", "2")) {
      List<NodeState> own = bySubject.getOrDefault(subject, List.of());
      assertThat(gauge.nodes(subject)).isEqualTo(own.size());
      if (own.isEmpty()) {
        assertThat(gauge.value(subject, now)).isEmpty();
      } else {
        assertThat(gauge.value(subject, now).orElseThrow())
            .isCloseTo(expected(rule.quantity(), own), within(1e-12));
      }
    }
  }

  private static double expected(Quantity quantity, List<NodeState> nodes) {
    if (quantity instanceof CertifiedShare share) {
      return (double) nodes.stream().filter(share.budget()::holds).count() / nodes.size();
    }
    if (quantity instanceof NodesOfStatus status) {
      return nodes.stream().filter(node -> status.statuses().contains(node.status())).count();
    }
    List<Integer> radii = nodes.stream().map(NodeState::deletions).sorted().toList();
    return radii.get(Math.max(0, (int) Math.ceil(0.3 * radii.size()) - 1));
  }

  private static Rule rule(Scope scope, Quantity quantity) {
    return new Rule(
        scope + "-" + quantity.getClass().getSimpleName(),
        Severity.INFO,
        scope,
        Set.of(),
        NodeSelector.ALL,
        quantity,
        new Trigger(Trigger.Side.BELOW, 0.5, 0.6, Duration.ZERO, Duration.ofSeconds(1)),
        GRACE,
        scope,
        1);
  }

  private Moment moment(List<RobustnessAlert> out) {
    return new Moment(now, graph(), Optional.empty(), List.of(), out);
  }

  private LiveGraph graph() {
    return graphs.find(GRAPH).orElseGet(this::empty);
  }

  private LiveGraph empty() {
    graphs.put(word("n0", 0, new Random(0)), now);
    graphs.remove(GRAPH, "n0", now);
    return graphs.find(GRAPH).orElseThrow();
  }

  private NodeCertificate word(String node, int version, Random random) {
    Status status =
        List.of(Status.CERTIFIED, Status.CERTIFIED, Status.PENDING, Status.ABSTAINED)
            .get(random.nextInt(4));
    NodeCertificate.Builder word =
        NodeCertificate.newBuilder()
            .setGraphId(GRAPH)
            .setNodeId(node)
            .setStatus(status)
            .setLabel(Integer.parseInt(node.substring(1)) % 3)
            .setRegion(random.nextInt(20) == 0 ? random.nextInt(3) : 1)
            .setGraphVersion(version)
            .setIssuedAt(Timestamp.newBuilder().setSeconds(now.getEpochSecond()));
    if (status == Status.CERTIFIED) {
      word.setRadii(Radii.newBuilder().setDeletions(random.nextInt(5)));
      if (random.nextBoolean()) {
        word.setDisplacement(
            Displacement.newBuilder()
                .addAllDeletions(
                    IntStream.range(0, 2).map(i -> random.nextInt(2)).boxed().toList()));
      }
    }
    return word.build();
  }
}
