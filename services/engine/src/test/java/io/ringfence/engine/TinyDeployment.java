package io.ringfence.engine;

import io.ringfence.certificates.AttackBudget;
import io.ringfence.certificates.BinaryNoiseSchedule;
import io.ringfence.certificates.Budget;
import io.ringfence.certificates.Classifier;
import io.ringfence.certificates.NoiseLevel;
import io.ringfence.graph.AttributeSpec;
import io.ringfence.graph.BinaryAttributes;
import io.ringfence.graph.GraphLimits;
import io.ringfence.graph.GraphOp;
import io.ringfence.graph.GraphUpdate;
import io.ringfence.graph.LiveGraph;
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

/**
 * A deployment so small that every noisy graph can be enumerated: a random model, random epochs,
 * random updates.
 */
final class TinyDeployment {

  static final int DIMENSION = 2;
  static final int MOST_NODES = 6;
  static final List<AttackBudget> GRID =
      List.of(new Budget(0, 1), new Budget(1, 0), new Budget(1, 1), new Budget(0, 2));

  private final SplittableRandom random;
  private final TinyModel model;
  private final CertificationSettings settings;
  private final MasterSeed seed;

  TinyDeployment(SplittableRandom random) {
    this.random = random;
    model = new TinyModel(DIMENSION, 2 + random.nextInt(2), random.nextBoolean(), random);
    settings = settings(model.field(), rule(random));
    seed = new MasterSeed(random.nextLong());
  }

  TinyModel model() {
    return model;
  }

  Smoother smoother() {
    return new PlainSmoother(model);
  }

  GraphSession empty() {
    return GraphSession.empty("tiny", settings, this::plan, seed);
  }

  GraphSession restore(RestoredGraph restored) {
    return GraphSession.restore("tiny", settings, this::plan, seed, restored);
  }

  private static CertificationSettings settings(ReceptiveField field, SamplingRule rule) {
    return new CertificationSettings(
        "settings",
        "model",
        new AttributeSpec(AttributeSpec.Kind.BINARY, DIMENSION),
        field,
        new GraphLimits(MOST_NODES, 100, 100, 100, 10_000, 10),
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

  Classifier classifier() {
    return settings.sampling().classifier();
  }

  GraphUpdate update() {
    return new GraphUpdate(
        IntStream.rangeClosed(0, random.nextInt(3)).mapToObj(i -> randomOp()).toList());
  }

  /** Comes and goes, without a change of bits. */
  GraphUpdate structure() {
    return new GraphUpdate(
        List.of(
            switch (random.nextInt(6)) {
              case 0 -> new GraphOp.RemoveNode(anyId());
              case 1, 2 -> new GraphOp.RemoveEdge(anyId(), anyId());
              default -> new GraphOp.PutEdge(anyId(), anyId());
            }));
  }

  /** The graph as the topics keep it. */
  LiveGraph graph(RestoredGraph restored) {
    return LiveGraph.restore(
        settings.attributes(),
        settings.limits(),
        settings.field(),
        restored.nodes(),
        restored.edges(),
        restored.meta().version(),
        restored.meta().nextOrdinal(),
        restored.ledger().map(EpochLedger::epoch));
  }

  /** Turns some bits of a node that may or may not exist. */
  GraphUpdate attributes() {
    return new GraphUpdate(
        List.of(
            random.nextBoolean()
                ? new GraphOp.SetAttributes(anyId(), anyBits())
                : new GraphOp.ClearAttributes(anyId(), anyBits())));
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

  private EpochPlanner.EpochPlan plan(Subgraph graph, List<String> nodeIds) {
    int regions = 1 + random.nextInt(3);
    List<Integer> regionOf =
        IntStream.range(0, graph.nodes()).mapToObj(n -> random.nextInt(regions)).toList();
    List<List<Integer>> ranks = new ArrayList<>();
    List<List<Double>> distances = new ArrayList<>();
    List<List<NoiseLevel>> rows = new ArrayList<>();
    for (int c = 0; c < regions; c++) {
      int own = c;
      ranks.add(IntStream.range(0, regions).mapToObj(j -> (j - own + regions) % regions).toList());
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
}
