package io.ringfence.graph;

import java.util.AbstractList;
import java.util.RandomAccess;

/** A strictly ascending array that nobody changes, as a list without a box for each value. */
final class IntsView extends AbstractList<Integer> implements RandomAccess {

  private final int[] values;

  IntsView(int[] values) {
    this.values = values;
  }

  @Override
  public Integer get(int position) {
    return values[position];
  }

  @Override
  public int size() {
    return values.length;
  }
}
