package io.ringfence.cli.certify;

import io.ringfence.certificates.CertifiedRadius;
import io.ringfence.certificates.ClassBound;

/**
 * What is proven of one target.
 *
 * @param index of the node in the dataset, from 0
 * @param region of the node
 * @param bound class and what the samples prove of it
 * @param radii largest certified additions alone and deletions alone, or distance; none if it
 *     abstains
 */
public record TargetCertificate(int index, int region, ClassBound bound, CertifiedRadius radii) {
  public Status status() {
    return bound.abstains() ? Status.ABSTAINED : Status.CERTIFIED;
  }

  /** Whether anything is promised. */
  public enum Status {
    CERTIFIED,
    ABSTAINED
  }
}
