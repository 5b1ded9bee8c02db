package io.ringfence.graph.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ringfence.graph.BinaryAttributeMatrix;
import io.ringfence.graph.RealAttributeMatrix;
import io.ringfence.graph.SparseRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphGeneratorTest {

  private static SparseRows ones(Dataset dataset) {
    return ((BinaryAttributeMatrix) dataset.attributes()).ones();
  }

  @Test
  void sameSettingsAndSeedGiveTheSameGraph() {
    Dataset one = GraphGenerator.generate(GeneratorSettings.ofSize(800, 7));
    Dataset same = GraphGenerator.generate(GeneratorSettings.ofSize(800, 7));
    Dataset other = GraphGenerator.generate(GeneratorSettings.ofSize(800, 8));

    assertThat(same.adjacency()).isEqualTo(one.adjacency());
    assertThat(ones(same)).isEqualTo(ones(one));
    assertThat(other.adjacency()).isNotEqualTo(one.adjacency());
  }

  @Test
  void realAttributesAreHigherByTheSignalWhereTheyAreTypicalOfTheClass() {
    GeneratorSettings settings = GeneratorSettings.realOfSize(4_000, 5);
    Dataset dataset = GraphGenerator.generateReal(settings);
    RealAttributeMatrix real = (RealAttributeMatrix) dataset.attributes();
    assertThat(dataset.adjacency()).isEqualTo(GraphGenerator.generate(settings).adjacency());
    double[][] sums = new double[4][32];
    for (int node = 0; node < 4_000; node++) {
      for (int d = 0; d < 32; d++) {
        sums[dataset.label(node).orElseThrow()][d] += real.value(node, d) / 1_000;
      }
    }
    // Means of 1,000 standard normal draws: 0.4 are 12 standard errors from either mean.
    for (double[] means : sums) {
      assertThat(Arrays.stream(means).filter(m -> m > 0.4)).hasSize(8);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2_000, 100_000})
  void theGraphIsConnectedAndHasTheStatisticsAskedFor(int nodes) {
    GeneratorSettings settings = new GeneratorSettings(nodes, 5, 500, 8, 0.8, 15, 0.5, 3);

    Dataset dataset = GraphGenerator.generate(settings);

    assertThat(dataset.nodes()).isEqualTo(nodes);
    assertThat(dataset.edges()).isEqualTo(nodes * 4);
    assertThat(dataset.classes()).isEqualTo(5);
    assertThat(NodeSelection.largestComponent(dataset.adjacency()).size()).isEqualTo(nodes);
    assertThat(homophily(dataset)).isCloseTo(0.8, within(0.03));
    assertThat((double) ones(dataset).entries() / nodes).isCloseTo(14.6, within(0.6));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void neighboursAndAttributesTogetherTellTheClass(long seed) {
    Dataset dataset = GraphGenerator.generate(GeneratorSettings.ofSize(1_500, seed));
    Split split = Split.stratified(dataset, 40, 20, seed);

    assertThat(accuracyOfNeighbourhoodBayes(dataset, split)).isGreaterThan(0.85);
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new GeneratorSettings(100, 4, 50, 1, 0.8, 5, 0.5, 1))
        .hasMessageContaining("'meanDegree' is 1.0");
    assertThatThrownBy(() -> new GeneratorSettings(100, 4, 50, 3, 1.8, 5, 0.5, 1))
        .hasMessageContaining("'homophily' is 1.8");
  }

  @Test
  void aSplitIsStratifiedDisjointAndReproducible() {
    Dataset dataset = GraphGenerator.generate(GeneratorSettings.ofSize(600, 1));

    Split split = Split.stratified(dataset, 20, 10, 5);

    assertThat(split).isEqualTo(Split.stratified(dataset, 20, 10, 5));
    assertThat(split).isNotEqualTo(Split.stratified(dataset, 20, 10, 6));
    assertThat(split.train()).hasSize(80).isSorted();
    assertThat(split.validation()).hasSize(40);
    assertThat(split.train().stream().filter(node -> dataset.label(node).getAsInt() == 2))
        .hasSize(20);
    Set<Integer> all = new HashSet<>(split.train());
    all.addAll(split.validation());
    all.addAll(split.test());
    assertThat(all).hasSize(600);
  }

  private static double homophily(Dataset dataset) {
    SparseRows adjacency = dataset.adjacency();
    int same = 0;
    for (int node = 0; node < dataset.nodes(); node++) {
      for (int k = adjacency.start(node); k < adjacency.end(node); k++) {
        same += dataset.label(node).equals(dataset.label(adjacency.column(k))) ? 1 : 0;
      }
    }
    return (double) same / adjacency.entries();
  }

  /** Naive Bayes over a node's own ones and those of its neighbours: less than a model can do. */
  private static double accuracyOfNeighbourhoodBayes(Dataset dataset, Split split) {
    double[][] weights = new double[dataset.classes()][dataset.attributes().dimension()];
    for (double[] row : weights) {
      Arrays.fill(row, 0.2);
    }
    for (int node : split.train()) {
      for (int member : neighbourhood(dataset, node)) {
        addOnes(dataset, member, weights[dataset.label(node).getAsInt()]);
      }
    }
    for (double[] row : weights) {
      double sum = Arrays.stream(row).sum();
      Arrays.setAll(row, k -> Math.log(row[k] / sum));
    }
    long right =
        split.test().stream()
            .filter(node -> predict(dataset, node, weights) == dataset.label(node).getAsInt())
            .count();
    return (double) right / split.test().size();
  }

  private static List<Integer> neighbourhood(Dataset dataset, int node) {
    List<Integer> members = new ArrayList<>(List.of(node));
    SparseRows adjacency = dataset.adjacency();
    for (int k = adjacency.start(node); k < adjacency.end(node); k++) {
      members.add(adjacency.column(k));
    }
    return members;
  }

  private static void addOnes(Dataset dataset, int node, double[] counts) {
    for (int k = ones(dataset).start(node); k < ones(dataset).end(node); k++) {
      counts[ones(dataset).column(k)]++;
    }
  }

  private static int predict(Dataset dataset, int node, double[][] weights) {
    int best = 0;
    double bestScore = Double.NEGATIVE_INFINITY;
    for (int label = 0; label < weights.length; label++) {
      double score = 0;
      for (int member : neighbourhood(dataset, node)) {
        for (int k = ones(dataset).start(member); k < ones(dataset).end(member); k++) {
          score += weights[label][ones(dataset).column(k)];
        }
      }
      if (score > bestScore) {
        best = label;
        bestScore = score;
      }
    }
    return best;
  }
}
