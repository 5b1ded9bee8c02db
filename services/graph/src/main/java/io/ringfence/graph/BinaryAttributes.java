package io.ringfence.graph;

import java.util.List;

/** Indices of the attributes that are one; duplicates and order do not matter. */
public record BinaryAttributes(List<Integer> ones) implements NodeAttributes {

  public BinaryAttributes {
    if (!(ones instanceof IntsView)) {
      ones = ascending(ones) ? List.copyOf(ones) : ones.stream().distinct().sorted().toList();
    }
  }

  private static boolean ascending(List<Integer> indices) {
    int previous = Integer.MIN_VALUE;
    for (int index : indices) {
      if (index <= previous) {
        return false;
      }
      previous = index;
    }
    return true;
  }
}
