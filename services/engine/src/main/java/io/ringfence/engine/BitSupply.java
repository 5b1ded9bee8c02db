package io.ringfence.engine;

import io.ringfence.graph.BinaryAttributeMatrix;
import io.ringfence.graph.Subgraph;
import java.util.ArrayList;
import java.util.List;

/**
 * How many bits of either value each region has to offer to an adversary.
 *
 * @param zeros per region
 * @param ones per region
 */
public record BitSupply(List<Long> zeros, List<Long> ones) {

  public BitSupply {
    zeros = List.copyOf(zeros);
    ones = List.copyOf(ones);
  }

  /**
   * The bits of a whole graph.
   *
   * @param regions number of regions
   */
  public static BitSupply of(Subgraph graph, BinaryAttributeMatrix attributes, int regions) {
    long[] ones = new long[regions];
    long[] bits = new long[regions];
    for (int node = 0; node < graph.nodes(); node++) {
      ones[graph.region(node)] += attributes.ones().count(node);
      bits[graph.region(node)] += attributes.dimension();
    }
    List<Long> zeroList = new ArrayList<>(regions);
    List<Long> oneList = new ArrayList<>(regions);
    for (int region = 0; region < regions; region++) {
      zeroList.add(bits[region] - ones[region]);
      oneList.add(ones[region]);
    }
    return new BitSupply(zeroList, oneList);
  }
}
