package io.ringfence.smoothing;

import io.ringfence.graph.AttributeMatrix;
import io.ringfence.graph.SparseRows;
import io.ringfence.graph.Subgraph;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What a TorchScript module is given for some targets, which come first: the nodes of their
 * receptive field and the edges among them. The module counts degrees itself, so that a node at the
 * border, whose other neighbours are left out, gets as many stand-ins without attributes; they are
 * shared by all nodes and never seen otherwise, being out of reach. Immutable.
 */
final class ScriptPiece {

  private final int[] locals;
  private final int targets;
  private final int standIns;
  private final long[] sources;
  private final long[] destinations;

  private ScriptPiece(
      int[] locals, int targets, int standIns, long[] sources, long[] destinations) {
    this.locals = locals;
    this.targets = targets;
    this.standIns = standIns;
    this.sources = sources;
    this.destinations = destinations;
  }

  /**
   * @param targets local indices
   * @throws IllegalArgumentException if the piece of the graph cuts a receptive field
   */
  static ScriptPiece of(TorchScriptModel model, Subgraph subgraph, int[] targets) {
    if (model.hops().isEmpty()) {
      return withEdges(subgraph, everything(subgraph, targets), targets.length);
    }
    RegionField field = RegionField.of(subgraph, targets, model.hops().getAsInt());
    int[] locals = IntStream.range(0, field.nodes()).map(field::local).toArray();
    return withEdges(subgraph, locals, field.targets());
  }

  private static int[] everything(Subgraph subgraph, int[] targets) {
    int[] sorted = targets.clone();
    Arrays.sort(sorted);
    for (int node = 0; node < subgraph.nodes(); node++) {
      RegionField.requireWhole(subgraph, node);
    }
    return IntStream.concat(
            Arrays.stream(sorted),
            IntStream.range(0, subgraph.nodes())
                .filter(node -> Arrays.binarySearch(sorted, node) < 0))
        .toArray();
  }

  private static ScriptPiece withEdges(Subgraph subgraph, int[] locals, int targets) {
    int[] position = new int[subgraph.nodes()];
    Arrays.fill(position, -1);
    for (int p = 0; p < locals.length; p++) {
      position[locals[p]] = p;
    }
    Edges edges = new Edges();
    SparseRows neighbours = subgraph.neighbours();
    int standIns = 0;
    for (int p = 0; p < locals.length; p++) {
      int inside = 0;
      for (int k = neighbours.start(locals[p]); k < neighbours.end(locals[p]); k++) {
        int other = position[neighbours.column(k)];
        if (other >= 0) {
          edges.add(other, p);
          inside++;
        }
      }
      int missing = subgraph.degree(locals[p]) - inside;
      for (int s = 0; s < missing; s++) {
        edges.add(locals.length + s, p);
        edges.add(p, locals.length + s);
      }
      standIns = Math.max(standIns, missing);
    }
    return new ScriptPiece(locals, targets, standIns, edges.sources(), edges.destinations());
  }

  /** Pairs as they are found. */
  private static final class Edges {
    private final IntLists from = new IntLists();
    private final IntLists to = new IntLists();

    void add(int source, int destination) {
      from.add(source);
      to.add(destination);
    }

    long[] sources() {
      return longs(from);
    }

    long[] destinations() {
      return longs(to);
    }

    private static long[] longs(IntLists list) {
      list.end();
      return Arrays.stream(list.values()).asLongStream().toArray();
    }
  }

  /** Nodes of the graph, without stand-ins. */
  int nodes() {
    return locals.length;
  }

  int local(int position) {
    return locals[position];
  }

  int targets() {
    return targets;
  }

  /** Rows of one copy, stand-ins included. */
  int rows() {
    return locals.length + standIns;
  }

  int edges() {
    return sources.length;
  }

  /** Attributes of one copy without noise, zeros for stand-ins. */
  float[] clean(AttributeMatrix attributes) {
    float[] x = ScriptNoise.room(rows(), attributes.dimension());
    for (int p = 0; p < locals.length; p++) {
      ScriptNoise.clean(attributes, locals[p], x, p * attributes.dimension());
    }
    return x;
  }

  /** The edges of copies side by side that do not touch: all sources, then all destinations. */
  long[] edges(int copies) {
    int count = sources.length;
    long[] all = new long[2 * copies * count];
    for (int copy = 0; copy < copies; copy++) {
      long shift = (long) copy * rows();
      for (int k = 0; k < count; k++) {
        all[copy * count + k] = sources[k] + shift;
        all[(copies + copy) * count + k] = destinations[k] + shift;
      }
    }
    return all;
  }
}
