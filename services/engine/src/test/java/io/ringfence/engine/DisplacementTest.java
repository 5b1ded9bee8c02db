package io.ringfence.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.certificates.VoteTally;
import io.ringfence.graph.BinaryAttributes;
import io.ringfence.graph.GraphOp;
import io.ringfence.graph.GraphUpdate;
import io.ringfence.graph.LiveGraph;
import io.ringfence.graph.SampleRange;
import io.ringfence.graph.SmoothingTask;
import io.ringfence.graph.Subgraph;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What updates cost the certificates of tiny random graphs. */
class DisplacementTest {

  private static final int GRAPHS = 60;

  private static final class Certified {
    private final TinyDeployment deployment;
    private final CommittedTopics topics = new CommittedTopics();
    private GraphSession session;

    Certified(SplittableRandom random) {
      deployment = new TinyDeployment(random);
      session = deployment.empty();
      for (int i = 0; i < 12; i++) {
        apply(deployment.update());
      }
      commit(session.openEpochIfDue());
      certify();
    }

    void certify() {
      session
          .plan(TinyDeployment.MOST_NODES)
          .ifPresent(task -> commit(session.settle(task, task.run(deployment.smoother()))));
    }

    List<NodeCertificate> apply(GraphUpdate update) {
      session.apply(update);
      SessionOutput output = session.speak();
      commit(output);
      return output.certificates();
    }

    void commit(SessionOutput output) {
      topics.commit(session, output);
    }

    /** What is promised of every node, whenever it was said. */
    Map<String, NodeStatus> words() {
      Map<String, NodeStatus> words = new HashMap<>();
      topics.certificates().forEach((id, record) -> words.put(id, record.status()));
      return words;
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void bitsThatAreTurnedBackAreRefunded(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int shortened = 0;
    for (int i = 0; i < GRAPHS; i++) {
      Certified graph = new Certified(random.split());
      Map<String, NodeStatus> before = graph.words();
      Set<String> expired = new HashSet<>();
      Map<String, BinaryAttributes> attributes = graph.topics.attributes();
      for (int k = 0; k < 3; k++) {
        for (NodeCertificate said : graph.apply(graph.deployment.attributes())) {
          shortened += said.status() instanceof NodeStatus.Certified ? 1 : 0;
          if (said.status() instanceof NodeStatus.Pending) {
            expired.add(said.nodeId());
          }
        }
      }

      attributes.forEach(
          (id, ones) ->
              graph.apply(
                  new GraphUpdate(List.of(new GraphOp.PutNode(id, ones, OptionalInt.empty())))));

      Map<String, NodeStatus> after = graph.words();
      expired.forEach(before::remove);
      expired.forEach(after::remove);
      before.values().removeIf(status -> !(status instanceof NodeStatus.Certified));
      after.keySet().retainAll(before.keySet());
      assertThat(after).isEqualTo(before);
    }
    assertThat(shortened).isPositive();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aRestartInADisplacedStateGoesOnWithTheSameWords(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int displaced = 0;
    for (int i = 0; i < GRAPHS; i++) {
      Certified graph = new Certified(random.split());
      for (int k = 0; k < 30; k++) {
        graph.apply(graph.deployment.attributes());
        if (k % 7 == 3) {
          graph.certify();
        }
      }
      GraphSession restored = graph.deployment.restore(graph.topics.restored());
      for (int k = 0; k < 12; k++) {
        GraphUpdate update = k % 4 == 3 ? graph.deployment.update() : graph.deployment.attributes();
        ApplyOutcome outcome = graph.session.apply(update);
        ApplyOutcome again = restored.apply(update);
        assertThat(again.getClass()).isEqualTo(outcome.getClass());
        SessionOutput output = graph.session.speak();
        assertThat(restored.speak().certificates()).isEqualTo(output.certificates());
        if (!output.isEmpty()) {
          displaced += graph.session.certificate().survival().map(Survival::displaced).orElse(0);
        }
      }
      assertThat(restored.counts()).isEqualTo(graph.session.counts());
    }
    assertThat(displaced).isPositive();
  }

  /** Whoever keeps a certificate would be sampled to the same votes on the graph after it. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aChangeOfStructureRevokesWhomItReachesAndTheOthersVotesStayTheSame(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int kept = 0;
    int revoked = 0;
    for (int i = 0; i < GRAPHS; i++) {
      Certified graph = new Certified(random.split());
      for (int k = 0; k < 4; k++) {
        Map<Long, List<Long>> before = votes(graph);
        List<NodeCertificate> said = graph.apply(graph.deployment.structure());
        Set<Long> pending = new HashSet<>();
        said.forEach(record -> pending.add(record.ordinal()));
        Map<Long, List<Long>> after = votes(graph);
        for (NodeCertificate record : graph.topics.certificates().values()) {
          if (record.status() instanceof NodeStatus.Certified) {
            assertThat(pending).doesNotContain(record.ordinal());
            assertThat(after.get(record.ordinal())).isEqualTo(before.get(record.ordinal()));
            kept++;
          }
        }
        revoked += said.size();
        graph.certify();
      }
    }
    assertThat(kept).isPositive();
    assertThat(revoked).isPositive();
  }

  private static Map<Long, List<Long>> votes(Certified graph) {
    Map<Long, List<Long>> votes = new HashMap<>();
    var epoch = graph.session.certificate().epoch();
    if (epoch.isEmpty()) {
      return votes;
    }
    LiveGraph live = graph.deployment.graph(graph.topics.restored());
    for (NodeCertificate record : graph.topics.certificates().values()) {
      Subgraph field = live.extract(List.of(record.ordinal()));
      SmoothingTask task =
          new SmoothingTask(
              field,
              epoch.get().schedule(),
              List.of(field.local(record.ordinal())),
              new SampleRange(0, 60),
              7);
      VoteTally tally = graph.deployment.smoother().smooth(task, () -> false).get(0);
      votes.put(
          record.ordinal(), IntStream.range(0, tally.classes()).mapToObj(tally::votes).toList());
    }
    return votes;
  }
}
