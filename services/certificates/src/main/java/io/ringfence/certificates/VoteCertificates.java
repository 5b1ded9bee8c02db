package io.ringfence.certificates;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Exact certificates for votes under one noise schedule.
 *
 * <p>Let q be a lower bound on the probability, under the smoothing law of region c at X, that the
 * base model votes for ŷ. The smoothed prediction of a node of region c stays ŷ at every X' that
 * differs from X by a_j additions and b_j deletions in region j iff
 *
 * <pre>   q &gt; max(1/2, q*_c(a, b)), </pre>
 *
 * where q*_c(a, b) is the largest vote probability at X of any test that has at most one half at X'
 * (see {@link LikelihoodAtoms}). "If" is what is promised; "only if" says that no certificate from
 * q alone can do better. q* never falls when a count grows, because a test may ignore bits.
 *
 * <p><b>Worst place.</b> Replacing a changed bit at one level by one at a level that dominates it
 * never lowers q* (see {@link BinaryChannel}), so only the levels of row c that no other level of
 * the row dominates need to be tried. If one level dominates the row, that is a single evaluation;
 * otherwise all splits of the budget over the undominated levels are, up to {@value #MAX_SPLITS} of
 * them, and beyond that one evaluation at a level above them all, which is an upper bound.
 *
 * <p>Thread-safe. Thresholds are cached by the multiset of (level, additions, deletions), of which
 * the rows of a schedule by rank share most.
 *
 * @see <a href="https://arxiv.org/abs/2008.12952">Bojchevski et al., Efficient Robustness
 *     Certificates for Discrete Data, 2020</a> for one noise level
 */
public final class VoteCertificates {

  private static final int MAX_SPLITS = 5_000;

  private final BinaryNoiseSchedule schedule;
  private final VoteThresholds thresholds = new VoteThresholds();
  private final int[][] channels;
  private final int[][] undominated;
  private final int[] above;
  private final Perturbation nothing;
  private final Map<WorstKey, Double> worst = new ConcurrentHashMap<>();

  public VoteCertificates(BinaryNoiseSchedule schedule) {
    this.schedule = schedule;
    int regions = schedule.regions();
    nothing = Perturbation.none(regions);
    channels = new int[regions][regions];
    undominated = new int[regions][];
    above = new int[regions];
    boolean[] all = new boolean[regions];
    Arrays.fill(all, true);
    for (int c = 0; c < regions; c++) {
      for (int j = 0; j < regions; j++) {
        BinaryChannel channel = BinaryChannel.of(schedule.level(c, j));
        channels[c][j] = channel.useless() ? -1 : thresholds.number(channel);
      }
      undominated[c] = undominated(schedule.row(c));
      above[c] = above(c, all);
    }
  }

  /** The schedule under which these certificates hold. */
  public BinaryNoiseSchedule schedule() {
    return schedule;
  }

  /**
   * q* of one perturbation, rounded up, in [1/2, 1].
   *
   * @param region of the output
   * @param perturbation counts per input region
   */
  public double threshold(int region, Perturbation perturbation) {
    requireRegion(region);
    requireRegions(perturbation);
    long[] entries = new long[schedule.regions()];
    int size = collect(region, perturbation, entries);
    return thresholdOf(entries, size);
  }

  /**
   * The largest q* over all ways to spend the whole budget, rounded up.
   *
   * @param region of the output
   */
  public double worstThreshold(int region, Budget budget) {
    return worstThreshold(region, nothing, budget);
  }

  /**
   * The largest q* over all ways to spend the whole budget on top of what has changed already.
   *
   * @param region of the output
   * @param spent net bits changed per input region since the bound was drawn
   */
  public double worstThreshold(int region, Perturbation spent, Budget budget) {
    requireRegion(region);
    requireRegions(spent);
    WorstKey key = new WorstKey(region, spent, budget);
    Double known = worst.get(key);
    if (known != null) {
      return known;
    }
    double threshold = new WorstPlace(region, spent, budget).threshold();
    if (worst.size() >= VoteThresholds.MAX_CACHED) {
      worst.clear();
    }
    worst.put(key, threshold);
    return threshold;
  }

  /**
   * Whether a node keeps its prediction under every perturbation within the budget.
   *
   * @param region of the node
   * @param lowerBound on the vote probability of its class; at most one half certifies nothing
   */
  public boolean robust(int region, double lowerBound, Budget budget) {
    return robust(region, lowerBound, nothing, budget);
  }

  /**
   * Whether a node keeps its prediction under every further perturbation within the budget.
   *
   * @param lowerBound drawn before {@code spent}
   * @param spent net bits changed per input region since
   */
  public boolean robust(int region, double lowerBound, Perturbation spent, Budget budget) {
    return lowerBound > 0.5 && lowerBound > worstThreshold(region, spent, budget);
  }

  /**
   * The largest certified additions alone and deletions alone.
   *
   * @param cap largest radius that is looked for
   */
  public Radii radii(int region, double lowerBound, int cap) {
    return radii(region, lowerBound, nothing, cap);
  }

  /** The radii that are left after {@code spent}. */
  public Radii radii(int region, double lowerBound, Perturbation spent, int cap) {
    if (!robust(region, lowerBound, spent, new Budget(0, 0))) {
      return Radii.NONE;
    }
    return new Radii(
        Radius.largest(cap, r -> robust(region, lowerBound, spent, new Budget(r, 0))),
        Radius.largest(cap, r -> robust(region, lowerBound, spent, new Budget(0, r))));
  }

  /** The number of the level of (output, input), -1 if a change there tells nothing. */
  int channel(int outputRegion, int inputRegion) {
    return channels[outputRegion][inputRegion];
  }

  /**
   * The number of a level that dominates the levels of all chosen input regions in row c, -1 if
   * none of them tells anything.
   */
  int above(int outputRegion, boolean[] inputRegions) {
    List<BinaryChannel> chosen = new ArrayList<>();
    for (int j = 0; j < inputRegions.length; j++) {
      if (inputRegions[j] && channels[outputRegion][j] >= 0) {
        chosen.add(BinaryChannel.of(schedule.level(outputRegion, j)));
      }
    }
    return chosen.isEmpty() ? -1 : thresholds.number(BinaryChannel.above(chosen));
  }

  /**
   * Writes what {@code perturbation} does in one row as entries of a multiset; returns how many.
   */
  int collect(int region, Perturbation perturbation, long[] entries) {
    int size = 0;
    for (int j = 0; j < schedule.regions(); j++) {
      int a = perturbation.additions(j);
      int b = perturbation.deletions(j);
      if (channels[region][j] >= 0 && (a > 0 || b > 0)) {
        entries[size++] = ChannelCounts.entry(channels[region][j], a, b);
      }
    }
    return size;
  }

  /** q* of a multiset given as entries, which are reordered; at least one half. */
  double thresholdOf(long[] entries, int size) {
    return thresholds.majority(ChannelCounts.of(entries, size));
  }

  private int[] undominated(List<NoiseLevel> row) {
    List<BinaryChannel> distinct =
        row.stream().map(BinaryChannel::of).filter(c -> !c.useless()).distinct().toList();
    return distinct.stream()
        .filter(c -> distinct.stream().noneMatch(d -> !d.equals(c) && d.dominates(c)))
        .mapToInt(thresholds::number)
        .toArray();
  }

  private void requireRegion(int region) {
    if (region < 0 || region >= schedule.regions()) {
      throw new IllegalArgumentException(
          "Region is %d; it must lie in [0, %d).".formatted(region, schedule.regions()));
    }
  }

  private void requireRegions(Perturbation perturbation) {
    if (perturbation.regions() != schedule.regions()) {
      throw new IllegalArgumentException(
          "Perturbation speaks of %d regions; the schedule has %d."
              .formatted(perturbation.regions(), schedule.regions()));
    }
  }

  private record WorstKey(int region, Perturbation spent, Budget budget) {}

  /** Maximises q* over the splits of one budget. */
  private final class WorstPlace {
    private final int[] places;
    private final Budget budget;
    private final long[] entries;
    private final int spentSize;
    private double worst = 0.5;

    WorstPlace(int region, Perturbation spent, Budget budget) {
      boolean enumerable = splits(undominated[region].length, budget) <= MAX_SPLITS;
      places = enumerable ? undominated[region] : new int[] {above[region]};
      this.budget = budget;
      entries = new long[schedule.regions() + places.length];
      spentSize = collect(region, spent, entries);
    }

    double threshold() {
      split(0, new int[places.length], new int[places.length], budget);
      return worst;
    }

    private void split(int at, int[] additions, int[] deletions, Budget left) {
      if (places.length == 0 || at == places.length - 1) {
        evaluate(additions, deletions, left);
        return;
      }
      for (int a = 0; a <= left.additions(); a++) {
        for (int d = 0; d <= left.deletions(); d++) {
          additions[at] = a;
          deletions[at] = d;
          split(
              at + 1, additions, deletions, new Budget(left.additions() - a, left.deletions() - d));
        }
      }
    }

    private void evaluate(int[] additions, int[] deletions, Budget rest) {
      long[] scratch = entries.clone();
      int size = spentSize;
      for (int i = 0; i < places.length; i++) {
        boolean last = i == places.length - 1;
        int a = last ? rest.additions() : additions[i];
        int d = last ? rest.deletions() : deletions[i];
        if (a > 0 || d > 0) {
          scratch[size++] = ChannelCounts.entry(places[i], a, d);
        }
      }
      worst = Math.max(worst, thresholdOf(scratch, size));
    }
  }

  /** Number of ways to split a budget over {@code places} levels. */
  private static double splits(int places, Budget budget) {
    double count = 1;
    for (int i = 1; i < places; i++) {
      count *= (double) (budget.additions() + i) / i * (budget.deletions() + i) / i;
    }
    return count;
  }
}
