package io.ringfence.cli.bench;

import io.ringfence.certificates.AttackBudget;
import io.ringfence.certificates.Budget;
import io.ringfence.engine.ApplyOutcome;
import io.ringfence.engine.CertificationResult;
import io.ringfence.engine.CertificationSettings;
import io.ringfence.engine.CertificationTask;
import io.ringfence.engine.Confidence;
import io.ringfence.engine.EpochPlanner;
import io.ringfence.engine.GraphSession;
import io.ringfence.engine.MasterSeed;
import io.ringfence.engine.SamplingRule;
import io.ringfence.engine.Smoother;
import io.ringfence.graph.GraphLimits;
import io.ringfence.graph.GraphOp;
import io.ringfence.graph.GraphUpdate;
import io.ringfence.graph.dataset.Dataset;
import io.ringfence.smoothing.Model;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** One graph session and what happens to it, without Kafka. Not thread-safe. */
final class LiveRun {

  /** What {@code serve} aims at unless told otherwise. */
  static final List<AttackBudget> TARGETS = List.of(new Budget(0, 3), new Budget(1, 0));

  private static final int OPS_PER_UPDATE = 1_000;
  private static final MasterSeed SEED = new MasterSeed(1);
  private static final int RADIUS_CAP = 32;

  private final GraphSession session;

  /** A session of which a whole graph has been made, in its first epoch, without certificates. */
  LiveRun(Dataset dataset, Model model, EpochPlanner planner, SamplingRule sampling) {
    session = GraphSession.empty("bench", settings(dataset, model, sampling), planner, SEED);
    load(dataset);
    session.openEpochIfDue();
  }

  private static CertificationSettings settings(
      Dataset dataset, Model model, SamplingRule sampling) {
    return new CertificationSettings(
        "bench",
        "bench",
        dataset.attributeSpec(),
        model.receptiveField(),
        GraphLimits.DEFAULT,
        new Confidence(0.01, Confidence.Scope.JOINT, Confidence.Horizon.FOREVER),
        Optional.empty(),
        sampling,
        RADIUS_CAP,
        List.of(),
        Duration.ofSeconds(1),
        2.0);
  }

  private void load(Dataset dataset) {
    List<GraphOp> ops = new ArrayList<>();
    for (int n = 0; n < dataset.nodes(); n++) {
      ops.add(new GraphOp.PutNode(dataset.nodeId(n), dataset.attributesOf(n), OptionalInt.empty()));
      applyFull(ops, OPS_PER_UPDATE);
    }
    for (int n = 0; n < dataset.nodes(); n++) {
      for (int k = dataset.adjacency().start(n); k < dataset.adjacency().end(n); k++) {
        int other = dataset.adjacency().column(k);
        if (other > n) {
          ops.add(new GraphOp.PutEdge(dataset.nodeId(n), dataset.nodeId(other)));
          applyFull(ops, OPS_PER_UPDATE);
        }
      }
    }
    applyFull(ops, 1);
  }

  private void applyFull(List<GraphOp> ops, int full) {
    if (ops.size() >= full) {
      apply(new GraphUpdate(List.copyOf(ops)));
      ops.clear();
    }
  }

  GraphSession session() {
    return session;
  }

  /** One transaction. */
  void apply(GraphUpdate update) {
    apply(List.of(update));
  }

  /** Updates that are committed together. */
  void apply(List<GraphUpdate> updates) {
    for (GraphUpdate update : updates) {
      if (session.apply(update) instanceof ApplyOutcome.Rejected rejected) {
        throw new IllegalStateException("The graph refused an update: " + rejected.message());
      }
    }
    session.speak();
  }

  /**
   * What certifying took.
   *
   * @param nodes that were certified
   * @param fieldNodes nodes of their receptive fields together
   */
  record Work(int nodes, int fieldNodes, WorkClock.Seconds seconds) {

    static final Work NONE = new Work(0, 0, WorkClock.Seconds.NONE);
  }

  /** Certifies every node that has no word and leaves all certificates in force alone. */
  Work certify(Smoother smoother) {
    WorkClock clock = new WorkClock();
    int waiting = session.counts().pending();
    Optional<CertificationTask> planned = waiting == 0 ? Optional.empty() : session.plan(waiting);
    if (planned.isEmpty()) {
      return Work.NONE;
    }
    CertificationTask task = planned.get();
    CertificationResult result = task.run(smoother);
    session.settle(task, result);
    return new Work(task.nodes(), task.fieldNodes(), clock.stop());
  }
}
