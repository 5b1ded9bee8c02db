package io.ringfence.certificates;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The predictions that a collective certificate speaks about: for every region the lower bounds of
 * its targets, and how many bits of either value each region has to offer.
 *
 * <p>A target whose lower bound is neither above one half nor above its rivals abstains: it counts
 * as a target, never as certified. Immutable.
 */
public final class CollectiveTargets {

  private final int regions;
  private final int targets;
  private final int abstaining;
  private final List<TargetGroup> groups;
  private final int[] zeros;
  private final int[] ones;
  private final List<List<NodeSupply.Bits>> supplies;
  private final boolean nodesKnown;

  private CollectiveTargets(Builder builder) {
    regions = builder.regions;
    targets = builder.targets;
    abstaining = builder.abstaining;
    zeros = builder.zeros.clone();
    ones = builder.ones.clone();
    groups = builder.bounds.entrySet().stream().map(e -> e.getKey().group(e.getValue())).toList();
    supplies = builder.nodes.stream().map(List::copyOf).toList();
    nodesKnown = builder.nodesKnown;
  }

  /** Targets in a graph of {@code regions} regions. */
  public static Builder builder(int regions) {
    return new Builder(regions);
  }

  /** Number of regions. */
  public int regions() {
    return regions;
  }

  /** All targets, abstaining ones included. */
  public int size() {
    return targets;
  }

  /** Targets without any promise. */
  public int abstaining() {
    return abstaining;
  }

  /** Non-abstaining targets that share region and displacement. */
  List<TargetGroup> groups() {
    return groups;
  }

  /** Zeros that an adversary can turn into ones in one region. */
  int zeros(int region) {
    return zeros[region];
  }

  /** Ones that an adversary can turn into zeros in one region. */
  int ones(int region) {
    return ones[region];
  }

  /** Nodes of some regions with what they have to offer, under a limit of bits per node. */
  NodeSupply supply(List<Integer> regions, int bitsPerNode) {
    return nodesKnown
        ? NodeSupply.of(
            regions.stream().flatMap(j -> supplies.get(j).stream()).toList(), bitsPerNode)
        : NodeSupply.unknown(bitsPerNode);
  }

  /** Targets that share all but their bounds of their own. */
  private record GroupKey(int region, Perturbation spent, double rival) {
    TargetGroup group(List<TargetGroup.Target> targets) {
      return new TargetGroup(region, spent, rival, targets);
    }
  }

  /** Collects targets; not thread-safe. */
  public static final class Builder {
    private final int regions;
    private final Map<GroupKey, List<TargetGroup.Target>> bounds = new LinkedHashMap<>();
    private final List<List<NodeSupply.Bits>> nodes = new ArrayList<>();
    private final Perturbation nothing;
    private final int[] zeros;
    private final int[] ones;
    private int targets;
    private int abstaining;
    private boolean nodesKnown;

    private Builder(int regions) {
      if (regions < 1) {
        throw new IllegalArgumentException(
            "Targets in %d regions; there must be at least one.".formatted(regions));
      }
      this.regions = regions;
      nothing = Perturbation.none(regions);
      zeros = new int[regions];
      ones = new int[regions];
      Arrays.fill(zeros, Integer.MAX_VALUE);
      Arrays.fill(ones, Integer.MAX_VALUE);
      for (int j = 0; j < regions; j++) {
        nodes.add(new ArrayList<>());
      }
    }

    int regions() {
      return regions;
    }

    /**
     * Adds one target.
     *
     * @param region its region, in [0, regions)
     * @param lowerBound on the probability of a vote for its class, in [0, 1]
     */
    public Builder add(int region, double lowerBound) {
      return add(region, lowerBound, nothing);
    }

    /**
     * Adds one target whose bound was drawn before some bits changed.
     *
     * @param region its region, in [0, regions)
     * @param lowerBound on the probability of a vote for its class when it was certified, in [0, 1]
     * @param spent net bits changed per region since then
     */
    public Builder add(int region, double lowerBound, Perturbation spent) {
      return add(region, lowerBound, 1, Double.NEGATIVE_INFINITY, spent);
    }

    /**
     * Adds one target with all that is proven of it: the lower bound on the mean, the upper bound
     * on rivals (plurality form; rounded up to a coarse grid, on which targets share thresholds)
     * and the one-mean row of scores. It falls only if an attack beats all of them.
     */
    public Builder add(int region, ClassBound bound) {
      return add(region, bound, nothing);
    }

    /**
     * The same for a target whose bound was drawn before some bits changed.
     *
     * @param spent net bits changed per region since then
     */
    public Builder add(int region, ClassBound bound, Perturbation spent) {
      if (bound instanceof VoteBound votes) {
        double rival = votes.rivalBound().orElse(1);
        return add(region, votes.lowerBound(), rival, Double.NEGATIVE_INFINITY, spent);
      }
      ScoreBound scores = (ScoreBound) bound;
      double distance =
          scores.oneMean().isPresent() ? scores.varianceEta() : Double.NEGATIVE_INFINITY;
      return add(region, scores.lowerBound(), 1, distance, spent);
    }

    private Builder add(
        int region, double lowerBound, double rival, double distance, Perturbation spent) {
      requireRegion(region);
      if (!(lowerBound >= 0 && lowerBound <= 1)) {
        throw new IllegalArgumentException(
            "Lower bound of a target in region %d is %s; it must lie in [0, 1]."
                .formatted(region, lowerBound));
      }
      if (spent.regions() != regions) {
        throw new IllegalArgumentException(
            "Displacement is given for %d regions; there are %d."
                .formatted(spent.regions(), regions));
      }
      targets++;
      double shared = RivalGrid.up(rival);
      if (lowerBound > Math.min(0.5, rival)) {
        bounds
            .computeIfAbsent(new GroupKey(region, spent, shared), key -> new ArrayList<>())
            .add(new TargetGroup.Target(lowerBound, distance));
      } else {
        abstaining++;
      }
      return this;
    }

    /**
     * Says how many bits of either value a region has; without this there is no end of them.
     *
     * @param zeros bits that are zero in this region, at least 0
     * @param ones bits that are one in this region, at least 0
     */
    public Builder available(int region, long zeros, long ones) {
      requireRegion(region);
      if (zeros < 0 || ones < 0) {
        throw new IllegalArgumentException(
            "Region %d has %d zeros and %d ones; neither may be negative."
                .formatted(region, zeros, ones));
      }
      this.zeros[region] = (int) Math.min(zeros, Integer.MAX_VALUE);
      this.ones[region] = (int) Math.min(ones, Integer.MAX_VALUE);
      return this;
    }

    /**
     * Names one node whose bits an adversary can change. With the first call, nodes that are not
     * named are protected and {@link #available} has been replaced by the sums over the named ones.
     *
     * @param region of the node
     * @param zeros its bits that are zero, at least 0
     * @param ones its bits that are one, at least 0
     */
    public Builder attackable(int region, int zeros, int ones) {
      requireRegion(region);
      if (!nodesKnown) {
        Arrays.fill(this.zeros, 0);
        Arrays.fill(this.ones, 0);
        nodesKnown = true;
      }
      nodes.get(region).add(new NodeSupply.Bits(zeros, ones));
      return available(region, (long) this.zeros[region] + zeros, (long) this.ones[region] + ones);
    }

    public CollectiveTargets build() {
      return new CollectiveTargets(this);
    }

    private void requireRegion(int region) {
      if (region < 0 || region >= regions) {
        throw new IllegalArgumentException(
            "Region is %d; it must lie in [0, %d).".formatted(region, regions));
      }
    }
  }
}
