package io.ringfence.integration.truth;

import io.ringfence.certificates.AttackBudget;
import io.ringfence.certificates.BinaryNoiseSchedule;
import io.ringfence.certificates.Budget;
import io.ringfence.certificates.Classifier;
import io.ringfence.certificates.NoiseLevel;
import io.ringfence.engine.CertificationSettings;
import io.ringfence.engine.Confidence;
import io.ringfence.engine.EpochPlanner;
import io.ringfence.engine.MasterSeed;
import io.ringfence.engine.SamplingRule;
import io.ringfence.engine.Smoother;
import io.ringfence.graph.AttributeSpec;
import io.ringfence.graph.GraphLimits;
import io.ringfence.graph.RegionAssignment;
import io.ringfence.graph.Subgraph;
import io.ringfence.integration.committed.PlainGraph;
import io.ringfence.smoothing.Model;
import io.ringfence.smoothing.MonteCarloSmoother;
import io.ringfence.stream.SessionFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** What a certifier of tiny graphs is made of: a random network, random epochs. */
final class TinyDeployment {

  static final PlainGraph.Rules RULES =
      new PlainGraph.Rules(
          TinyNetwork.ATTRIBUTES, 4, 5, 3, TinyNetwork.ATTRIBUTES, 4 * TinyNetwork.ATTRIBUTES, 10);

  /**
   * Of one graph, for ever. By bad luck a thousand streams then hold a wrong certificate with a
   * probability of at most 10^-9: one that is found is a fault.
   */
  private static final double ALPHA = 1e-12;

  private static final int SELECTION = 32;
  private static final int SAMPLES = 512;
  private static final double EPOCH_GROWTH = 1.5;
  private static final List<AttackBudget> GRID =
      List.of(new Budget(0, 1), new Budget(1, 0), new Budget(1, 1), new Budget(0, 2));

  private final TinyNetwork network;
  private final Classifier classifier;
  private final boolean adaptive;
  private final MasterSeed seed;
  private final SplittableRandom random;

  TinyDeployment(Classifier classifier, boolean adaptive, SplittableRandom random) {
    this.classifier = classifier;
    this.adaptive = adaptive;
    this.random = random;
    network = TinyNetwork.lively(random);
    seed = new MasterSeed(random.nextLong());
  }

  String name() {
    return classifier.name().toLowerCase(Locale.ROOT) + (adaptive ? "-adaptive" : "-fixed");
  }

  TinyNetwork network() {
    return network;
  }

  boolean votes() {
    return classifier == Classifier.VOTES;
  }

  /**
   * @param fingerprint another one than before begins a new epoch of every graph
   */
  SessionFactory sessions(String fingerprint) {
    return new SessionFactory(settings(fingerprint), this::plan, seed);
  }

  private CertificationSettings settings(String fingerprint) {
    return new CertificationSettings(
        fingerprint,
        "model",
        new AttributeSpec(AttributeSpec.Kind.BINARY, RULES.attributes()),
        network.model().receptiveField(),
        new GraphLimits(
            RULES.nodes(),
            RULES.edges(),
            RULES.degree(),
            RULES.nodeOnes(),
            RULES.ones(),
            RULES.nodeIdBytes()),
        new Confidence(ALPHA, Confidence.Scope.JOINT, Confidence.Horizon.FOREVER),
        Optional.empty(),
        adaptive
            ? SamplingRule.adaptive(classifier, SELECTION, SAMPLES, GRID)
            : SamplingRule.fixed(classifier, SELECTION, SAMPLES),
        RULES.attributes() * RULES.nodes(),
        GRID,
        Duration.ofSeconds(1),
        EPOCH_GROWTH);
  }

  Smoother smoother() {
    Model model = network.model();
    return new MonteCarloSmoother(model)::smooth;
  }

  private synchronized EpochPlanner.EpochPlan plan(Subgraph graph, List<String> nodeIds) {
    int regions = 1 + random.nextInt(3);
    List<Integer> regionOf =
        IntStream.range(0, graph.nodes()).mapToObj(n -> random.nextInt(regions)).toList();
    List<List<Integer>> ranks = new ArrayList<>();
    List<List<Double>> distances = new ArrayList<>();
    List<List<NoiseLevel>> rows = new ArrayList<>();
    for (int own = 0; own < regions; own++) {
      int c = own;
      ranks.add(IntStream.range(0, regions).mapToObj(j -> (j - c + regions) % regions).toList());
      distances.add(IntStream.range(0, regions).mapToObj(j -> j == c ? 0.0 : 1.0).toList());
      rows.add(IntStream.range(0, regions).mapToObj(j -> level()).toList());
    }
    return new EpochPlanner.EpochPlan(
        new RegionAssignment(regions, regionOf, ranks, distances), BinaryNoiseSchedule.of(rows));
  }

  private NoiseLevel level() {
    double addition = random.nextInt(8) == 0 ? 0 : random.nextDouble() * 0.4;
    double deletion = random.nextInt(8) == 0 ? 0 : random.nextDouble() * 0.8;
    return NoiseLevel.of(addition, deletion);
  }
}
