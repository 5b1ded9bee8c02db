package io.ringfence.smoothing;

import io.ringfence.graph.Subgraph;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Binary attributes with flipped bits. For each node the noise is drawn once, and what all regions
 * see of it comes from the same draws: the attributes added at a lower p⁺ are among those added at
 * a higher one, the survivors of a higher p⁻ among those of a lower one. Each weight row is
 * therefore summed once, whatever the number of levels. Not thread-safe.
 */
final class FlipInputs implements NoisyInputs {

  private final Subgraph subgraph;
  private final FlipLevels levels;
  private final FlipDraws draws;
  private final HiddenLayer layer;
  private final FixedRows rows;
  private final PlainHidden hidden;

  /** Sum of added rows of each slot. */
  private final int[][] added;

  /** Sum of surviving rows of each slot. */
  private final int[][] surviving;

  private final float[] product;

  FlipInputs(
      Subgraph subgraph,
      FlipLevels levels,
      FlipDraws draws,
      HiddenLayer layer,
      HiddenCells cells,
      int outputs) {
    this.subgraph = subgraph;
    this.levels = levels;
    this.draws = draws;
    this.layer = layer;
    this.rows = layer.first().fixed();
    this.hidden = new PlainHidden(layer, cells);
    this.added = new int[outputs][rows.width()];
    this.surviving = new int[outputs][rows.width()];
    this.product = new float[rows.width()];
  }

  @Override
  public float[] draw(long sample) {
    draws.draw(sample);
    NoiseViews views = levels.views();
    for (int i = 0; i < levels.nodes().count(); i++) {
      sumAdded(i);
      sumSurviving(i);
      float scale = layer.scale(subgraph.degree(levels.nodes().local(i)));
      for (int view = views.start(i); view < views.end(i); view++) {
        rows.read(added[levels.addition(view)], surviving[levels.deletion(view)], product);
        hidden.add(view, scale, product);
      }
    }
    return hidden.finish();
  }

  /** From the lowest p⁺ up: each slot begins with the sum of the one below. */
  private void sumAdded(int i) {
    int first = levels.firstAddition(i);
    int count = levels.additions().count(i);
    for (int slot = 0; slot < count; slot++) {
      sum(first + slot, slot == 0 ? null : added[slot - 1], added[slot]);
    }
  }

  /** From the highest p⁻ down: each slot begins with the sum of the one above. */
  private void sumSurviving(int i) {
    int first = levels.firstDeletion(i);
    int count = levels.deletions().count(i);
    for (int slot = count - 1; slot >= 0; slot--) {
      sum(first + slot, slot == count - 1 ? null : surviving[slot + 1], surviving[slot]);
    }
  }

  private void sum(int list, int @Nullable [] before, int[] sum) {
    if (before == null) {
      Arrays.fill(sum, 0);
    } else {
      System.arraycopy(before, 0, sum, 0, sum.length);
    }
    rows.add(draws.attributes(), draws.starts()[list], draws.starts()[list + 1], sum);
  }

  @Override
  public int stride() {
    return layer.stride();
  }
}
