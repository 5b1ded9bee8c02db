package io.ringfence.cli.certify;

import io.ringfence.certificates.CollectiveCertificate;
import java.time.Duration;
import java.util.List;

/**
 * What a {@link BatchCertification} found.
 *
 * @param certificates one per target, in the order of the targets
 * @param cleanClasses class of each target on the graph as it is, without noise
 * @param collective one per budget, in the order of the budgets
 */
public record BatchResult(
    List<TargetCertificate> certificates,
    List<Integer> cleanClasses,
    List<CollectiveCertificate> collective,
    Timings timings) {
  public BatchResult {
    certificates = List.copyOf(certificates);
    cleanClasses = List.copyOf(cleanClasses);
    collective = List.copyOf(collective);
  }

  public long abstained() {
    return certificates.stream().filter(c -> c.bound().abstains()).count();
  }

  /** Noisy graphs per target on average, apart from selection. */
  public double meanSamples() {
    return certificates.stream().mapToLong(c -> c.bound().samples()).average().orElse(0);
  }

  /** How long each part took. */
  public record Timings(Duration smoothing, Duration bounds, Duration collective) {}
}
