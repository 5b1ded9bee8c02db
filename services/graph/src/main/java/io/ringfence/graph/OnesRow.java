package io.ringfence.graph;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** Indices of the ones of a node, strictly ascending. Owns its array. */
final class OnesRow implements AttributeRow {

  private final int[] ones;

  private OnesRow(int[] ones) {
    this.ones = ones;
  }

  static OnesRow of(Collection<Integer> indices) {
    return new OnesRow(ascending(indices));
  }

  int[] ones() {
    return ones;
  }

  /** This row with the given attributes turned into ones. */
  OnesRow with(List<Integer> indices) {
    if (indices.size() == 1) {
      int index = indices.get(0);
      return SortedInts.contains(ones, index) ? this : new OnesRow(SortedInts.plus(ones, index));
    }
    return new OnesRow(SortedInts.union(ones, ascending(indices)));
  }

  /** This row with the given attributes turned into zeros. */
  OnesRow without(List<Integer> indices) {
    if (indices.size() == 1) {
      int index = indices.get(0);
      return SortedInts.contains(ones, index) ? new OnesRow(SortedInts.minus(ones, index)) : this;
    }
    return new OnesRow(SortedInts.difference(ones, ascending(indices)));
  }

  @Override
  public int set() {
    return ones.length;
  }

  @Override
  public NodeAttributes toAttributes() {
    return new BinaryAttributes(new IntsView(ones));
  }

  private static int[] ascending(Collection<Integer> indices) {
    return indices.stream().mapToInt(Integer::intValue).sorted().distinct().toArray();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OnesRow that && Arrays.equals(ones, that.ones);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(ones);
  }
}
