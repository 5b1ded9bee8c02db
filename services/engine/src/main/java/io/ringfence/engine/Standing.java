package io.ringfence.engine;

import io.ringfence.certificates.ClassBound;
import io.ringfence.certificates.Displacement;
import io.ringfence.certificates.Displacements;
import io.ringfence.certificates.Radii;
import org.jspecify.annotations.Nullable;

/**
 * How far what was said of a node for bits has been displaced, and what is left of it. Changes only
 * move counts; what is left is known again after {@link #judge}.
 */
final class Standing {

  private final SpentBits spent;
  private Displacement judged;
  private Radii radii;
  private Radii reference;

  /**
   * @param displacement how far it has been displaced since it was drawn
   * @param radii that are left, none of an abstention
   * @param reference radii against which what is left is measured
   */
  Standing(Displacement displacement, Radii radii, Radii reference) {
    this.spent = new SpentBits(displacement.spent());
    this.judged = displacement;
    this.radii = radii;
    this.reference = reference;
  }

  /** Of a node that abstains. */
  static Standing abstained(Displacement displacement) {
    return new Standing(displacement, Radii.NONE, Radii.NONE);
  }

  /** State in which the radii were found. */
  Displacement displacement() {
    return judged;
  }

  /** Left in the state that was judged last. */
  Radii radii() {
    return radii;
  }

  /** Bits that differ now from those of the samples. */
  int bits() {
    return spent.bits();
  }

  /** Bits of one region have changed; negative numbers are refunds. */
  void move(int region, int additions, int deletions) {
    spent.add(region, additions, deletions);
  }

  /**
   * Finds what is left of a certificate where changes have moved it.
   *
   * @param cap largest radii that are looked for
   * @return null if nothing is left
   */
  @Nullable Radii judge(ClassBound bound, Displacements space, Radii cap) {
    SpentBits.Change change = spent.since(judged.spent());
    if (change == SpentBits.Change.NONE) {
      return radii;
    }
    judged = space.of(judged.region(), spent.perturbation());
    return judged.left(bound, radii, change == SpentBits.Change.ROSE ? radii : cap);
  }

  void leave(Radii left) {
    radii = left;
  }

  /** Whether less than a share of either radius is left. */
  boolean isEndangered(double share) {
    return radii.additions() < share * reference.additions()
        || radii.deletions() < share * reference.deletions();
  }

  /** What is left of the radius that has lost the larger share, in [0, 1]. */
  double shareLeft() {
    return Math.min(
        share(radii.additions(), reference.additions()),
        share(radii.deletions(), reference.deletions()));
  }

  private static double share(int left, int whole) {
    return whole == 0 ? 1 : Math.min(1, (double) left / whole);
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
