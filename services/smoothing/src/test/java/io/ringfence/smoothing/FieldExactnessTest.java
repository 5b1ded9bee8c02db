package io.ringfence.smoothing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.graph.ReceptiveField;
import io.ringfence.graph.SparseRows;
import io.ringfence.graph.Subgraph;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every model against a full recomputation: nodes that a change cannot reach by the receptive field
 * keep their scores bit for bit, and some that it says are reached do change.
 */
class FieldExactnessTest {

  private static final int NODES = 40;
  private static final int ATTRIBUTES = 12;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void anEdgeChangesNoScoreOutsideOfTheDeclaredReach(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    boolean[][] edges = edges(Graphs.adjacency(random, NODES, 2.2));
    SparseRows bits = Graphs.bits(random, NODES, ATTRIBUTES, 0.4);
    int a = random.nextInt(NODES);
    int b = (a + 1 + random.nextInt(NODES - 1)) % NODES;
    Subgraph before = graph(edges, bits);
    edges[a][b] = !edges[a][b];
    edges[b][a] = edges[a][b];
    Subgraph after = graph(edges, bits);
    for (NativeModel model : NaiveReference.models(random, ATTRIBUTES, 3)) {
      ReceptiveField field = model.receptiveField();
      TreeSet<Integer> reached = ball(before, field.structureHops(), a, b);
      reached.addAll(ball(after, field.structureHops(), a, b));
      assertChanges(model, before, after, reached, a);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void anAttributeChangesNoScoreOutsideOfTheDeclaredReach(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    boolean[][] edges = edges(Graphs.adjacency(random, NODES, 2.2));
    int changed = random.nextInt(NODES);
    Subgraph before = graph(edges, Graphs.bits(new SplittableRandom(9), NODES, ATTRIBUTES, 0.4));
    Subgraph after = graph(edges, flipped(before, changed));
    for (NativeModel model : NaiveReference.models(random, ATTRIBUTES, 3)) {
      int hops = model.receptiveField().attributeHops();
      assertChanges(model, before, after, ball(before, hops, changed), changed);
    }
  }

  private static void assertChanges(
      Model model, Subgraph before, Subgraph after, TreeSet<Integer> reached, int certain) {
    Scores old = Scores.of(model, before);
    Scores fresh = Scores.of(model, after);
    for (int node = 0; node < NODES; node++) {
      for (int y = 0; y < 3 && !reached.contains(node); y++) {
        assertThat(fresh.score(node, y))
            .as("%s, node %d", model, node)
            .isEqualTo(old.score(node, y));
      }
    }
    boolean looksAround = model.receptiveField().attributeHops() > 0;
    if (looksAround) {
      assertThat(
              IntStream.range(0, 3).anyMatch(y -> old.score(certain, y) != fresh.score(certain, y)))
          .as("%s changes at node %d", model, certain)
          .isTrue();
    }
  }

  private static TreeSet<Integer> ball(Subgraph graph, int hops, int... sources) {
    TreeSet<Integer> inside = new TreeSet<>();
    Arrays.stream(sources).forEach(inside::add);
    for (int h = 0; h < hops; h++) {
      for (int node : inside.toArray(Integer[]::new)) {
        SparseRows neighbours = graph.neighbours();
        for (int k = neighbours.start(node); k < neighbours.end(node); k++) {
          inside.add(neighbours.column(k));
        }
      }
    }
    return inside;
  }

  private static boolean[][] edges(SparseRows adjacency) {
    boolean[][] edges = new boolean[NODES][NODES];
    for (int i = 0; i < NODES; i++) {
      for (int j = 0; j < NODES; j++) {
        edges[i][j] = adjacency.contains(i, j);
      }
    }
    return edges;
  }

  private static Subgraph graph(boolean[][] edges, SparseRows bits) {
    return Graphs.whole(Graphs.rows(edges, NODES), bits, new int[NODES]);
  }

  private static SparseRows flipped(Subgraph graph, int node) {
    double[][] x = NaiveReference.attributes(graph);
    boolean[][] bits = new boolean[NODES][ATTRIBUTES];
    for (int i = 0; i < NODES; i++) {
      for (int d = 0; d < ATTRIBUTES; d++) {
        bits[i][d] = x[i][d] == 1 ^ i == node;
      }
    }
    return Graphs.rows(bits, ATTRIBUTES);
  }
}
