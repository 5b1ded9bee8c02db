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
    return new OnesRow(SortedInts.union(ones, ascending(indices)));
  }

  /** This row with the given attributes turned into zeros. */
  OnesRow without(List<Integer> indices) {
    return new OnesRow(SortedInts.difference(ones, ascending(indices)));
  }

  @Override
  public NodeAttributes toAttributes() {
    return new BinaryAttributes(Arrays.stream(ones).boxed().toList());
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
