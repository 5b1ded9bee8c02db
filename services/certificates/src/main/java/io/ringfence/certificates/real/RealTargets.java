package io.ringfence.certificates.real;

import java.util.ArrayList;
import java.util.List;

/**
 * The predictions that a collective certificate for distances speaks about: for every target its
 * region, what it withstands and its own radius after what has moved already.
 *
 * <p>A target with η = 0 abstains: it counts as a target, never as certified. Immutable.
 */
public final class RealTargets {

  private final RealCertificates certificates;
  private final int targets;
  private final List<Target> promised;

  private RealTargets(Builder builder) {
    certificates = builder.certificates;
    targets = builder.targets;
    promised = List.copyOf(builder.promised);
  }

  /** Targets under the schedule of some certificates. */
  public static Builder builder(RealCertificates certificates) {
    return new Builder(certificates);
  }

  /** All targets, abstaining ones included. */
  public int size() {
    return targets;
  }

  /** Targets without any promise. */
  public int abstaining() {
    return targets - promised.size();
  }

  RealCertificates certificates() {
    return certificates;
  }

  List<Target> promised() {
    return promised;
  }

  /**
   * @param region of the output
   * @param left what is left of η
   * @param radius what the target withstands by itself
   */
  record Target(int region, double left, double radius) {}

  /** Collects targets; not thread-safe. */
  public static final class Builder {
    private final RealCertificates certificates;
    private final RealDisplacement nothing;
    private final List<Target> promised = new ArrayList<>();
    private int targets;

    private Builder(RealCertificates certificates) {
      this.certificates = certificates;
      nothing = RealDisplacement.none(certificates.schedule().regions());
    }

    /**
     * Adds one target.
     *
     * @param region its region, in [0, regions)
     * @param eta of {@link RealCertificates#eta}
     */
    public Builder add(int region, double eta) {
      return add(region, eta, nothing);
    }

    /**
     * Adds one target whose bound was drawn before something moved. If it is not proven to have
     * survived that, it abstains.
     *
     * @param region its region, in [0, regions)
     * @param eta of {@link RealCertificates#eta} when it was certified
     * @param moved net move per input region since then
     */
    public Builder add(int region, double eta, RealDisplacement moved) {
      int regions = certificates.schedule().regions();
      if (region < 0 || region >= regions) {
        throw new IllegalArgumentException(
            "Region is %d; it must lie in [0, %d).".formatted(region, regions));
      }
      if (!(eta >= 0)) {
        throw new IllegalArgumentException(
            "η of a target in region %d is %s; it must not be negative.".formatted(region, eta));
      }
      targets++;
      if (certificates.survives(region, eta, moved)) {
        promised.add(
            new Target(
                region,
                certificates.left(region, eta, moved),
                certificates.radius(region, eta, moved).value()));
      }
      return this;
    }

    public RealTargets build() {
      return new RealTargets(this);
    }
  }
}
