package io.ringfence.engine;

import io.ringfence.certificates.Budget;
import io.ringfence.graph.AttributeSpec;
import io.ringfence.graph.GraphLimits;
import io.ringfence.graph.ReceptiveField;
import java.time.Duration;
import java.util.List;

/**
 * Everything about certification that is fixed for a deployment.
 *
 * @param fingerprint identifies model, region method and noise settings; certificates issued under
 *     another fingerprint are revoked when a graph is restored
 * @param modelFingerprint identifies the weights of the base model
 * @param attributes kind and number of attributes that the model takes
 * @param field how far the model looks
 * @param samples noisy graphs per certification, apart from selection
 * @param selectionSamples noisy graphs that choose the predicted class
 * @param radiusCap largest radius that is looked for
 * @param grid budgets of the collective certificate
 * @param collectiveTimeLimit time after which the collective search settles for its proven bound
 * @param epochGrowth an epoch has room for this many times the nodes it opened with, > 1
 */
public record CertificationSettings(
    String fingerprint,
    String modelFingerprint,
    AttributeSpec attributes,
    ReceptiveField field,
    GraphLimits limits,
    Confidence confidence,
    int samples,
    int selectionSamples,
    int radiusCap,
    List<Budget> grid,
    Duration collectiveTimeLimit,
    double epochGrowth) {

  public CertificationSettings {
    grid = List.copyOf(grid);
    if (samples < 1 || selectionSamples < 1) {
      throw new IllegalArgumentException(
          "Certification uses %d samples and %d selection samples; both must be at least 1."
              .formatted(samples, selectionSamples));
    }
    if (!(epochGrowth > 1)) {
      throw new IllegalArgumentException(
          "Epoch growth is %s; it must be greater than 1.".formatted(epochGrowth));
    }
  }
}
