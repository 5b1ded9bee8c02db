package io.ringfence.benchmarks;

import io.ringfence.certificates.Budget;
import io.ringfence.certificates.Classifier;
import io.ringfence.certificates.VoteTally;
import io.ringfence.certificates.statistics.Statistic;
import io.ringfence.engine.CertificationSettings;
import io.ringfence.engine.CertificationTask;
import io.ringfence.engine.Confidence;
import io.ringfence.engine.EpochPlanner;
import io.ringfence.engine.GraphSession;
import io.ringfence.engine.MasterSeed;
import io.ringfence.engine.SamplingRule;
import io.ringfence.engine.Smoother;
import io.ringfence.graph.BinaryAttributes;
import io.ringfence.graph.GraphLimits;
import io.ringfence.graph.GraphOp;
import io.ringfence.graph.GraphUpdate;
import io.ringfence.graph.ReceptiveField;
import io.ringfence.graph.RegionAssignment;
import io.ringfence.graph.SmoothingTask;
import io.ringfence.graph.Subgraph;
import io.ringfence.graph.dataset.Dataset;
import io.ringfence.graph.dataset.GeneratorSettings;
import io.ringfence.graph.dataset.GraphGenerator;
import io.ringfence.graph.region.NoiseRange;
import io.ringfence.graph.region.NoiseSchedules;
import io.ringfence.graph.region.RegionPlanner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * A generated graph of 3,000 nodes, all certified. Votes are drawn up, not sampled: every node gets
 * 99.5 to 100 % of 100,000 votes.
 */
final class CertifiedGraph {

  private static final int NODES = 3_000;
  private static final int SAMPLES = 100_000;
  private static final int RADIUS_CAP = 100;

  private final Dataset dataset = GraphGenerator.generate(GeneratorSettings.ofSize(NODES, 1));
  private final SplittableRandom random = new SplittableRandom(1);

  GraphSession session() {
    GraphSession session = GraphSession.empty("bench", settings(), this::plan, new MasterSeed(7));
    session.apply(new GraphUpdate(ops()));
    session.speak();
    session.openEpochIfDue();
    Optional<CertificationTask> next = session.plan(NODES);
    while (next.isPresent()) {
      session.settle(next.get(), next.get().run(new DrawnUp()));
      next = session.plan(NODES);
    }
    return session;
  }

  private CertificationSettings settings() {
    return new CertificationSettings(
        "settings",
        "model",
        dataset.attributeSpec(),
        new ReceptiveField(2, 2),
        GraphLimits.DEFAULT,
        new Confidence(0.01, Confidence.Scope.JOINT, Confidence.Horizon.FOREVER),
        Optional.empty(),
        SamplingRule.fixed(Classifier.VOTES, 100, SAMPLES),
        RADIUS_CAP,
        List.of(new Budget(0, 5), new Budget(1, 0)),
        Duration.ofSeconds(1),
        2);
  }

  private EpochPlanner.EpochPlan plan(Subgraph graph, List<String> nodeIds) {
    RegionAssignment regions = RegionPlanner.balanced(5, 1).plan(graph.neighbours());
    return new EpochPlanner.EpochPlan(
        regions,
        NoiseSchedules.byRank(
            regions.ranks(), new NoiseRange(0.01, 0.05), new NoiseRange(0.6, 0.8)));
  }

  private List<GraphOp> ops() {
    List<GraphOp> ops = new ArrayList<>();
    for (int n = 0; n < dataset.nodes(); n++) {
      ops.add(new GraphOp.PutNode(dataset.nodeId(n), dataset.attributesOf(n), OptionalInt.empty()));
    }
    for (int n = 0; n < dataset.nodes(); n++) {
      for (int k = dataset.adjacency().start(n); k < dataset.adjacency().end(n); k++) {
        int other = dataset.adjacency().column(k);
        if (other > n) {
          ops.add(new GraphOp.PutEdge(dataset.nodeId(n), dataset.nodeId(other)));
        }
      }
    }
    return ops;
  }

  /** Turns bits over and back, so that at most {@code open} differ and none in the end. */
  List<GraphUpdate> thereAndBack(int updates, int open) {
    List<GraphUpdate> all = new ArrayList<>();
    while (all.size() < updates) {
      List<GraphUpdate> back = new ArrayList<>();
      for (int k = 0; k < open; k++) {
        int node = random.nextInt(dataset.nodes());
        List<Integer> bit = List.of(random.nextInt(dataset.attributeSpec().dimension()));
        List<Integer> ones = ((BinaryAttributes) dataset.attributesOf(node)).ones();
        GraphOp set = new GraphOp.SetAttributes(dataset.nodeId(node), bit);
        GraphOp clear = new GraphOp.ClearAttributes(dataset.nodeId(node), bit);
        boolean one = ones.contains(bit.get(0));
        all.add(new GraphUpdate(List.of(one ? clear : set)));
        back.add(new GraphUpdate(List.of(one ? set : clear)));
      }
      all.addAll(back);
    }
    return all;
  }

  /** Votes without a model. */
  private static final class DrawnUp implements Smoother {
    @Override
    @SuppressWarnings("unchecked") // statistics of votes are tallies
    public <T> List<T> smooth(
        SmoothingTask task, Statistic<T> statistic, BooleanSupplier cancelled) {
      List<T> tallies = new ArrayList<>();
      for (int target : task.targets()) {
        long samples = task.samples().count();
        long lost = samples * (task.subgraph().ordinal(target) % 16) / 3200;
        tallies.add((T) VoteTally.of(samples - lost, lost));
      }
      return tallies;
    }
  }
}
