package io.ringfence.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Real attributes of a node. Owns its array. */
final class ValuesRow implements AttributeRow {

  private final float[] values;

  private ValuesRow(float[] values) {
    this.values = values;
  }

  static ValuesRow of(List<Float> values) {
    float[] copy = new float[values.size()];
    for (int k = 0; k < copy.length; k++) {
      copy[k] = values.get(k);
    }
    return new ValuesRow(copy);
  }

  float[] values() {
    return values;
  }

  ValuesRow with(Map<Integer, Float> changes) {
    float[] copy = values.clone();
    changes.forEach((index, value) -> copy[index] = value);
    return new ValuesRow(copy);
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
