package io.ringfence.engine;

import io.ringfence.certificates.CertifiedRadius;
import io.ringfence.certificates.ClassBound;
import io.ringfence.certificates.LinearRow;
import io.ringfence.certificates.Perturbation;
import java.util.List;
import java.util.Optional;

/** What can be said of one node's prediction. */
public sealed interface NodeStatus {

  /** Nothing is promised: the node waits for its (next) certification. */
  record Pending(PendingReason reason) implements NodeStatus {}

  /** The result of a certification. */
  sealed interface Settled extends NodeStatus {

    /** Predicted class and what the samples prove of it. */
    ClassBound bound();

    /** Graph version whose noisy copies were sampled. */
    long issuedAt();
  }

  /**
   * The smoothed prediction provably stays for every change within the radii.
   *
   * @param radii additions alone and deletions alone, or a distance
   * @param etas right-hand side of each linear certificate when it was drawn, rounded down
   * @param displaced net bits changed per region within the receptive field since {@code issuedAt},
   *     which the radii account for; empty if none
   */
  record Certified(
      ClassBound bound,
      long issuedAt,
      CertifiedRadius radii,
      List<Eta> etas,
      Optional<Perturbation> displaced)
      implements Settled {

    public Certified {
      etas = List.copyOf(etas);
    }

    /** As it was drawn. */
    public Certified(ClassBound bound, long issuedAt, CertifiedRadius radii, List<Eta> etas) {
      this(bound, issuedAt, radii, etas, Optional.empty());
    }

    Certified displaced(Perturbation spent, CertifiedRadius left) {
      Optional<Perturbation> changed = spent.bits() == 0 ? Optional.empty() : Optional.of(spent);
      return new Certified(bound, issuedAt, left, etas, changed);
    }
  }

  /** The samples do not settle the class: no promise. */
  record Abstained(ClassBound bound, long issuedAt) implements Settled {}

  /** η of one linear certificate, which a change's weighted cost must stay below. */
  record Eta(LinearRow row, double value) {}
}
