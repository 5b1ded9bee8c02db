package io.ringfence.engine;

import io.ringfence.certificates.Budget;
import io.ringfence.certificates.Classifier;
import io.ringfence.certificates.VoteTally;
import io.ringfence.certificates.statistics.Statistic;
import io.ringfence.graph.BinaryAttributes;
import io.ringfence.graph.GraphLimits;
import io.ringfence.graph.GraphOp;
import io.ringfence.graph.GraphUpdate;
import io.ringfence.graph.ReceptiveField;
import io.ringfence.graph.RegionAssignment;
import io.ringfence.graph.SmoothingTask;
import io.ringfence.graph.Subgraph;
import io.ringfence.graph.dataset.Dataset;
import io.ringfence.graph.dataset.Datasets;
import io.ringfence.graph.region.NoiseRange;
import io.ringfence.graph.region.NoiseSchedules;
import io.ringfence.graph.region.RegionPlanner;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * Attribute updates per second through one session on one thread, without Kafka and without a
 * sample: apply, displace, judge, say. Argument: a dataset. Votes are drawn up, not sampled: every
 * node gets 99.5 to 100 % of 100,000 votes, so that all are certified.
 */
final class DisplacementBenchmark {

  private final Dataset dataset;
  private final GraphSession session;
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final SplittableRandom random = new SplittableRandom(1);

  private DisplacementBenchmark(Dataset dataset) {
    this.dataset = dataset;
    CertificationSettings settings =
        new CertificationSettings(
            "settings",
            "model",
            dataset.attributeSpec(),
            new ReceptiveField(2, 2),
            GraphLimits.DEFAULT,
            new Confidence(0.01, Confidence.Scope.JOINT, Confidence.Horizon.FOREVER),
            Optional.empty(),
            SamplingRule.fixed(Classifier.VOTES, 100, 100_000),
            32,
            List.of(new Budget(0, 5), new Budget(1, 0)),
            Duration.ofSeconds(1),
            1.5);
    session = GraphSession.empty("bench", settings, this::plan, new MasterSeed(7));
  }

  public static void main(String[] args) throws Exception {
    DisplacementBenchmark benchmark = new DisplacementBenchmark(Datasets.read(Path.of(args[0])));
    benchmark.load();
    if (args.length > 1) {
      for (int round = 0; round < 30; round++) {
        benchmark.walk(3_000, Integer.parseInt(args[1]));
        benchmark.certify();
      }
      return;
    }
    for (int round = 0; round < 5; round++) {
      benchmark.thereAndBack(20_000, 1, 1);
    }
    for (int round = 0; round < 5; round++) {
      benchmark.thereAndBack(50_000, 16, 500);
    }
    benchmark.thereAndBack(20_000, 16, 1);
    benchmark.walk(4_000, 500);
    benchmark.certify();
    benchmark.walk(2_000, 1);
  }

  private EpochPlanner.EpochPlan plan(Subgraph graph, List<String> nodeIds) {
    RegionAssignment regions = RegionPlanner.balanced(5, 1).plan(graph.neighbours());
    return new EpochPlanner.EpochPlan(
        regions,
        NoiseSchedules.byRank(
            regions.ranks(), new NoiseRange(0.01, 0.05), new NoiseRange(0.6, 0.8)));
  }

  private void load() {
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
    session.apply(new GraphUpdate(ops));
    session.speak();
    session.openEpochIfDue();
    certify();
  }

  private void certify() {
    session
        .plan(Integer.MAX_VALUE)
        .ifPresent(task -> session.settle(task, task.run(new DrawnUp())));
  }

  /** Turns bits over and back, so that at most {@code open} differ at any time. */
  private void thereAndBack(int updates, int open, int size) {
    List<GraphUpdate> batch = new ArrayList<>();
    for (int i = 0; i < updates / 2 / open; i++) {
      List<GraphUpdate> back = new ArrayList<>();
      for (int k = 0; k < open; k++) {
        int node = random.nextInt(dataset.nodes());
        int bit = random.nextInt(dataset.attributeSpec().dimension());
        boolean one = ((BinaryAttributes) dataset.attributesOf(node)).ones().contains(bit);
        GraphOp set = new GraphOp.SetAttributes(dataset.nodeId(node), List.of(bit));
        GraphOp clear = new GraphOp.ClearAttributes(dataset.nodeId(node), List.of(bit));
        batch.add(new GraphUpdate(List.of(one ? clear : set)));
        back.add(new GraphUpdate(List.of(one ? set : clear)));
      }
      batch.addAll(back);
    }
    run("there and back, " + open + " bits open, transactions of " + size, batch, size);
  }

  /** Deletes ones at random, without end and without a new sample. */
  private void walk(int updates, int size) {
    List<GraphUpdate> batch = new ArrayList<>();
    for (int i = 0; i < updates; i++) {
      int node = random.nextInt(dataset.nodes());
      List<Integer> ones = ((BinaryAttributes) dataset.attributesOf(node)).ones();
      if (!ones.isEmpty()) {
        batch.add(
            new GraphUpdate(
                List.of(
                    new GraphOp.ClearAttributes(
                        dataset.nodeId(node), List.of(ones.get(random.nextInt(ones.size())))))));
      }
    }
    run("one way, transactions of " + size, batch, size);
  }

  private void run(String name, List<GraphUpdate> updates, int batch) {
    long records = 0;
    long reached = 0;
    long expired = 0;
    double share = 0;
    long began = threads.getCurrentThreadCpuTime();
    for (int at = 0; at < updates.size(); at += batch) {
      int end = Math.min(updates.size(), at + batch);
      for (GraphUpdate update : updates.subList(at, end)) {
        session.apply(update);
      }
      records += session.speak().certificates().size();
      Survival survival = session.survival().orElseThrow();
      reached += survival.displaced() + survival.expired();
      expired += survival.expired();
      share += survival.share() * (end - at);
    }
    double seconds = (threads.getCurrentThreadCpuTime() - began) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "%s: %,.0f updates/s; per update %.1f certificates reached, %.2f expired, %.1f records; mean surviving share %.4f; certified now %d%n",
        name,
        updates.size() / seconds,
        (double) reached / updates.size(),
        (double) expired / updates.size(),
        (double) records / updates.size(),
        share / updates.size(),
        session.counts().certified());
  }

  /** Votes without a model. */
  private static final class DrawnUp implements Smoother {
    @Override
    @SuppressWarnings("unchecked")
    public <T> List<T> smooth(
        SmoothingTask task, Statistic<T> statistic, BooleanSupplier cancelled) {
      List<T> tallies = new ArrayList<>();
      for (int target : task.targets()) {
        long lost = task.samples().count() * (task.subgraph().ordinal(target) % 16) / 3200;
        tallies.add((T) VoteTally.of(task.samples().count() - lost, lost));
      }
      return tallies;
    }
  }
}
