package io.ringfence.integration.poison;

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
import io.ringfence.smoothing.DenseLayer;
import io.ringfence.smoothing.GcnModel;
import io.ringfence.smoothing.MonteCarloSmoother;
import io.ringfence.smoothing.WeightMatrix;
import io.ringfence.stream.SessionFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** One region, and a model of one layer that counts ones. */
final class Deployment {

  private static final int ATTRIBUTES = Judge.RULES.attributes();
  private static final GcnModel MODEL = model();

  private Deployment() {}

  private static GcnModel model() {
    float[] weights = new float[2 * ATTRIBUTES];
    for (int d = 0; d < ATTRIBUTES; d++) {
      weights[2 * d] = 1;
    }
    WeightMatrix bias = WeightMatrix.owning(new float[] {0, 1}, 1, 2);
    return new GcnModel(
        List.of(new DenseLayer(WeightMatrix.owning(weights, ATTRIBUTES, 2), Optional.of(bias))));
  }

  static Smoother smoother() {
    return new MonteCarloSmoother(MODEL)::smooth;
  }

  static SessionFactory sessions() {
    return new SessionFactory(
        new CertificationSettings(
            "settings",
            "model",
            new AttributeSpec(AttributeSpec.Kind.BINARY, ATTRIBUTES),
            MODEL.receptiveField(),
            new GraphLimits(
                Judge.RULES.nodes(),
                Judge.RULES.edges(),
                Judge.RULES.degree(),
                Judge.RULES.nodeOnes(),
                Judge.RULES.ones(),
                Judge.RULES.nodeIdBytes()),
            new Confidence(0.01, Confidence.Scope.JOINT, Confidence.Horizon.FOREVER),
            Optional.empty(),
            SamplingRule.fixed(Classifier.VOTES, 20, 200),
            4,
            List.of(new Budget(0, 1)),
            Duration.ofSeconds(1),
            2.0),
        Deployment::plan,
        new MasterSeed(1));
  }

  private static EpochPlanner.EpochPlan plan(Subgraph graph, List<String> nodeIds) {
    List<Integer> regionOf = IntStream.range(0, graph.nodes()).mapToObj(n -> 0).toList();
    return new EpochPlanner.EpochPlan(
        new RegionAssignment(1, regionOf, List.of(List.of(0)), List.of(List.of(0.0))),
        BinaryNoiseSchedule.uniform(1, NoiseLevel.of(0.05, 0.6)));
  }
}
