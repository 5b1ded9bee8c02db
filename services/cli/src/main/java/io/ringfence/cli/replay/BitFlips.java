package io.ringfence.cli.replay;

import io.ringfence.graph.BinaryAttributes;
import io.ringfence.graph.GraphOp;
import io.ringfence.graph.dataset.Dataset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.random.RandomGenerator;

/** Changes of binary attributes: one bit is turned over. */
final class BitFlips implements AttributeChanges {
  private final Dataset dataset;
  private final List<BitSet> ones = new ArrayList<>();

  /** The whole dataset, whose attributes must be binary. */
  BitFlips(Dataset dataset) {
    this.dataset = dataset;
    for (int node = 0; node < dataset.nodes(); node++) {
      BitSet bits = new BitSet();
      ((BinaryAttributes) dataset.attributesOf(node)).ones().forEach(bits::set);
      ones.add(bits);
    }
  }

  /** As often a one as any. */
  @Override
  public GraphOp quiet(int node, RandomGenerator random) {
    return flip(node, random.nextBoolean() ? randomOne(node, random) : randomAttribute(random));
  }

  /** Takes ones away and puts foreign ones in their place, two turns each. */
  @Override
  public GraphOp hostile(int node, int turn, RandomGenerator random) {
    return flip(node, turn / 2 % 2 == 0 ? randomOne(node, random) : randomAttribute(random));
  }

  private GraphOp flip(int node, int attribute) {
    BitSet bits = ones.get(node);
    bits.flip(attribute);
    return bits.get(attribute)
        ? new GraphOp.SetAttributes(dataset.nodeId(node), List.of(attribute))
        : new GraphOp.ClearAttributes(dataset.nodeId(node), List.of(attribute));
  }

  private int randomAttribute(RandomGenerator random) {
    return random.nextInt(dataset.attributes().dimension());
  }

  /** An attribute of the node that is one; any attribute if none is. */
  private int randomOne(int node, RandomGenerator random) {
    BitSet bits = ones.get(node);
    if (bits.isEmpty()) {
      return randomAttribute(random);
    }
    int rank = random.nextInt(bits.cardinality());
    int attribute = bits.nextSetBit(0);
    for (int i = 0; i < rank; i++) {
      attribute = bits.nextSetBit(attribute + 1);
    }
    return attribute;
  }
}
