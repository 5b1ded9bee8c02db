package io.ringfence.certificates;

import java.util.Arrays;

/**
 * What an adversary may not do besides exceeding a budget. Immutable.
 *
 * <p><b>Nodes and bits per node.</b> An adversary who attacks at most m nodes and changes at most r
 * bits of each can put a additions and d deletions into one region only if it attacks at least
 *
 * <pre>   need(a, d) = max( k⁺(a), k⁻(d), k(a + d) ) </pre>
 *
 * nodes there, where k⁺(a) is the least number of nodes whose zeros, at most r of each, add up to
 * a; k⁻ and k the same for ones and for both. What is searched are all counts per region with Σ
 * need ≤ m. Every attack that the limits allow has such counts, so the certificate is sound;
 * conversely, if every node that can be attacked has at least r zeros (as sparse attributes do),
 * all such counts can be attained, so the search is exact. Where the nodes are not known one by one
 * (see {@link CollectiveTargets.Builder#attackable}), need(a, d) = ⌈(a + d)/r⌉.
 *
 * <p><b>Caps per region</b> bound the additions and the deletions in one region; they are met
 * exactly. <b>Protected nodes</b> have no bits to offer: leave them out when telling the targets
 * what can be attacked; their predictions remain targets.
 */
public final class AdversaryLimits {

  /** No limits but the budget. */
  public static final AdversaryLimits NONE = new AdversaryLimits(new Builder(0));

  private final int attackedNodes;
  private final int bitsPerNode;
  private final int[] additions;
  private final int[] deletions;

  private AdversaryLimits(Builder builder) {
    attackedNodes = builder.attackedNodes;
    bitsPerNode = builder.bitsPerNode;
    additions = builder.additions.clone();
    deletions = builder.deletions.clone();
  }

  /** Limits in a graph of {@code regions} regions. */
  public static Builder builder(int regions) {
    return new Builder(regions);
  }

  /** m, {@link Integer#MAX_VALUE} without a limit. */
  public int attackedNodes() {
    return attackedNodes;
  }

  /** r, {@link Integer#MAX_VALUE} without a limit. */
  public int bitsPerNode() {
    return bitsPerNode;
  }

  /** Most additions in one region, {@link Integer#MAX_VALUE} without a limit. */
  public int additions(int region) {
    return region < additions.length ? additions[region] : Integer.MAX_VALUE;
  }

  /** Most deletions in one region, {@link Integer#MAX_VALUE} without a limit. */
  public int deletions(int region) {
    return region < deletions.length ? deletions[region] : Integer.MAX_VALUE;
  }

  /** m·r, at most {@link Integer#MAX_VALUE}. */
  int bits() {
    return (int) Math.min(Integer.MAX_VALUE, (long) attackedNodes * bitsPerNode);
  }

  /** Whether nodes or bits per node are limited. */
  boolean limitsNodes() {
    return attackedNodes < Integer.MAX_VALUE || bitsPerNode < Integer.MAX_VALUE;
  }

  /** The budget without what m·r bits cannot spend of it. */
  Budget within(Budget budget) {
    return new Budget(Math.min(bits(), budget.additions()), Math.min(bits(), budget.deletions()));
  }

  /** Collects limits; not thread-safe. */
  public static final class Builder {
    private final int[] additions;
    private final int[] deletions;
    private int attackedNodes = Integer.MAX_VALUE;
    private int bitsPerNode = Integer.MAX_VALUE;

    private Builder(int regions) {
      additions = new int[regions];
      deletions = new int[regions];
      Arrays.fill(additions, Integer.MAX_VALUE);
      Arrays.fill(deletions, Integer.MAX_VALUE);
    }

    /** At most {@code most} nodes have bits changed; at least 0. */
    public Builder attackedNodes(int most) {
      attackedNodes = required("Attacked nodes", most);
      return this;
    }

    /** At most {@code most} bits of any one node are changed; at least 0. */
    public Builder bitsPerNode(int most) {
      bitsPerNode = required("Bits per node", most);
      return this;
    }

    /** At most so many changes in one region. */
    public Builder region(int region, int mostAdditions, int mostDeletions) {
      if (region < 0 || region >= additions.length) {
        throw new IllegalArgumentException(
            "Region is %d; it must lie in [0, %d).".formatted(region, additions.length));
      }
      additions[region] = required("Additions in region " + region, mostAdditions);
      deletions[region] = required("Deletions in region " + region, mostDeletions);
      return this;
    }

    public AdversaryLimits build() {
      return new AdversaryLimits(this);
    }

    private static int required(String what, int most) {
      if (most < 0) {
        throw new IllegalArgumentException(
            "%s limited to %d; a limit must not be negative.".formatted(what, most));
      }
      return most;
    }
  }
}
