package io.ringfence.graph;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Gives the newcomers of one batch a region within the current epoch.
 *
 * <p>Newcomers are the new nodes and those that had no edge before the batch and have one now. A
 * newcomer joins the region of the nearest node, in hops after the batch, that is not a newcomer;
 * of several the smallest region index. Newcomers connected only among themselves share one region:
 * that of the one with the smallest ordinal among them that had a region already, else the region
 * with the fewest nodes.
 */
final class RegionJoin {

  private final NodeTable table;
  private final BatchJournal journal;
  private final RegionSizes sizes;
  private final TreeSet<Integer> waiting = new TreeSet<>();

  RegionJoin(NodeTable table, BatchJournal journal, RegionSizes sizes) {
    this.table = table;
    this.journal = journal;
    this.sizes = sizes;
  }

  /** Writes the regions of all newcomers and brings the sizes up to date. */
  void run() {
    for (int slot : journal.touched()) {
      count(slot, journal.before(slot), table.get(slot));
    }
    if (waiting.isEmpty()) {
      return;
    }
    Map<Integer, Integer> wave = firstWave();
    while (!wave.isEmpty()) {
      wave.forEach(this::join);
      wave = nextWave(wave);
    }
    while (!waiting.isEmpty()) {
      joinIsland(waiting.first());
    }
  }

  private void count(int slot, @Nullable NodeRecord before, @Nullable NodeRecord after) {
    if (before != null) {
      sizes.remove(before.region());
    }
    if (after == null) {
      return;
    }
    boolean newcomer =
        before == null || (before.neighbours().length == 0 && after.neighbours().length > 0);
    if (newcomer) {
      waiting.add(slot);
    } else {
      sizes.add(after.region());
    }
  }

  private Map<Integer, Integer> firstWave() {
    Map<Integer, Integer> wave = new HashMap<>();
    for (int slot : waiting) {
      for (int neighbour : table.at(slot).neighbours()) {
        if (!waiting.contains(neighbour)) {
          wave.merge(slot, table.at(neighbour).region(), Math::min);
        }
      }
    }
    return wave;
  }

  private Map<Integer, Integer> nextWave(Map<Integer, Integer> wave) {
    Map<Integer, Integer> next = new HashMap<>();
    wave.forEach(
        (slot, region) -> {
          for (int neighbour : table.at(slot).neighbours()) {
            if (waiting.contains(neighbour)) {
              next.merge(neighbour, region, Math::min);
            }
          }
        });
    return next;
  }

  private void joinIsland(int first) {
    IntList island = new IntList();
    island.add(first);
    TreeSet<Integer> seen = new TreeSet<>();
    seen.add(first);
    for (int k = 0; k < island.size(); k++) {
      for (int neighbour : table.at(island.get(k)).neighbours()) {
        if (seen.add(neighbour)) {
          island.add(neighbour);
        }
      }
    }
    int region = sizes.smallest();
    for (int slot : seen.descendingSet()) {
      NodeRecord before = journal.before(slot);
      region = before == null ? region : before.region();
    }
    for (int slot : seen) {
      join(slot, region);
    }
  }

  private void join(int slot, int region) {
    waiting.remove(slot);
    sizes.add(region);
    NodeRecord node = table.at(slot);
    if (node.region() != region) {
      journal.write(slot, node.withRegion(region));
    }
  }
}
