package io.ringfence.graph;

import java.util.Arrays;
import java.util.OptionalInt;

/**
 * One node inside the live graph. Immutable; the neighbours' array is shared between versions and
 * never changed.
 */
final class NodeRecord {

  /** Region of a node before the first epoch. */
  static final int NO_REGION = -1;

  private static final int NO_LABEL = -1;

  private final String id;
  private final int[] neighbours;
  private final AttributeRow attributes;
  private final int label;
  private final int region;

  private NodeRecord(String id, int[] neighbours, AttributeRow attributes, int label, int region) {
    this.id = id;
    this.neighbours = neighbours;
    this.attributes = attributes;
    this.label = label;
    this.region = region;
  }

  /** A node without edges. */
  static NodeRecord of(String id, AttributeRow attributes, OptionalInt label, int region) {
    return new NodeRecord(id, SortedInts.EMPTY, attributes, label.orElse(NO_LABEL), region);
  }

  String id() {
    return id;
  }

  /** Slots of the neighbours, strictly ascending. */
  int[] neighbours() {
    return neighbours;
  }

  AttributeRow attributes() {
    return attributes;
  }

  int region() {
    return region;
  }

  OptionalInt label() {
    return label == NO_LABEL ? OptionalInt.empty() : OptionalInt.of(label);
  }

  NodeRecord withNeighbours(int[] changed) {
    return new NodeRecord(id, changed, attributes, label, region);
  }

  NodeRecord withContent(AttributeRow changed, OptionalInt changedLabel) {
    return new NodeRecord(id, neighbours, changed, changedLabel.orElse(NO_LABEL), region);
  }

  NodeRecord withAttributes(AttributeRow changed) {
    return new NodeRecord(id, neighbours, changed, label, region);
  }

  NodeRecord withRegion(int changed) {
    return new NodeRecord(id, neighbours, attributes, label, changed);
  }

  /** Whether all that a {@link NodeState} says is the same; edges may differ. */
  boolean sameState(NodeRecord other) {
    return label == other.label
        && region == other.region
        && id.equals(other.id)
        && attributes.equals(other.attributes);
  }

  boolean sameNeighbours(NodeRecord other) {
    return Arrays.equals(neighbours, other.neighbours);
  }

  NodeState toState(long ordinal) {
    return new NodeState(id, ordinal, attributes.toAttributes(), label(), region);
  }
}
