package io.ringfence.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Real attributes of a node. Owns its array. */
final class ValuesRow implements AttributeRow {

  private final float[] values;
  private final int set;

  private ValuesRow(float[] values, int set) {
    this.values = values;
    this.set = set;
  }

  static ValuesRow of(List<Float> values) {
    float[] copy = new float[values.size()];
    int set = 0;
    for (int k = 0; k < copy.length; k++) {
      copy[k] = values.get(k);
      set += isSet(copy[k]);
    }
    return new ValuesRow(copy, set);
  }

  float[] values() {
    return values;
  }

  ValuesRow with(Map<Integer, Float> changes) {
    float[] copy = values.clone();
    int after = set;
    for (Map.Entry<Integer, Float> change : changes.entrySet()) {
      int index = change.getKey();
      after += isSet(change.getValue()) - isSet(copy[index]);
      copy[index] = change.getValue();
    }
    return new ValuesRow(copy, after);
  }

  /** 1 or 0; neither of the two zeros is set. */
  private static int isSet(float value) {
    return value == 0 ? 0 : 1;
  }

  @Override
  public int set() {
    return set;
  }

  @Override
  public NodeAttributes toAttributes() {
    List<Float> list = new ArrayList<>(values.length);
    for (float value : values) {
      list.add(value);
    }
    return new RealAttributes(list);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ValuesRow that && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }
}
