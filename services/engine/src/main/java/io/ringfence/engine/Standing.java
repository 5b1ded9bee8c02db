package io.ringfence.engine;

import io.ringfence.certificates.Displacement;
import io.ringfence.certificates.Radii;

/** What is left of a certificate for bits. */
final class Standing {

  private Displacement displacement;
  private Radii radii;
  private Radii reference;

  /**
   * @param displacement how far it has been displaced since it was drawn
   * @param radii that are left
   * @param reference radii against which what is left is measured
   */
  Standing(Displacement displacement, Radii radii, Radii reference) {
    this.displacement = displacement;
    this.radii = radii;
    this.reference = reference;
  }

  Displacement displacement() {
    return displacement;
  }

  Radii radii() {
    return radii;
  }

  void move(Displacement to) {
    displacement = to;
  }

  void leave(Radii left) {
    radii = left;
  }

  /** Whether less than half of either radius is left. */
  boolean isEndangered() {
    return 2 * radii.additions() < reference.additions()
        || 2 * radii.deletions() < reference.deletions();
  }

  /** No better certificate was to be had: only a further loss makes the node endangered again. */
  void acceptAsReference() {
    reference = radii;
  }

  /** Whether other radii promise at least what is left. */
  boolean isMatchedBy(Radii other) {
    return other.additions() >= radii.additions() && other.deletions() >= radii.deletions();
  }
}
