package io.ringfence.certificates.estimation;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * After how many samples a node is looked at, to stop once its decision is settled.
 *
 * <p><b>Votes</b> spend the failure probability over the looks: {@value #FAVOURED_SHARE} of it on
 * one of them, the last unless said otherwise, the rest alike on the others. By the union bound
 * Clopper-Pearson at these shares holds at all looks together, whatever decides to stop. Measured
 * at δ = 4e-6, eight looks up to 2,000 samples ({@link #halfOctaves}) and vote shares from 0.6 to
 * 1: the distance from the vote share to the bound is 1.1 to 1.8 % longer at the last look and 15
 * to 28 % at earlier ones than that of a single look at all of δ, against 20 to 61 % with a beta
 * mixture ({@link BetaMixture}).
 *
 * <p><b>Scores</b> need no spending: a {@link BettingBound} with bets fixed beforehand holds at all
 * looks at its full failure probability.
 *
 * @param looks numbers of samples, ascending, at least one
 * @param favoured the look that has most of the failure probability, counted from 0
 */
public record AdaptivePlan(List<Integer> looks, int favoured) {

  private static final double FAVOURED_SHARE = 0.8;

  /** Steps of {@link #expecting} from one look to the next: before the favoured one, and after. */
  private static final int OCTAVE = 4;

  private static final int HALF_OCTAVE = 2;

  public AdaptivePlan {
    looks = List.copyOf(looks);
    if (looks.isEmpty()) {
      throw new IllegalArgumentException("A sampling plan has no look; it needs at least one.");
    }
    int previous = 0;
    for (int look : looks) {
      if (look <= previous) {
        throw new IllegalArgumentException(
            "Looks are %s; they must be positive and ascending.".formatted(looks));
      }
      previous = look;
    }
    if (favoured < 0 || favoured >= looks.size()) {
      throw new IllegalArgumentException(
          "The favoured look is %d of %d; looks count from 0.".formatted(favoured, looks.size()));
    }
  }

  /** Favours the last look. */
  public AdaptivePlan(List<Integer> looks) {
    this(looks, Math.max(0, looks.size() - 1));
  }

  /** All samples at once. */
  public static AdaptivePlan once(int samples) {
    return new AdaptivePlan(List.of(samples));
  }

  /**
   * A first look, then each at twice as many samples, the last at the cap.
   *
   * @param first at least 1
   * @param cap at least {@code first}
   */
  public static AdaptivePlan doubling(int first, int cap) {
    if (first < 1 || cap < first) {
      throw new IllegalArgumentException(
          "First look is at %d samples and the cap is %d; it must hold 1 ≤ first ≤ cap."
              .formatted(first, cap));
    }
    List<Integer> looks = new ArrayList<>();
    for (long look = first; look * 3 / 2 < cap; look *= 2) {
      looks.add((int) look);
    }
    looks.add(cap);
    return new AdaptivePlan(looks);
  }

  /**
   * Looks at the cap divided by powers of √2, rounded down, the last at the cap: a node that is
   * settled by n samples gets at most some 1.41·n, or those of the first look.
   *
   * @param cap at least 1
   * @param steps looks before the last, fewer if the cap is small
   */
  public static AdaptivePlan halfOctaves(int cap, int steps) {
    return new AdaptivePlan(
        IntStream.rangeClosed(0, steps)
            .map(step -> BigInteger.valueOf(cap).pow(2).shiftRight(steps - step).sqrt().intValue())
            .filter(look -> look > 0)
            .distinct()
            .boxed()
            .toList());
  }

  /**
   * Looks at the cap divided by powers of 2<sup>1/4</sup>, rounded down; most of the failure
   * probability goes to the one at which a decision is expected. Before it each look doubles the
   * samples, after it they grow by √2, so that a wrong expectation costs little. All looks are
   * among those of the same cap at 0, 1, 2, … steps, and among {@link #halfOctaves} at even ones.
   *
   * @param expected steps below the cap at which a decision is expected, at least 0
   * @param steps below the cap of the earliest look
   */
  public static AdaptivePlan expecting(int cap, int expected, int steps) {
    List<Integer> at = new ArrayList<>();
    for (int step = expected; step <= steps; step += OCTAVE) {
      at.add(0, step);
    }
    int before = at.size() - 1;
    for (int step = expected - HALF_OCTAVE; step > 1; step -= HALF_OCTAVE) {
      at.add(step);
    }
    if (expected > 0) {
      at.add(0);
    }
    List<Integer> looks = at.stream().map(step -> below(cap, step)).distinct().toList();
    int favoured = looks.indexOf(below(cap, expected));
    return before < 0 || looks.get(0) < 1 ? once(cap) : new AdaptivePlan(looks, favoured);
  }

  /** The cap divided by 2<sup>steps/4</sup>, rounded down. */
  private static int below(int cap, int steps) {
    return BigInteger.valueOf(cap).pow(4).shiftRight(steps).sqrt().sqrt().intValue();
  }

  /** Samples at most. */
  public int cap() {
    return looks.get(looks.size() - 1);
  }

  /** Number of samples at a look, counted from 0. */
  public int samples(int look) {
    return looks.get(look);
  }

  /** Whether no look follows. */
  public boolean last(int look) {
    return look == looks.size() - 1;
  }

  /**
   * What the votes at a look may fail with; all looks together at most {@code failureProbability}.
   */
  public double share(int look, double failureProbability) {
    if (looks.size() == 1) {
      return failureProbability;
    }
    double share = look == favoured ? FAVOURED_SHARE : (1 - FAVOURED_SHARE) / (looks.size() - 1);
    return failureProbability * share * (1 - 8 * Math.ulp(1.0));
  }

  void requireSamples(int look, long samples) {
    if (samples != samples(look)) {
      throw new IllegalArgumentException(
          "Look %d is at %d samples and %d were tallied; tally exactly those of the plan %s."
              .formatted(look, samples(look), samples, looks));
    }
  }
}
