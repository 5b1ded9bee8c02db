package io.ringfence.cli.replay;

import io.ringfence.graph.GraphOp;
import io.ringfence.graph.RealAttributeMatrix;
import io.ringfence.graph.dataset.Dataset;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Changes of real attributes: one value is replaced by that of another node, so that values stay
 * such as the data has them.
 */
final class ValueChanges implements AttributeChanges {

  /** Draws after which equal values are taken to be all there is. */
  private static final int DRAWS = 50;

  private final Dataset dataset;
  private final RealAttributeMatrix read;
  private final Map<Long, Float> changed = new HashMap<>();

  /** The whole dataset, whose attributes must be real. */
  ValueChanges(Dataset dataset) {
    this.dataset = dataset;
    this.read = (RealAttributeMatrix) dataset.attributes();
  }

  /** The value of any other node. */
  @Override
  public GraphOp quiet(int node, RandomGenerator random) {
    return change(node, false, random);
  }

  /** The value of a node of another class, where there is one. */
  @Override
  public GraphOp hostile(int node, int turn, RandomGenerator random) {
    return change(node, true, random);
  }

  private GraphOp change(int node, boolean foreign, RandomGenerator random) {
    int attribute = random.nextInt(read.dimension());
    float old = changed.getOrDefault(place(node, attribute), read.value(node, attribute));
    float value = old;
    for (int draw = 0; draw < DRAWS && value == old; draw++) {
      int donor = random.nextInt(read.nodes());
      boolean wanted = !foreign || !dataset.label(donor).equals(dataset.label(node));
      value = wanted ? read.value(donor, attribute) : old;
    }
    float fresh = value == old ? other(old) : value;
    changed.put(place(node, attribute), fresh);
    return new GraphOp.SetValues(dataset.nodeId(node), Map.of(attribute, fresh));
  }

  /** A value that is not the old one, where the data knows no other. */
  private static float other(float old) {
    return old == 0 ? 1 : 0;
  }

  private long place(int node, int attribute) {
    return (long) node * read.dimension() + attribute;
  }
}
