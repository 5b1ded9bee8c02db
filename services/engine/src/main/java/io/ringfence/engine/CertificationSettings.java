package io.ringfence.engine;

import io.ringfence.certificates.AttackBudget;
import io.ringfence.certificates.RealNoiseSchedule;
import io.ringfence.graph.AttributeSpec;
import io.ringfence.graph.GraphLimits;
import io.ringfence.graph.ReceptiveField;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Everything about certification that is fixed for a deployment.
 *
 * @param fingerprint identifies model, region method, classifier and noise settings; certificates
 *     issued under another fingerprint are revoked when a graph is restored
 * @param modelFingerprint identifies the weights of the base model
 * @param attributes kind and number of attributes that the model takes
 * @param field how far the model looks
 * @param realNoise law of the noise on real-valued attributes; empty where attributes are bits
 * @param sampling which classifier is certified, from how many noisy graphs
 * @param radiusCap largest radius that is looked for
 * @param grid budgets of the collective certificate
 * @param collectiveTimeLimit time after which the collective search settles for its proven bound
 * @param epochGrowth an epoch has room for this many times the nodes it opened with, > 1
 * @param renewal when a word that still stands is worth new samples
 */
public record CertificationSettings(
    String fingerprint,
    String modelFingerprint,
    AttributeSpec attributes,
    ReceptiveField field,
    GraphLimits limits,
    Confidence confidence,
    Optional<RealNoiseSchedule.Kind> realNoise,
    SamplingRule sampling,
    int radiusCap,
    List<AttackBudget> grid,
    Duration collectiveTimeLimit,
    double epochGrowth,
    RenewalRule renewal) {

  public CertificationSettings {
    grid = List.copyOf(grid);
    if (realNoise.isPresent() != (attributes.kind() == AttributeSpec.Kind.REAL)) {
      throw new IllegalArgumentException(
          "Attributes are %s and real noise is %s; real-valued attributes need it, bits must not have it."
              .formatted(attributes.kind(), realNoise.map(Enum::name).orElse("absent")));
    }
    if (!(epochGrowth > 1)) {
      throw new IllegalArgumentException(
          "Epoch growth is %s; it must be greater than 1.".formatted(epochGrowth));
    }
  }

  /** With the usual renewal. */
  public CertificationSettings(
      String fingerprint,
      String modelFingerprint,
      AttributeSpec attributes,
      ReceptiveField field,
      GraphLimits limits,
      Confidence confidence,
      Optional<RealNoiseSchedule.Kind> realNoise,
      SamplingRule sampling,
      int radiusCap,
      List<AttackBudget> grid,
      Duration collectiveTimeLimit,
      double epochGrowth) {
    this(
        fingerprint,
        modelFingerprint,
        attributes,
        field,
        limits,
        confidence,
        realNoise,
        sampling,
        radiusCap,
        grid,
        collectiveTimeLimit,
        epochGrowth,
        RenewalRule.DEFAULT);
  }
}
