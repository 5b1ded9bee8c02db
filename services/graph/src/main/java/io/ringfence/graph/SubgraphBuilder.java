package io.ringfence.graph;

import java.util.Arrays;

/** Cuts immutable pieces out of the node table. */
final class SubgraphBuilder {

  private final NodeTable table;
  private final AttributeSpec spec;

  SubgraphBuilder(NodeTable table, AttributeSpec spec) {
    this.table = table;
    this.spec = spec;
  }

  /**
   * The nodes in the given slots and all edges among them.
   *
   * @param slots ascending
   */
  Subgraph build(int[] slots) {
    int n = slots.length;
    long[] ordinals = new long[n];
    int[] regions = new int[n];
    int[] degrees = new int[n];
    for (int k = 0; k < n; k++) {
      NodeRecord node = table.at(slots[k]);
      ordinals[k] = table.ordinal(slots[k]);
      regions[k] = Math.max(0, node.region());
      degrees[k] = node.neighbours().length;
    }
    return new Subgraph(ordinals, regions, degrees, neighbours(slots), attributes(slots));
  }

  private SparseRows neighbours(int[] slots) {
    int[] offsets = new int[slots.length + 1];
    IntList columns = new IntList();
    for (int k = 0; k < slots.length; k++) {
      for (int neighbour : table.at(slots[k]).neighbours()) {
        int local = Arrays.binarySearch(slots, neighbour);
        if (local >= 0) {
          columns.add(local);
        }
      }
      offsets[k + 1] = columns.size();
    }
    return SparseRows.owning(offsets, columns.toArray(), slots.length);
  }

  private AttributeMatrix attributes(int[] slots) {
    return spec.kind() == AttributeSpec.Kind.BINARY ? ones(slots) : values(slots);
  }

  private BinaryAttributeMatrix ones(int[] slots) {
    int[] offsets = new int[slots.length + 1];
    for (int k = 0; k < slots.length; k++) {
      offsets[k + 1] = Math.addExact(offsets[k], row(slots[k]).length);
    }
    int[] columns = new int[offsets[slots.length]];
    for (int k = 0; k < slots.length; k++) {
      int[] row = row(slots[k]);
      System.arraycopy(row, 0, columns, offsets[k], row.length);
    }
    return new BinaryAttributeMatrix(SparseRows.owning(offsets, columns, spec.dimension()));
  }

  private int[] row(int slot) {
    return ((OnesRow) table.at(slot).attributes()).ones();
  }

  private RealAttributeMatrix values(int[] slots) {
    int dimension = spec.dimension();
    float[] values = new float[Math.multiplyExact(slots.length, dimension)];
    for (int k = 0; k < slots.length; k++) {
      float[] row = ((ValuesRow) table.at(slots[k]).attributes()).values();
      System.arraycopy(row, 0, values, k * dimension, dimension);
    }
    return RealAttributeMatrix.owning(values, slots.length, dimension);
  }
}
