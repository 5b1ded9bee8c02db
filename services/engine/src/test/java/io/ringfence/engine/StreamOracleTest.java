package io.ringfence.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.certificates.AttackBudget;
import io.ringfence.certificates.BinaryNoiseSchedule;
import io.ringfence.certificates.Budget;
import io.ringfence.certificates.Classifier;
import io.ringfence.certificates.NoiseLevel;
import io.ringfence.certificates.Radii;
import io.ringfence.graph.AttributeSpec;
import io.ringfence.graph.BinaryAttributes;
import io.ringfence.graph.GraphLimits;
import io.ringfence.graph.GraphOp;
import io.ringfence.graph.GraphUpdate;
import io.ringfence.graph.ReceptiveField;
import io.ringfence.graph.RegionAssignment;
import io.ringfence.graph.Subgraph;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Replays random update streams on graphs so small that every noisy graph can be enumerated, with
 * certifications overtaken by updates, epochs and restarts, and checks after every committed output
 * that each CERTIFIED record and each collective number is true of the graph as it is.
 */
class StreamOracleTest {

  private static final int DIMENSION = 2;
  private static final int MOST_NODES = 6;
  private static final int STREAMS_PER_SEED = Integer.getInteger("ringfence.oracle.streams", 40);
  private static final int STEPS = 60;
  private static final List<AttackBudget> GRID =
      List.of(new Budget(0, 1), new Budget(1, 0), new Budget(1, 1), new Budget(0, 2));

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void everyCertifiedRecordIsTrueOfTheCommittedGraph(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int certified = 0;
    for (int stream = 0; stream < STREAMS_PER_SEED; stream++) {
      certified += new Stream(random.split()).run();
    }
    assertThat(certified).as("records that said CERTIFIED and were checked").isPositive();
  }

  /** One session, its committed topics, and an adversarial schedule of what happens to it. */
  private static final class Stream {
    private final SplittableRandom random;
    private final TinyModel model;
    private final Smoother smoother;
    private final CertificationSettings settings;
    private final CommittedTopics topics = new CommittedTopics();
    private final MasterSeed seed;
    private GraphSession session;
    private List<Runnable> underWay = new ArrayList<>();
    private int checked;

    Stream(SplittableRandom random) {
      this.random = random;
      model = new TinyModel(DIMENSION, 2 + random.nextInt(2), random);
      smoother = new PlainSmoother(model);
      settings = settings(rule(random));
      seed = new MasterSeed(random.nextLong());
      session = GraphSession.empty("tiny", settings, this::plan, seed);
    }

    private static CertificationSettings settings(SamplingRule rule) {
      return new CertificationSettings(
          "settings",
          "model",
          new AttributeSpec(AttributeSpec.Kind.BINARY, DIMENSION),
          new ReceptiveField(1, 1),
          new GraphLimits(MOST_NODES, 100, 100, 10),
          new Confidence(0.01, Confidence.Scope.JOINT, Confidence.Horizon.FOREVER),
          Optional.empty(),
          rule,
          DIMENSION * MOST_NODES,
          GRID,
          Duration.ofSeconds(1),
          1.5);
    }

    /** Either classifier, every node with all samples or only until it is settled. */
    private static SamplingRule rule(SplittableRandom random) {
      Classifier classifier = random.nextBoolean() ? Classifier.VOTES : Classifier.SCORES;
      return random.nextBoolean()
          ? SamplingRule.fixed(classifier, 30, 400)
          : SamplingRule.adaptive(classifier, 30, 400, GRID);
    }

    int run() {
      for (int step = 0; step < STEPS; step++) {
        act();
        check();
      }
      return checked;
    }

    private void act() {
      switch (random.nextInt(8)) {
        case 0, 1, 2 -> update();
        case 3 -> commit(session.openEpochIfDue());
        case 4, 5 -> planOrFinish();
        case 6 -> planCollective();
        default -> seldom();
      }
    }

    private void seldom() {
      if (random.nextInt(4) == 0) {
        underWay = new ArrayList<>();
        session = GraphSession.restore("tiny", settings, this::plan, seed, topics.restored());
      } else if (random.nextInt(4) == 0 && session.counts().nodes() > 0) {
        commit(session.openEpoch());
      }
    }

    private void update() {
      List<GraphOp> ops =
          IntStream.rangeClosed(0, random.nextInt(3)).mapToObj(i -> randomOp()).toList();
      if (session.apply(new GraphUpdate(ops)) instanceof ApplyOutcome.Applied applied) {
        commit(applied.output());
      }
    }

