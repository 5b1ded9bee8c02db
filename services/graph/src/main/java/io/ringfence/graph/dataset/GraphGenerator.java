package io.ringfence.graph.dataset;

import io.ringfence.graph.BinaryAttributeMatrix;
import io.ringfence.graph.RealAttributeMatrix;
import io.ringfence.graph.SparseRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;
import org.apache.commons.rng.sampling.distribution.PoissonSampler;
import org.apache.commons.rng.sampling.distribution.SharedStateDiscreteSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;

/**
 * A contextual stochastic block model with sparse binary or dense real attributes: classes show
 * both in who is linked with whom and in the attributes. A random tree that follows the same rule
 * of homophily underlies the edges, so that the graph is connected. Cost: linear in nodes, edges
 * and ones.
 */
public final class GraphGenerator {

  /** Draws per missing edge after which a nearly full graph is left as it is. */
  private static final long MAX_DRAWS_PER_EDGE = 50;

  private final GeneratorSettings settings;
  private final UniformRandomProvider random;
  private final int[] labels;
  private final int[][] members;

  private GraphGenerator(GeneratorSettings settings) {
    this.settings = settings;
    this.random = RandomSource.XO_RO_SHI_RO_128_PP.create(settings.seed());
    this.labels = labels();
    this.members = members();
  }

  /** The graph of these settings; node {@code k} has the id {@code n<k>}. */
  public static Dataset generate(GeneratorSettings settings) {
    GraphGenerator generator = new GraphGenerator(settings);
    SparseRows adjacency = generator.edges();
    SparseRows ones = generator.attributes();
    List<String> ids = IntStream.range(0, settings.nodes()).mapToObj(node -> "n" + node).toList();
    return Dataset.of(
        "generated-" + settings.seed(),
        ids,
        adjacency,
        new BinaryAttributeMatrix(ones),
        generator.labels,
        Optional.empty());
  }

  /**
   * The same graph with real attributes: standard normal, and higher by the signal where an
   * attribute is typical of the node's class.
   */
  public static Dataset generateReal(GeneratorSettings settings) {
    GraphGenerator generator = new GraphGenerator(settings);
    SparseRows adjacency = generator.edges();
    return Dataset.of(
        "generated-real-" + settings.seed(),
        IntStream.range(0, settings.nodes()).mapToObj(node -> "n" + node).toList(),
        adjacency,
        generator.realAttributes(),
        generator.labels,
        Optional.empty());
  }

  private RealAttributeMatrix realAttributes() {
    int dimension = settings.attributes();
    int[] topics = topics(dimension);
    ContinuousSampler normal = ZigguratSampler.NormalizedGaussian.of(random);
    float[] values = new float[Math.multiplyExact(settings.nodes(), dimension)];
    for (int node = 0; node < settings.nodes(); node++) {
      for (int place = 0; place < dimension; place++) {
        boolean typical = place % settings.classes() == labels[node];
        values[node * dimension + topics[place]] =
            (float) (normal.sample() + (typical ? settings.signal() : 0));
      }
    }
    return RealAttributeMatrix.owning(values, settings.nodes(), dimension);
  }

  private int[] labels() {
    List<Integer> balanced = new ArrayList<>(settings.nodes());
    for (int node = 0; node < settings.nodes(); node++) {
      balanced.add(node % settings.classes());
    }
    new Shuffle(random).apply(balanced);
    return balanced.stream().mapToInt(Integer::intValue).toArray();
  }

  private int[][] members() {
    int[][] result = new int[settings.classes()][];
    for (int label = 0; label < result.length; label++) {
      int wanted = label;
      result[label] =
          IntStream.range(0, labels.length).filter(node -> labels[node] == wanted).toArray();
    }
    return result;
  }

  private SparseRows edges() {
    int n = settings.nodes();
    EdgeCollector edges = new EdgeCollector();
    Set<Long> known = new HashSet<>();
    int[] seen = new int[settings.classes()];
    for (int node = 0; node < n; node++) {
      if (node > 0) {
        put(edges, known, node, ancestor(node, seen[labels[node]]));
      }
      seen[labels[node]]++;
    }
    long wanted = Math.round(n * settings.meanDegree() / 2);
    long draws = MAX_DRAWS_PER_EDGE * wanted;
    while (known.size() < wanted && draws-- > 0) {
      int node = random.nextInt(n);
      put(edges, known, node, partner(node));
    }
    return edges.toAdjacency(n);
  }

  private static void put(EdgeCollector edges, Set<Long> known, int one, int other) {
    long key = ((long) Math.min(one, other) << Integer.SIZE) | Math.max(one, other);
    if (one != other && known.add(key)) {
      edges.add(one, other);
    }
  }

  private int ancestor(int node, int seenOfClass) {
    if (seenOfClass > 0 && random.nextDouble() < settings.homophily()) {
      return members[labels[node]][random.nextInt(seenOfClass)];
    }
    return random.nextInt(node);
  }

  private int partner(int node) {
    boolean same = settings.classes() == 1 || random.nextDouble() < settings.homophily();
    int label = labels[node];
    if (!same) {
      label = (label + 1 + random.nextInt(settings.classes() - 1)) % settings.classes();
    }
    return members[label][random.nextInt(members[label].length)];
  }

  private SparseRows attributes() {
    int dimension = settings.attributes();
    int[] topics = topics(dimension);
    SharedStateDiscreteSampler counts = PoissonSampler.of(random, settings.attributesPerNode());
    int[] offsets = new int[settings.nodes() + 1];
    List<int[]> rows = new ArrayList<>(settings.nodes());
    for (int node = 0; node < settings.nodes(); node++) {
      int count = Math.max(1, Math.min(counts.sample(), dimension));
      int[] row = new int[count];
      for (int k = 0; k < count; k++) {
        row[k] = attribute(labels[node], topics);
      }
      rows.add(Arrays.stream(row).sorted().distinct().toArray());
      offsets[node + 1] = Math.addExact(offsets[node], rows.get(node).length);
    }
    int[] columns = new int[offsets[settings.nodes()]];
    for (int node = 0; node < settings.nodes(); node++) {
      System.arraycopy(rows.get(node), 0, columns, offsets[node], rows.get(node).length);
    }
    return SparseRows.owning(offsets, columns, dimension);
  }

  /** Attributes in random order; position modulo number of classes tells whose topic one is. */
  private int[] topics(int dimension) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, dimension).boxed().toList());
    new Shuffle(random).apply(order);
    return order.stream().mapToInt(Integer::intValue).toArray();
  }

  private int attribute(int label, int[] topics) {
    if (random.nextDouble() >= settings.signal()) {
      return random.nextInt(topics.length);
    }
    int classes = settings.classes();
    int own = (topics.length - label + classes - 1) / classes;
    return topics[random.nextInt(own) * classes + label];
  }
}
