package io.ringfence.graph;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What attributes a graph with a certain {@link AttributeSpec} accepts. */
final class AttributeRules {

  private final AttributeSpec spec;

  AttributeRules(AttributeSpec spec) {
    this.spec = spec;
  }

  Optional<Fault> faultOf(NodeAttributes attributes) {
    if (attributes instanceof BinaryAttributes binary) {
      return faultOfIndices(binary.ones());
    }
    List<Float> values = ((RealAttributes) attributes).values();
    if (spec.kind() != AttributeSpec.Kind.REAL) {
      return wrongKind("real");
    }
    if (values.size() != spec.dimension()) {
      return fault(
          RejectionReason.WRONG_ATTRIBUTE_COUNT,
          "%d attribute values given; every node of this graph has exactly %d; send them all.",
          values.size(),
          spec.dimension());
    }
    for (int index = 0; index < values.size(); index++) {
      if (!Float.isFinite(values.get(index))) {
        return notFinite(index, values.get(index));
      }
    }
    return Optional.empty();
  }

  /** Indices of bits that are to be set or cleared. */
  Optional<Fault> faultOfIndices(List<Integer> indices) {
    if (spec.kind() != AttributeSpec.Kind.BINARY) {
      return wrongKind("binary");
    }
    for (int index : indices) {
      if (!inRange(index)) {
        return outOfRange(index);
      }
    }
    return Optional.empty();
  }

  Optional<Fault> faultOfValues(Map<Integer, Float> values) {
    if (spec.kind() != AttributeSpec.Kind.REAL) {
      return wrongKind("real");
    }
    for (Map.Entry<Integer, Float> entry : values.entrySet()) {
      if (!inRange(entry.getKey())) {
        return outOfRange(entry.getKey());
      }
      if (!Float.isFinite(entry.getValue())) {
        return notFinite(entry.getKey(), entry.getValue());
      }
    }
    return Optional.empty();
  }

  private boolean inRange(int index) {
    return index >= 0 && index < spec.dimension();
  }

  private Optional<Fault> wrongKind(String given) {
    return fault(
        RejectionReason.WRONG_ATTRIBUTE_KIND,
        "%s attributes given, but this graph's attributes are %s; use the ops of that kind.",
        given,
        spec.kind().name().toLowerCase(java.util.Locale.ROOT));
  }

  private Optional<Fault> outOfRange(int index) {
    return fault(
        RejectionReason.ATTRIBUTE_OUT_OF_RANGE,
        "attribute index %s is out of range; this graph has attributes 0 to %d; "
            + "correct the index or serve a model with more attributes.",
        unsigned(index),
        spec.dimension() - 1);
  }

  /** Indices come as unsigned 32-bit numbers: a negative one was sent as one above 2^31. */
  private static String unsigned(int index) {
    return Integer.toUnsignedString(index);
  }

  private static Optional<Fault> notFinite(int index, float value) {
    return fault(
        RejectionReason.NOT_A_FINITE_NUMBER,
        "attribute %d is %s; attribute values must be finite; send a number or leave it out.",
        index,
        value);
  }

  private static Optional<Fault> fault(RejectionReason reason, String format, Object... args) {
    return Optional.of(new Fault(reason, format.formatted(args)));
  }
}