    private GraphOp randomOp() {
      return switch (random.nextInt(9)) {
        case 0, 1 ->
            new GraphOp.PutNode(anyId(), new BinaryAttributes(anyBits()), OptionalInt.empty());
        case 2 -> new GraphOp.RemoveNode(anyId());
        case 3, 4 -> new GraphOp.PutEdge(anyId(), anyId());
        case 5 -> new GraphOp.RemoveEdge(anyId(), anyId());
        case 6, 7 -> new GraphOp.SetAttributes(anyId(), anyBits());
        default -> new GraphOp.ClearAttributes(anyId(), anyBits());
      };
    }

    private String anyId() {
      return "n" + random.nextInt(MOST_NODES);
    }

    private List<Integer> anyBits() {
      return IntStream.range(0, DIMENSION).filter(d -> random.nextInt(2) == 0).boxed().toList();
    }

    private void planOrFinish() {
      Optional<CertificationTask> task = session.plan(1 + random.nextInt(MOST_NODES));
      if (task.isPresent()) {
        CertificationResult result = task.get().run(smoother);
        underWay.add(() -> commit(session.settle(task.get(), result)));
      } else {
        finish();
      }
    }

    private void planCollective() {
      Optional<CollectiveTask> task = session.planCollective();
      task.ifPresent(
          planned -> {
            var result = planned.run();
            underWay.add(() -> commit(session.settle(planned, result)));
          });
      if (task.isEmpty()) {
        finish();
      }
    }

    private void finish() {
      if (!underWay.isEmpty()) {
        underWay.remove(random.nextInt(underWay.size())).run();
      }
    }

    private void commit(SessionOutput output) {
      topics.commit(session, output);
    }

    private EpochPlanner.EpochPlan plan(Subgraph graph, List<String> nodeIds) {
      int regions = 1 + random.nextInt(3);
      List<Integer> regionOf =
          IntStream.range(0, graph.nodes()).mapToObj(n -> random.nextInt(regions)).toList();
      List<List<Integer>> ranks = new ArrayList<>();
      List<List<Double>> distances = new ArrayList<>();
      List<List<NoiseLevel>> rows = new ArrayList<>();
      for (int c = 0; c < regions; c++) {
        int own = c;
        ranks.add(
            IntStream.range(0, regions).mapToObj(j -> (j - own + regions) % regions).toList());
        distances.add(
            IntStream.range(0, regions).mapToObj(j -> (double) (j == own ? 0 : 1)).toList());
        rows.add(IntStream.range(0, regions).mapToObj(j -> randomLevel()).toList());
      }
      return new EpochPlanner.EpochPlan(
          new RegionAssignment(regions, regionOf, ranks, distances), BinaryNoiseSchedule.of(rows));
    }

    private NoiseLevel randomLevel() {
      double addition = random.nextInt(8) == 0 ? 0 : random.nextDouble() * 0.4;
      double deletion = random.nextInt(8) == 0 ? 0 : random.nextDouble() * 0.8;
      return NoiseLevel.of(addition, deletion);
    }

    private void check() {
      Subgraph graph = session.whole();
      if (graph.nodes() == 0 || session.certificate().epoch().isEmpty()) {
        return;
      }
      BinaryNoiseSchedule schedule =
          BinaryNoiseSchedule.require(session.certificate().epoch().get().schedule());
      EnumerationOracle oracle =
          new EnumerationOracle(model, graph, schedule, settings.sampling().classifier());
      for (NodeCertificate record : topics.certificates().values()) {
        if (record.status() instanceof NodeStatus.Certified certified) {
          checkRecord(oracle, graph.local(record.ordinal()), certified);
        }
      }
      topics.graph().ifPresent(record -> checkGraph(oracle, record));
    }

    private void checkRecord(EnumerationOracle oracle, int node, NodeStatus.Certified certified) {
      assertThat(oracle.prediction(node)).isEqualTo(certified.bound().predictedClass());
      Radii radii = (Radii) certified.radii();
      assertThat(oracle.survives(node, new Budget(radii.additions(), 0))).isTrue();
      assertThat(oracle.survives(node, new Budget(0, radii.deletions()))).isTrue();
      checked++;
    }

    private void checkGraph(EnumerationOracle oracle, GraphCertificate record) {
      assertThat(record.version()).isEqualTo(session.version());
      for (CollectiveCell cell : record.cells()) {
        assertThat(cell.certified()).isGreaterThanOrEqualTo(cell.naive());
        assertThat(oracle.fewestUnchanged((Budget) cell.budget()))
            .isGreaterThanOrEqualTo(cell.certified());
      }
    }
  }
}
