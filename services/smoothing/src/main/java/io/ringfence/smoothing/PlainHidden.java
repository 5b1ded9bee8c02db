package io.ringfence.smoothing;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** {@link HiddenLayer} in loops that HotSpot turns into vector instructions. Not thread-safe. */
final class PlainHidden {

  private final HiddenLayer layer;
  private final HiddenCells cells;

  /** Per cell the sum over neighbours; zeros between samples. */
  private final float[][] sums;

  /** Per cell its own part; empty unless a node's product has an own half. */
  private final float[][] own;

  private final float[] row;
  private final float[] made;

  PlainHidden(HiddenLayer layer, HiddenCells cells) {
    this.layer = layer;
    this.cells = cells;
    this.sums = new float[cells.count()][layer.width()];
    this.own = new float[layer.hasOwnHalf() ? cells.count() : 0][layer.width()];
    this.row = new float[layer.width()];
    this.made = new float[cells.count() * layer.stride()];
  }

  /**
   * Adds one view of a node to its cells.
   *
   * @param product of the node's attributes and the first layer
   */
  void add(int view, float scale, float[] product) {
    int width = row.length;
    if (own.length > 0) {
      for (int k = cells.firstOwn(view); k < cells.endOwn(view); k++) {
        System.arraycopy(product, 0, own[cells.own()[k]], 0, width);
      }
      System.arraycopy(product, width, row, 0, width);
    } else {
      System.arraycopy(product, 0, row, 0, width);
    }
    multiply(scale, row);
    RowSums.push(row, cells.pushes(), cells.firstPush(view), cells.endPush(view), sums);
  }

  private static void multiply(float scale, float[] values) {
    for (int k = 0; k < values.length; k++) {
      values[k] = scale * values[k];
    }
  }

  /** Computes all cells, once every node has been added. */
  float[] finish() {
    float[] bias = layer.bias();
    float[] weights = cells.weights();
    DenseProduct second = layer.second();
    for (int cell = 0; cell < sums.length; cell++) {
      float[] sum = sums[cell];
      activate(own.length == 0 ? null : own[cell], bias, weights[cell], sum, row);
      if (second == null) {
        System.arraycopy(row, 0, made, cell * row.length, row.length);
      } else {
        rectify(row);
        second.apply(row, made, cell * second.stride());
      }
      Arrays.fill(sum, 0f);
    }
    return made;
  }

  private static void activate(
      float @Nullable [] own, float[] bias, float weight, float[] sum, float[] out) {
    if (own == null) {
      for (int k = 0; k < out.length; k++) {
        out[k] = bias[k] + weight * sum[k];
      }
    } else {
      for (int k = 0; k < out.length; k++) {
        out[k] = (own[k] + bias[k]) + weight * sum[k];
      }
    }
  }

  private static void rectify(float[] values) {
    for (int k = 0; k < values.length; k++) {
      values[k] = Math.max(values[k], 0f);
    }
  }
}
