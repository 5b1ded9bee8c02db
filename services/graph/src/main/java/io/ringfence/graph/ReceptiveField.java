package io.ringfence.graph;

/**
 * How far a model looks: which nodes' predictions a change can reach.
 *
 * @param attributeHops a change of a node's attributes reaches nodes at most this many hops away
 * @param structureHops adding or removing an edge reaches nodes at most this many hops from either
 *     of its ends, in the graph before or after the change (one less than {@code attributeHops} for
 *     mean aggregation, equal for symmetric normalisation, whose weights depend on degrees); never
 *     fewer than that: the last edge towards a node that is just in reach has an end one hop nearer
 */
public record ReceptiveField(int attributeHops, int structureHops) {

  /** Of a model that looks at the whole graph, whether it hangs together or not. */
  public static final ReceptiveField UNBOUNDED =
      new ReceptiveField(Integer.MAX_VALUE, Integer.MAX_VALUE);

  public ReceptiveField {
    if (attributeHops < 0
        || structureHops < Math.max(0, attributeHops - 1)
        || structureHops > attributeHops) {
      throw new IllegalArgumentException(
          "Receptive field (%d attribute hops, %d structure hops) must have structure = attribute or attribute - 1, and neither negative."
              .formatted(attributeHops, structureHops));
    }
  }

  /** Whether a change anywhere reaches every node. */
  public boolean isUnbounded() {
    return attributeHops == Integer.MAX_VALUE;
  }
}
