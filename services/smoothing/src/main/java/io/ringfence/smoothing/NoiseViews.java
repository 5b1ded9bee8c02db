package io.ringfence.smoothing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * The sights of a group (pairs of a node and an output region that sees it) sorted by what they
 * see: all outputs that see a node at the same noise share one <em>view</em> of it. Views are
 * numbered node after node. Immutable.
 */
final class NoiseViews {

  private final int[] viewStarts;
  private final int[] sightStarts;
  private final int[] sights;

  private NoiseViews(int[] viewStarts, int[] sightStarts, int[] sights) {
    this.viewStarts = viewStarts;
    this.sightStarts = sightStarts;
    this.sights = sights;
  }

  /**
   * @param noise tells the noise of a sight: equal numbers, equal noise, among sights of one node;
   *     not negative
   */
  static NoiseViews of(GroupNodes nodes, IntUnaryOperator noise) {
    int[] viewStarts = new int[nodes.count() + 1];
    int[] sights = new int[nodes.sights()];
    List<Integer> starts = new ArrayList<>();
    for (int i = 0; i < nodes.count(); i++) {
      long[] keyed = new long[nodes.end(i) - nodes.start(i)];
      for (int k = nodes.start(i); k < nodes.end(i); k++) {
        keyed[k - nodes.start(i)] = (long) noise.applyAsInt(k) << Integer.SIZE | k;
      }
      Arrays.sort(keyed);
      for (int n = 0; n < keyed.length; n++) {
        if (n == 0 || keyed[n] >>> Integer.SIZE != keyed[n - 1] >>> Integer.SIZE) {
          starts.add(nodes.start(i) + n);
        }
        sights[nodes.start(i) + n] = (int) keyed[n];
      }
      viewStarts[i + 1] = starts.size();
    }
    starts.add(nodes.sights());
    return new NoiseViews(
        viewStarts, starts.stream().mapToInt(Integer::intValue).toArray(), sights);
  }

  /** Number of all views. */
  int count() {
    return sightStarts.length - 1;
  }

  /** First view of node i. */
  int start(int i) {
    return viewStarts[i];
  }

  int end(int i) {
    return viewStarts[i + 1];
  }

  /** Where the sights of a view begin among {@link #sight}. */
  int firstSight(int view) {
    return sightStarts[view];
  }

  int endSight(int view) {
    return sightStarts[view + 1];
  }

  /** Number k of a sight in {@link GroupNodes}. */
  int sight(int place) {
    return sights[place];
  }
}
