package io.ringfence.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.certificates.AttackBudget;
import io.ringfence.certificates.Classifier;
import io.ringfence.certificates.Distance;
import io.ringfence.certificates.RealNoiseSchedule;
import io.ringfence.certificates.RealNoiseSchedule.Kind;
import io.ringfence.certificates.statistics.Accumulator;
import io.ringfence.certificates.statistics.Statistic;
import io.ringfence.graph.AttributeSpec;
import io.ringfence.graph.GraphLimits;
import io.ringfence.graph.GraphOp;
import io.ringfence.graph.GraphUpdate;
import io.ringfence.graph.RealAttributes;
import io.ringfence.graph.ReceptiveField;
import io.ringfence.graph.RegionAssignment;
import io.ringfence.graph.SmoothingTask;
import io.ringfence.graph.Subgraph;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A session over real-valued attributes, with a model that is certain of class 1. */
class RealSessionTest {

  private static final List<AttackBudget> GRID = List.of(new Distance(0.1), new Distance(100));

  @ParameterizedTest
  @EnumSource(Kind.class)
  void nodesAreCertifiedByDistanceAndAChangedValueMakesThemWait(Kind kind) {
    CertificationSettings settings = settings(kind);
    MasterSeed seed = new MasterSeed(3);
    CommittedTopics topics = new CommittedTopics();
    GraphSession session =
        GraphSession.empty("real", settings, (graph, ids) -> plan(kind, graph), seed);
    apply(session, topics, put("a"), put("b"), put("c"), new GraphOp.PutEdge("a", "b"));

    certify(session, topics);

    assertThat(session.counts()).isEqualTo(new StatusCounts(3, 0, 0));
    for (NodeCertificate record : topics.certificates().values()) {
      NodeStatus.Certified certified = (NodeStatus.Certified) record.status();
      assertThat(((Distance) certified.radii()).value()).isBetween(0.1, 100.0);
    }
    assertThat(session.certificate().cells())
        .extracting(CollectiveCell::certified)
        .containsExactly(3, 0);

    apply(session, topics, new GraphOp.SetValues("a", Map.of(0, 0.75f)));

    assertThat(session.counts()).isEqualTo(new StatusCounts(1, 2, 0));
    GraphSession restored =
        GraphSession.restore(
            "real", settings, (graph, ids) -> plan(kind, graph), seed, topics.restored());
    assertThat(restored.counts()).isEqualTo(new StatusCounts(1, 2, 0));
    certify(restored, topics);
    assertThat(restored.counts()).isEqualTo(new StatusCounts(3, 0, 0));
  }

  private static void certify(GraphSession session, CommittedTopics topics) {
    topics.commit(session, session.openEpochIfDue());
    CertificationTask task = session.plan(10).orElseThrow();
    topics.commit(session, session.settle(task, task.run(new Certain())));
    CollectiveTask collective = session.planCollective().orElseThrow();
    topics.commit(session, session.settle(collective, collective.run()));
  }

  private static void apply(GraphSession session, CommittedTopics topics, GraphOp... ops) {
    session.apply(new GraphUpdate(List.of(ops)));
    topics.commit(session, session.speak());
  }

  private static GraphOp put(String id) {
    return new GraphOp.PutNode(id, new RealAttributes(List.of(0.5f, -1f)), OptionalInt.empty());
  }

  private static EpochPlanner.EpochPlan plan(Kind kind, Subgraph graph) {
    RegionAssignment one =
        new RegionAssignment(
            1, Collections.nCopies(graph.nodes(), 0), List.of(List.of(0)), List.of(List.of(0.0)));
    return new EpochPlanner.EpochPlan(one, RealNoiseSchedule.uniform(kind, 1, 0.5));
  }

  private static CertificationSettings settings(Kind kind) {
    return new CertificationSettings(
        "settings",
        "model",
        new AttributeSpec(AttributeSpec.Kind.REAL, 2),
        new ReceptiveField(1, 1),
        GraphLimits.DEFAULT,
        new Confidence(0.01, Confidence.Scope.JOINT, Confidence.Horizon.FOREVER),
        Optional.of(kind),
        SamplingRule.adaptive(Classifier.VOTES, 20, 800, List.of(new Distance(0.1))),
        10,
        GRID,
        Duration.ofSeconds(1),
        2);
  }

  /** Certain of class 1. */
  private static final class Certain implements Smoother {
    @Override
    public <T> List<T> smooth(
        SmoothingTask task, Statistic<T> statistic, BooleanSupplier cancelled) {
      Accumulator<T> accumulator = statistic.accumulator(task.targets().size(), 2);
      for (int target = 0; target < task.targets().size(); target++) {
        for (int s = 0; s < task.samples().count(); s++) {
          accumulator.add(target, new double[] {0, 100});
        }
      }
      return accumulator.results();
    }
  }
}
