package io.ringfence.certifier;

import io.ringfence.certificates.AttackBudget;
import io.ringfence.certificates.Budget;
import io.ringfence.certificates.Classifier;
import io.ringfence.certificates.Distance;
import io.ringfence.certificates.RealNoiseSchedule;
import io.ringfence.certifier.configuration.CertifierConfiguration;
import io.ringfence.engine.CertificationSettings;
import io.ringfence.engine.Confidence;
import io.ringfence.engine.MasterSeed;
import io.ringfence.engine.RenewalRule;
import io.ringfence.engine.SamplingRule;
import io.ringfence.graph.AttributeSpec;
import io.ringfence.graph.GraphLimits;
import io.ringfence.smoothing.ModelBundle;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Turns the configuration and the model into what the engine wants to know. */
final class DeploymentSettings {

  private static final int RADIUS_CAP = 100;

  private DeploymentSettings() {}

  static CertificationSettings certification(
      CertifierConfiguration configuration, ModelBundle bundle) {
    CertifierConfiguration.Graph limits = configuration.graph();
    return new CertificationSettings(
        fingerprint(configuration, bundle),
        bundle.fingerprint(),
        new AttributeSpec(
            realNoise(configuration.noise()).isPresent()
                ? AttributeSpec.Kind.REAL
                : AttributeSpec.Kind.BINARY,
            bundle.model().attributes()),
        bundle.model().receptiveField(),
        new GraphLimits(
            limits.nodes(),
            limits.edges(),
            limits.degree(),
            limits.nodeAttributes(),
            limits.attributes(),
            limits.nodeIdBytes()),
        confidence(configuration.confidence()),
        realNoise(configuration.noise()),
        sampling(configuration),
        RADIUS_CAP,
        grid(configuration),
        configuration.collective().timeLimit(),
        configuration.epoch().growth(),
        new RenewalRule(
            configuration.certification().renewal().share(),
            configuration.certification().renewal().abstainedBits()));
  }

  private static Confidence confidence(CertifierConfiguration.Confidence confidence) {
    return new Confidence(
        confidence.alpha(),
        switch (confidence.scope()) {
          case JOINT -> Confidence.Scope.JOINT;
          case NODE -> Confidence.Scope.NODE;
        },
        switch (confidence.time()) {
          case FOREVER -> Confidence.Horizon.FOREVER;
          case VERSION -> Confidence.Horizon.VERSION;
        });
  }

  private static Optional<RealNoiseSchedule.Kind> realNoise(CertifierConfiguration.Noise noise) {
    return switch (noise.kind()) {
      case BINARY -> Optional.empty();
      case GAUSSIAN -> Optional.of(RealNoiseSchedule.Kind.GAUSSIAN);
      case UNIFORM -> Optional.of(RealNoiseSchedule.Kind.UNIFORM);
    };
  }

  private static SamplingRule sampling(CertifierConfiguration configuration) {
    CertifierConfiguration.Smoothing smoothing = configuration.smoothing();
    Classifier classifier =
        switch (configuration.classifier()) {
          case VOTES -> Classifier.VOTES;
          case SCORES -> Classifier.SCORES;
        };
    if (!smoothing.adaptive()) {
      return SamplingRule.fixed(classifier, smoothing.selectionSamples(), smoothing.samples());
    }
    boolean bits = realNoise(configuration.noise()).isEmpty();
    List<AttackBudget> targets = new ArrayList<>();
    for (String budget : smoothing.targetBudgets().split(";", -1)) {
      targets.add(bits ? Budget.parse(budget) : Distance.parse(budget));
    }
    return SamplingRule.adaptive(
        classifier, smoothing.selectionSamples(), smoothing.samples(), targets);
  }

  private static List<AttackBudget> grid(CertifierConfiguration configuration) {
    CertifierConfiguration.Grid grid = configuration.collective().grid();
    List<AttackBudget> budgets = new ArrayList<>();
    if (realNoise(configuration.noise()).isPresent()) {
      for (int step = 0; step <= grid.steps(); step++) {
        budgets.add(new Distance(grid.distance() * step / grid.steps()));
      }
      return budgets;
    }
    for (int additions = 0; additions <= grid.additions(); additions++) {
      for (int deletions = 0; deletions <= grid.deletions(); deletions++) {
        budgets.add(new Budget(additions, deletions));
      }
    }
    return budgets;
  }

  /**
   * Two deployments with the same fingerprint smooth alike and promise alike. What votes over bits
   * do not know is left out of theirs, so that certificates from before it was known stay in force.
   */
  private static String fingerprint(CertifierConfiguration configuration, ModelBundle bundle) {
    String text =
        String.join(
            "\n",
            bundle.fingerprint(),
            configuration.regions().toString(),
            noise(configuration.noise()),
            configuration.confidence().toString()
                + (configuration.classifier() == CertifierConfiguration.Classifier.SCORES
                    ? "\nSCORES"
                    : ""));
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(
          "This Java runtime lacks SHA-256, which every one must have.", e);
    }
  }

  private static String noise(CertifierConfiguration.Noise noise) {
    return noise.kind() == CertifierConfiguration.NoiseKind.BINARY
        ? "Noise[additions=%s, deletions=%s, schedule=%s]"
            .formatted(noise.additions(), noise.deletions(), noise.schedule())
        : "Noise[kind=%s, scales=%s, schedule=%s]"
            .formatted(noise.kind(), noise.scales(), noise.schedule());
  }

  /** The configured seed, or one that nobody can foresee. */
  static MasterSeed seed(CertifierConfiguration.Smoothing smoothing) {
    return new MasterSeed(smoothing.seed().orElseGet(() -> new SecureRandom().nextLong()));
  }
}
