package io.ringfence.smoothing;

import io.ringfence.graph.SmoothingTask;
import io.ringfence.graph.SparseRows;

/**
 * The flips of all nodes of a group in one sample, as lists of attributes: per node one list per p⁺
 * of what is added there but at no lower one, and one per p⁻ of what survives there but at no
 * higher one. Not thread-safe.
 */
final class FlipDraws {

  private final SmoothingTask task;
  private final SparseRows ones;
  private final FlipLevels levels;
  private final NodeNoise noise;
  private final LevelledList found;
  private final IntLists lists = new IntLists();

  FlipDraws(
      SmoothingTask task,
      SparseRows ones,
      FlipLevels levels,
      int outputs,
      CoarseComparison comparison) {
    this.task = task;
    this.ones = ones;
    this.levels = levels;
    this.noise = new NodeNoise(ones.width(), comparison);
    this.found = new LevelledList(ones.width(), outputs);
  }

  void draw(long sample) {
    GroupNodes nodes = levels.nodes();
    Thresholds additions = levels.additions();
    Thresholds deletions = levels.deletions();
    lists.clear();
    noise.sample(task.seed(), sample);
    for (int i = 0; i < nodes.count(); i++) {
      int local = nodes.local(i);
      noise.node(task.subgraph().ordinal(local), ones, local);
      noise.additions(additions.values(), additions.start(i), additions.count(i), found);
      keep(additions.count(i));
      noise.survivors(deletions.values(), deletions.start(i), deletions.count(i), found);
      keep(deletions.count(i));
    }
  }

  private void keep(int slots) {
    for (int slot = 0; slot < slots; slot++) {
      lists.add(found.attributes(), found.start(slot), found.end(slot));
      lists.end();
    }
  }

  /** All attributes, list after list, until the next draw. */
  int[] attributes() {
    return lists.raw();
  }

  /** Where each list begins, and the end, until the next draw. */
  int[] starts() {
    return lists.rawStarts();
  }
}
