package io.ringfence.certificates;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * How many nodes an adversary has to attack for given counts in one column, by {@link
 * AdversaryLimits}. Immutable.
 */
final class NodeSupply {

  /** More nodes than there are. */
  static final int IMPOSSIBLE = Integer.MAX_VALUE;

  /** Zeros and ones of one node. */
  record Bits(int zeros, int ones) {}

  private final boolean known;
  private final int bitsPerNode;
  private final long[] zeros;
  private final long[] ones;
  private final long[] both;

  private NodeSupply(boolean known, int bitsPerNode, long[] zeros, long[] ones, long[] both) {
    this.known = known;
    this.bitsPerNode = bitsPerNode;
    this.zeros = zeros;
    this.ones = ones;
    this.both = both;
  }

  /** Nodes that are not known one by one. */
  static NodeSupply unknown(int bitsPerNode) {
    return new NodeSupply(false, bitsPerNode, new long[0], new long[0], new long[0]);
  }

  /** All nodes that can be attacked. */
  static NodeSupply of(List<Bits> nodes, int bitsPerNode) {
    return new NodeSupply(
        true,
        bitsPerNode,
        most(nodes.stream().mapToLong(n -> Math.min(bitsPerNode, n.zeros))),
        most(nodes.stream().mapToLong(n -> Math.min(bitsPerNode, n.ones))),
        most(nodes.stream().mapToLong(n -> Math.min(bitsPerNode, (long) n.zeros + n.ones))));
  }

  /** need(a, d), {@link #IMPOSSIBLE} if all nodes together do not have the bits. */
  int need(int additions, int deletions) {
    long sum = (long) additions + deletions;
    if (sum == 0) {
      return 0;
    }
    if (!known) {
      return bitsPerNode == 0
          ? IMPOSSIBLE
          : (int) Math.min(IMPOSSIBLE, (sum + bitsPerNode - 1) / bitsPerNode);
    }
    return Math.max(fewest(both, sum), Math.max(fewest(zeros, additions), fewest(ones, deletions)));
  }

  /** Least k whose k richest nodes have {@code wanted} bits. */
  private static int fewest(long[] sums, long wanted) {
    int at = Arrays.binarySearch(sums, wanted);
    if (at < 0) {
      at = -at - 1;
    }
    while (at > 0 && at < sums.length && sums[at - 1] >= wanted) {
      at--;
    }
    return at >= sums.length ? IMPOSSIBLE : at;
  }

  /** Sums of the k largest values, k from 0; from where they stop growing on they are left out. */
  private static long[] most(LongStream values) {
    long[] rising = values.filter(v -> v > 0).sorted().toArray();
    long[] sums = new long[rising.length + 1];
    IntStream.range(0, rising.length)
        .forEach(k -> sums[k + 1] = sums[k] + rising[rising.length - 1 - k]);
    return sums;
  }
}
