package io.ringfence.graph;

import java.util.List;

/** Indices of the attributes that are one; duplicates and order do not matter. */
public record BinaryAttributes(List<Integer> ones) implements NodeAttributes {

  public BinaryAttributes {
    ones = ones.stream().distinct().sorted().toList();
  }
}
