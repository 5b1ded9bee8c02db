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

  private final Displacements space;
  private final int region;
  private final Perturbation spent;
  private final Thresholds additions = new Thresholds(radius -> new Budget(radius, 0));
  private final Thresholds deletions = new Thresholds(radius -> new Budget(0, radius));
  private final @Nullable Displacement[] neighbours;
  private int generation;

  Displacement(Displacements space, int region, Perturbation spent) {
    this.space = space;
    this.region = region;
    this.spent = spent;
    neighbours = new Displacement[4 * spent.regions()];
    generation = space.generation();
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
   * One bit of an input region was added that had the value zero when the certificate was drawn.
   */
  public Displacement added(int inputRegion) {
    return move(4 * inputRegion, inputRegion, 1, 0);
  }

  /** One bit was deleted that had the value one when the certificate was drawn. */
  public Displacement deleted(int inputRegion) {
    return move(4 * inputRegion + 1, inputRegion, 0, 1);
  }

  /** A bit that had been added is zero again, as when the certificate was drawn. */
  public Displacement additionRefunded(int inputRegion) {
    return move(4 * inputRegion + 2, inputRegion, -1, 0);
  }

  /** A bit that had been deleted is one again, as when the certificate was drawn. */
  public Displacement deletionRefunded(int inputRegion) {
    return move(4 * inputRegion + 3, inputRegion, 0, -1);
  }

  private Displacement move(int edge, int inputRegion, int additions, int deletions) {
    if (generation != space.generation()) {
      Arrays.fill(neighbours, null);
      generation = space.generation();
      space.keepAgain(this);
    }
    Displacement known = neighbours[edge];
    if (known == null) {
      known = space.of(region, spent.changed(inputRegion, additions, deletions));
      if (generation == space.generation()) {
        neighbours[edge] = known;
      }
    }
    return known;
  }

  /** Whether a certificate with this lower bound still holds. */
  public boolean keeps(double lowerBound) {
    return lowerBound > 0.5 && lowerBound > additions.at(0);
  }

  /**
   * Whether a certificate with this bound still holds. Only those of a majority of votes share
   * thresholds; the others are judged one by one.
   */
  public boolean keeps(ClassBound bound) {
    return isMajority(bound)
        ? keeps(bound.lowerBound())
        : space.certificates().robust(region, bound, spent, new Budget(0, 0));
  }

  /**
   * The radii that are left of a certificate with this bound, as {@link #radii(double, Radii,
   * int)}.
   */
  public Radii radii(ClassBound bound, Radii near, int cap) {
    return isMajority(bound)
        ? radii(bound.lowerBound(), near, cap)
        : space.certificates().radii(region, bound, spent, cap);
  }

  private static boolean isMajority(ClassBound bound) {
    return bound instanceof VoteBound votes && votes.form() == VoteForm.MAJORITY;
  }

  /**
   * The radii that are left of a certificate that this displacement {@link #keeps}. Cost: one
   * threshold per radius between {@code near} and the result, most of them known.
   *
   * @param near radii from which the search begins
   * @param cap largest radius that is looked for
   */
  public Radii radii(double lowerBound, Radii near, int cap) {
    int a = additions.radius(lowerBound, near.additions(), cap);
    int d = deletions.radius(lowerBound, near.deletions(), cap);
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

    int radius(double lowerBound, int near, int cap) {
      int radius = Math.min(near, cap);
      while (radius < cap && lowerBound > at(radius + 1)) {
        radius++;
      }
      while (radius > 0 && !(lowerBound > at(radius))) {
        radius--;
      }
      return radius;
    }

    double at(int radius) {
      if (radius >= known.length) {
        known = Arrays.copyOf(known, radius + 2);
      }
      if (known[radius] == UNKNOWN) {
        known[radius] = space.certificates().worstThreshold(region, spent, budget.apply(radius));
      }
      return known[radius];
    }
  }
}
