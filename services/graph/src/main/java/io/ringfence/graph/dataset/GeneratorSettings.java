package io.ringfence.graph.dataset;

/**
 * What a generated graph looks like.
 *
 * @param nodes number of nodes, at least 2
 * @param classes number of classes, all of about the same size
 * @param attributes number of attributes per node, at least one per class
 * @param meanDegree mean number of neighbours, at least 2 and below a quarter of a class
 * @param homophily probability that an edge joins two nodes of one class, in [0, 1]
 * @param attributesPerNode mean number of ones per node; real attributes do not use it
 * @param signal probability that a one is drawn from the attributes typical of the node's class
 *     rather than from all, in [0, 1]; of real attributes, how much higher the typical ones are
 * @param seed same settings and seed, same graph
 */
public record GeneratorSettings(
    int nodes,
    int classes,
    int attributes,
    double meanDegree,
    double homophily,
    double attributesPerNode,
    double signal,
    long seed) {

  public GeneratorSettings {
    require(nodes >= 2, "nodes", nodes, "at least 2");
    require(classes >= 1 && classes <= nodes, "classes", classes, "1 to the number of nodes");
    require(attributes >= classes, "attributes", attributes, "at least one per class");
    require(
        meanDegree >= 2 && meanDegree <= Math.max(2, nodes / (4.0 * classes)),
        "meanDegree",
        meanDegree,
        "at least 2 and at most a quarter of the nodes of a class");
    require(homophily >= 0 && homophily <= 1, "homophily", homophily, "0 to 1");
    require(
        attributesPerNode >= 1 && attributesPerNode <= attributes / 2.0,
        "attributesPerNode",
        attributesPerNode,
        "1 to half of the attributes");
    require(signal >= 0 && signal <= 1, "signal", signal, "0 to 1");
  }

  /** A graph on which a two-layer model learns well: degree 6, homophily 0.85, 500 attributes. */
  public static GeneratorSettings ofSize(int nodes, long seed) {
    return new GeneratorSettings(nodes, 4, 500, 6, 0.85, 20, 0.4, seed);
  }

  /** The same with 32 attributes, for {@link GraphGenerator#generateReal}. */
  public static GeneratorSettings realOfSize(int nodes, long seed) {
    return new GeneratorSettings(nodes, 4, 32, 6, 0.85, 1, 0.8, seed);
  }

  private static void require(boolean holds, String name, Number value, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(
          "Generator setting '%s' is %s; it must be %s.".formatted(name, value, rule));
    }
  }
}
