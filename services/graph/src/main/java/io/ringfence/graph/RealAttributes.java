package io.ringfence.graph;

import java.util.List;

/** One value per attribute, float32. */
public record RealAttributes(List<Float> values) implements NodeAttributes {

  public RealAttributes {
    values = List.copyOf(values);
  }
}
