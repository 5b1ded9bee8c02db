package io.ringfence.stream;

import io.ringfence.certificates.BinaryNoiseSchedule;
import io.ringfence.certificates.Budget;
import io.ringfence.certificates.Classifier;
import io.ringfence.certificates.NoiseLevel;
import io.ringfence.certificates.RealNoiseSchedule;
import io.ringfence.certificates.statistics.Accumulator;
import io.ringfence.certificates.statistics.Statistic;
import io.ringfence.engine.CertificationSettings;
import io.ringfence.engine.Confidence;
import io.ringfence.engine.EpochPlanner;
import io.ringfence.engine.MasterSeed;
import io.ringfence.engine.SamplingRule;
import io.ringfence.engine.Smoother;
import io.ringfence.graph.AttributeSpec;
import io.ringfence.graph.GraphLimits;
import io.ringfence.graph.ReceptiveField;
import io.ringfence.graph.RegionAssignment;
import io.ringfence.graph.SmoothingTask;
import io.ringfence.graph.Subgraph;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** A deployment with one region and a model of one hop that always votes for class 1. */
final class TestEngine {

  static final int ATTRIBUTES = 4;

  private TestEngine() {}

  static CertificationSettings settings() {
    return settings(AttributeSpec.Kind.BINARY);
  }

  static CertificationSettings settings(AttributeSpec.Kind kind) {
    return new CertificationSettings(
        "settings-1",
        "model-1",
        new AttributeSpec(kind, ATTRIBUTES),
        new ReceptiveField(1, 1),
        GraphLimits.DEFAULT,
        new Confidence(0.01, Confidence.Scope.JOINT, Confidence.Horizon.FOREVER),
        kind == AttributeSpec.Kind.REAL
            ? Optional.of(RealNoiseSchedule.Kind.GAUSSIAN)
            : Optional.empty(),
        SamplingRule.fixed(Classifier.VOTES, 50, 1000),
        4,
        List.of(new Budget(0, 1), new Budget(1, 0)),
        Duration.ofSeconds(1),
        2.0);
  }

  static SessionFactory factory() {
    return new SessionFactory(settings(), TestEngine::plan, new MasterSeed(7));
  }

  /** Certain of class 1. */
  static Smoother smoother() {
    return smoother(() -> {});
  }

  /** Certain of class 1, once something has been done. */
  static Smoother smoother(Runnable first) {
    return new Smoother() {
      @Override
      public <T> List<T> smooth(
          SmoothingTask task, Statistic<T> statistic, BooleanSupplier cancelled) {
        first.run();
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

  static EpochPlanner.EpochPlan plan(Subgraph graph, List<String> nodeIds) {
    List<Integer> regionOf = IntStream.range(0, graph.nodes()).map(n -> 0).boxed().toList();
    RegionAssignment assignment =
        new RegionAssignment(
            1, regionOf, List.of(List.of(0)), Collections.nCopies(1, List.of(0.0)));
    return new EpochPlanner.EpochPlan(
        assignment, BinaryNoiseSchedule.uniform(1, NoiseLevel.of(0.05, 0.6)));
  }
}
