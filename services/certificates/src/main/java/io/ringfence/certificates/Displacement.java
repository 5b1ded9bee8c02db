package io.ringfence.certificates;

import java.util.Arrays;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * How far some certificates of one region have been displaced: the net number of bits that have
 * changed per input region since they were drawn.
 *
 * <p>A certificate with lower bound q holds as long as q &gt; q*(spent), and survives a further
 * budget iff q &gt; q*(spent + allocation) for its worst allocation (see {@link VoteCertificates}).
 * A state of {@link Displacements}; not thread-safe.
 */
public final class Displacement {

  private final VoteCertificates certificates;
  private final int region;
  private final Perturbation spent;
  private final Thresholds additions = new Thresholds(radius -> new Budget(radius, 0));
  private final Thresholds deletions = new Thresholds(radius -> new Budget(0, radius));

  Displacement(VoteCertificates certificates, int region, Perturbation spent) {
    this.certificates = certificates;
    this.region = region;
    this.spent = spent;
  }

  /** Region of the output. */
  public int region() {
    return region;
  }

  /** Net bits changed per input region. */
  public Perturbation spent() {
    return spent;
  }

  /**
   * The radii that are left of a certificate with this bound; null if nothing is left of it. Cost:
   * one threshold per radius between {@code near} and the result, most of them known. Only bounds
   * of a majority of votes share thresholds; the others are judged one by one.
   *
   * @param near radii from which the search begins
   * @param most largest radii that are looked for: the cap, or the radii in a state none of whose
   *     counts is larger than here, since q* never falls when a count grows
   */
  public @Nullable Radii left(ClassBound bound, Radii near, Radii most) {
    if (bound instanceof VoteBound votes && votes.form() == VoteForm.MAJORITY) {
      return left(bound.lowerBound(), near, most);
    }
    if (!certificates.robust(region, bound, spent, new Budget(0, 0))) {
      return null;
    }
    int cap = Math.max(most.additions(), most.deletions());
    Radii left = certificates.radii(region, bound, spent, cap);
    return new Radii(
        Math.min(left.additions(), most.additions()), Math.min(left.deletions(), most.deletions()));
  }

  private @Nullable Radii left(double lowerBound, Radii near, Radii most) {
    if (!(lowerBound > 0.5)) {
      return null;
    }
    int d = deletions.radius(lowerBound, near.deletions(), most.deletions());
    int a = d < 0 ? d : additions.radius(lowerBound, near.additions(), most.additions());
    if (a < 0) {
      return null;
    }
    return a == near.additions() && d == near.deletions() ? near : new Radii(a, d);
  }

  @Override
  public String toString() {
    return "Displacement[region=%d, spent=%s]".formatted(region, spent);
  }

  /** q* by radius of one kind, each computed when it is first asked for. */
  private final class Thresholds {
    private static final double UNKNOWN = 0;

    private final IntFunction<Budget> budget;
    private double[] known = {UNKNOWN};

    Thresholds(IntFunction<Budget> budget) {
      this.budget = budget;
    }

    /** The largest radius whose threshold lies below the bound, -1 if not even that of 0 does. */
    int radius(double lowerBound, int near, int most) {
      int radius = Math.min(near, most);
      while (radius < most && lowerBound > at(radius + 1)) {
        radius++;
      }
      while (radius >= 0 && !(lowerBound > at(radius))) {
        radius--;
      }
      return radius;
    }

    double at(int radius) {
      if (radius >= known.length) {
        known = Arrays.copyOf(known, radius + 2);
      }
      if (known[radius] == UNKNOWN) {
        known[radius] = certificates.worstThreshold(region, spent, budget.apply(radius));
      }
      return known[radius];
    }
  }
}
