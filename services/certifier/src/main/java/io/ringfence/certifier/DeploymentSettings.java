package io.ringfence.certifier;

import io.ringfence.certificates.Budget;
import io.ringfence.certifier.configuration.CertifierConfiguration;
import io.ringfence.engine.CertificationSettings;
import io.ringfence.engine.Confidence;
import io.ringfence.engine.MasterSeed;
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
        new AttributeSpec(AttributeSpec.Kind.BINARY, bundle.model().attributes()),
        bundle.model().receptiveField(),
        new GraphLimits(limits.nodes(), limits.edges(), limits.degree(), limits.nodeIdBytes()),
        confidence(configuration.confidence()),
        configuration.smoothing().samples(),
        configuration.smoothing().selectionSamples(),
        RADIUS_CAP,
        grid(configuration.collective().grid()),
        configuration.collective().timeLimit(),
        configuration.epoch().growth());
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

  private static List<Budget> grid(CertifierConfiguration.Grid grid) {
    List<Budget> budgets = new ArrayList<>();
    for (int additions = 0; additions <= grid.additions(); additions++) {
      for (int deletions = 0; deletions <= grid.deletions(); deletions++) {
        budgets.add(new Budget(additions, deletions));
      }
    }
    return budgets;
  }

  /** Two deployments with the same fingerprint smooth alike and promise alike. */
  private static String fingerprint(CertifierConfiguration configuration, ModelBundle bundle) {
    String text =
        String.join(
            "\n",
            bundle.fingerprint(),
            configuration.regions().toString(),
            configuration.noise().toString(),
            configuration.confidence().toString());
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(
          "This Java runtime lacks SHA-256, which every one must have.", e);
    }
  }

  /** The configured seed, or one that nobody can foresee. */
  static MasterSeed seed(CertifierConfiguration.Smoothing smoothing) {
    return new MasterSeed(smoothing.seed().orElseGet(() -> new SecureRandom().nextLong()));
  }
}
