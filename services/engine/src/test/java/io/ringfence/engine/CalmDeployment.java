package io.ringfence.engine;

import io.ringfence.certificates.BinaryNoiseSchedule;
import io.ringfence.certificates.Classifier;
import io.ringfence.certificates.NoiseLevel;
import io.ringfence.certificates.statistics.Accumulator;
import io.ringfence.certificates.statistics.Statistic;
import io.ringfence.graph.AttributeSpec;
import io.ringfence.graph.BinaryAttributes;
import io.ringfence.graph.GraphLimits;
import io.ringfence.graph.GraphOp;
import io.ringfence.graph.GraphUpdate;
import io.ringfence.graph.ReceptiveField;
import io.ringfence.graph.RegionAssignment;
import io.ringfence.graph.SmoothingTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;

/** One region and a model of one hop that is always certain, so that only the planning varies. */
final class CalmDeployment {

  static final AttributeSpec BITS = new AttributeSpec(AttributeSpec.Kind.BINARY, 4);
  static final GraphLimits LIMITS = new GraphLimits(1000, 1000, 1000, 100, 10_000, 10);
  static final ReceptiveField ONE_HOP = new ReceptiveField(1, 1);

  private CalmDeployment() {}

  /**
   * The session of a graph of nodes {@code n0}, {@code n1}, … without edges, in its first epoch.
   */
  static GraphSession session(int nodes) {
    return session(nodes, settings(4, 1.1, RenewalRule.DEFAULT), NoiseLevel.of(0.05, 0.6));
  }

  /** The same with wide radii, renewed at the first loss, and room for as many nodes again. */
  static GraphSession eagerSession(int nodes) {
    return session(nodes, settings(20, 2, new RenewalRule(1, 1)), NoiseLevel.of(0.3, 0.3));
  }

  private static GraphSession session(int nodes, CertificationSettings settings, NoiseLevel noise) {
    GraphSession session =
        GraphSession.empty("calm", settings, (graph, ids) -> plan(graph.nodes(), noise), seed());
    apply(session, nodes(0, nodes));
    session.openEpochIfDue();
    return session;
  }

  private static MasterSeed seed() {
    return new MasterSeed(5);
  }

  private static CertificationSettings settings(int radiusCap, double growth, RenewalRule renewal) {
    return new CertificationSettings(
        "settings",
        "model",
        BITS,
        ONE_HOP,
        LIMITS,
        new Confidence(0.01, Confidence.Scope.JOINT, Confidence.Horizon.FOREVER),
        Optional.empty(),
        SamplingRule.fixed(Classifier.VOTES, 10, 1000),
        radiusCap,
        List.of(),
        Duration.ofSeconds(1),
        growth,
        renewal);
  }

  private static EpochPlanner.EpochPlan plan(int nodes, NoiseLevel noise) {
    return new EpochPlanner.EpochPlan(
        new RegionAssignment(
            1, Collections.nCopies(nodes, 0), List.of(List.of(0)), List.of(List.of(0.0))),
        BinaryNoiseSchedule.uniform(1, noise));
  }

  static List<GraphOp> nodes(int first, int end) {
    List<GraphOp> ops = new ArrayList<>();
    for (int node = first; node < end; node++) {
      ops.add(
          new GraphOp.PutNode("n" + node, new BinaryAttributes(List.of(0)), OptionalInt.empty()));
    }
    return ops;
  }

  /** A chain through nodes: each of them has another neighbourhood afterwards. */
  static List<GraphOp> chain(int first, int end) {
    List<GraphOp> ops = new ArrayList<>();
    for (int node = first; node < end - 1; node++) {
      ops.add(new GraphOp.PutEdge("n" + node, "n" + (node + 1)));
    }
    return ops;
  }

  /** Takes a chain apart. */
  static List<GraphOp> cut(int first, int end) {
    List<GraphOp> ops = new ArrayList<>();
    for (int node = first; node < end - 1; node++) {
      ops.add(new GraphOp.RemoveEdge("n" + node, "n" + (node + 1)));
    }
    return ops;
  }

  static SessionOutput apply(GraphSession session, List<GraphOp> ops) {
    session.apply(new GraphUpdate(ops));
    return session.speak();
  }

  static SessionOutput finish(GraphSession session, CertificationTask task) {
    return session.settle(task, task.run(smoother()));
  }

  /** Certifies until nobody waits who may go. */
  static void certifyAll(GraphSession session) {
    for (Optional<CertificationTask> task = session.plan(1000);
        task.isPresent();
        task = session.plan(1000)) {
      finish(session, task.get());
    }
  }

  /** Certain of class 1. */
  static Smoother smoother() {
    return new Smoother() {
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
    };
  }
}
