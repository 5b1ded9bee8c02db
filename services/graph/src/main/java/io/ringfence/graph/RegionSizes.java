package io.ringfence.graph;

import java.util.Arrays;
import java.util.List;

/** Number of nodes in each region of the current epoch. */
final class RegionSizes {

  private final int[] sizes;

  RegionSizes(int regions) {
    sizes = new int[regions];
  }

  int regions() {
    return sizes.length;
  }

  List<Integer> toList() {
    return Arrays.stream(sizes).boxed().toList();
  }

  void add(int region) {
    sizes[region]++;
  }

  void remove(int region) {
    sizes[region]--;
  }

  /** The region with the fewest nodes; the first of them if there are several. */
  int smallest() {
    int best = 0;
    for (int region = 1; region < sizes.length; region++) {
      if (sizes[region] < sizes[best]) {
        best = region;
      }
    }
    return best;
  }
}
