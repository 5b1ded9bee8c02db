package io.ringfence.smoothing;

import io.ringfence.graph.SparseRows;
import io.ringfence.graph.Subgraph;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The nodes on which the predictions of some targets depend, renumbered by their distance from the
 * targets: positions {@code 0 … within(0)-1} are the targets, {@code 0 … within(h)-1} all nodes at
 * most h hops away; within one distance by local index. Step t of a pass that looks {@code hops}
 * far only needs the rows within {@code hops - t}, a prefix.
 *
 * <p>Neighbours of a row keep the order of their ordinals, so that sums do not depend on the
 * targets nor on the piece of the graph. Immutable; thread-safe.
 */
final class RegionField {

  private final int hops;
  private final int[] nodes;
  private final int[] within;
  private final int[] offsets;
  private final int[] columns;
  private final float[] scale;
  private final float[] meanWeight;
  private @Nullable Readers readers;

  private RegionField(
      int hops,
      int[] nodes,
      int[] within,
      int[] offsets,
      int[] columns,
      float[] scale,
      float[] meanWeight) {
    this.hops = hops;
    this.nodes = nodes;
    this.within = within;
    this.offsets = offsets;
    this.columns = columns;
    this.scale = scale;
    this.meanWeight = meanWeight;
  }

  /**
   * @param targets local indices; their order does not matter
   * @param hops how many propagation steps the model takes
   * @throws IllegalArgumentException if the piece cuts into the receptive field of a target
   */
  static RegionField of(Subgraph subgraph, int[] targets, int hops) {
    int[] position = new int[subgraph.nodes()];
    Arrays.fill(position, -1);
    int[] within = new int[hops + 1];
    int[] nodes = reach(subgraph.neighbours(), targets, within, position);
    int rows = hops == 0 ? 0 : within[hops - 1];
    int[] offsets = new int[rows + 1];
    for (int row = 0; row < rows; row++) {
      requireWhole(subgraph, nodes[row]);
      offsets[row + 1] = offsets[row] + subgraph.degree(nodes[row]);
    }
    int[] columns = new int[offsets[rows]];
    for (int row = 0; row < rows; row++) {
      int at = offsets[row];
      SparseRows neighbours = subgraph.neighbours();
      for (int k = neighbours.start(nodes[row]); k < neighbours.end(nodes[row]); k++) {
        columns[at++] = position[neighbours.column(k)];
      }
    }
    float[] scale = new float[nodes.length];
    float[] meanWeight = new float[nodes.length];
    for (int i = 0; i < nodes.length; i++) {
      int degree = subgraph.degree(nodes[i]);
      scale[i] = ofDegree(degree);
      meanWeight[i] = degree == 0 ? 0 : 1f / degree;
    }
    return new RegionField(hops, nodes, within, offsets, columns, scale, meanWeight);
  }

  private static int[] reach(SparseRows neighbours, int[] targets, int[] within, int[] position) {
    int[] nodes = new int[neighbours.rows()];
    int[] sorted = targets.clone();
    Arrays.sort(sorted);
    int size = 0;
    for (int target : sorted) {
      position[target] = size;
      nodes[size++] = target;
    }
    within[0] = size;
    int begin = 0;
    for (int h = 1; h < within.length; h++) {
      int end = size;
      for (int i = begin; i < end; i++) {
        for (int k = neighbours.start(nodes[i]); k < neighbours.end(nodes[i]); k++) {
          int other = neighbours.column(k);
          if (position[other] < 0) {
            position[other] = 0;
            nodes[size++] = other;
          }
        }
      }
      Arrays.sort(nodes, end, size);
      for (int i = end; i < size; i++) {
        position[nodes[i]] = i;
      }
      within[h] = size;
      begin = end;
    }
    return Arrays.copyOf(nodes, size);
  }

  static void requireWhole(Subgraph subgraph, int node) {
    if (subgraph.neighbours().count(node) != subgraph.degree(node)) {
      throw new IllegalArgumentException(
          "Node with ordinal %d has %d neighbours of which the subgraph holds %d; it must hold the whole receptive field of every target. Extract it with as many hops as the model has."
              .formatted(
                  subgraph.ordinal(node),
                  subgraph.degree(node),
                  subgraph.neighbours().count(node)));
    }
  }

  int hops() {
    return hops;
  }

  int nodes() {
    return nodes.length;
  }

  /** Local index of the node at a position. */
  int local(int position) {
    return nodes[position];
  }

  /** Number of nodes at most {@code h} hops from a target. */
  int within(int h) {
    return within[h];
  }

  int targets() {
    return within[0];
  }

  /** {@code 1 / sqrt(degree + 1)}. */
  float scale(int position) {
    return scale[position];
  }

  /** {@code 1 / degree}, 0 for an isolated node. */
  float meanWeight(int position) {
    return meanWeight[position];
  }

  /** {@code 1 / sqrt(degree + 1)}. */
  static float ofDegree(int degree) {
    return (float) (1 / Math.sqrt(degree + 1.0));
  }

  /** Number of neighbours of a position less than {@code hops} away from a target. */
  int neighbours(int position) {
    return offsets[position + 1] - offsets[position];
  }

  /** Position of neighbour k of a position less than {@code hops} away from a target. */
  int neighbour(int position, int k) {
    return columns[offsets[position] + k];
  }

  /**
   * Number of positions less than {@code hops} away from a target: those whose neighbours are here.
   */
  int rows() {
    return offsets.length - 1;
  }

  /** Neighbourhood the other way round. Immutable. */
  static final class Readers {
    private final int[] starts;
    private final int[] rows;

    private Readers(int[] starts, int[] rows) {
      this.starts = starts;
      this.rows = rows;
    }

    /** Where the rows begin that have a position as their neighbour, among {@link #row}. */
    int start(int position) {
      return starts[position];
    }

    int end(int position) {
      return starts[position + 1];
    }

    /** For one position they ascend. */
    int row(int k) {
      return rows[k];
    }
  }

  /** For each position the rows that have it as a neighbour; made on first use. */
  synchronized Readers readers() {
    Readers made = readers;
    if (made == null) {
      int[] ends = new int[nodes.length + 2];
      for (int column : columns) {
        ends[column + 2]++;
      }
      for (int p = 2; p < ends.length; p++) {
        ends[p] += ends[p - 1];
      }
      int[] rows = new int[columns.length];
      for (int row = 0; row < rows(); row++) {
        for (int k = offsets[row]; k < offsets[row + 1]; k++) {
          rows[ends[columns[k] + 1]++] = row;
        }
      }
      made = new Readers(ends, rows);
      readers = made;
    }
    return made;
  }

  /** Adds the rows of all neighbours of a position, in the order of their ordinals, to a vector. */
  void addNeighbours(float[][] matrix, int position, float[] sum) {
    RowSums.add(matrix, columns, offsets[position], offsets[position + 1], sum);
  }
}
