package io.ringfence.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.graph.GraphOp;
import io.ringfence.graph.GraphUpdate;
import io.ringfence.graph.dataset.Dataset;
import io.ringfence.graph.dataset.GeneratorSettings;
import io.ringfence.graph.dataset.GraphGenerator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MixedChurnTest {

  private final Dataset dataset = GraphGenerator.generate(GeneratorSettings.ofSize(100, 1));

  @Test
  void everyEdgeUpdateChangesAnEdgeAndAllAreUndoneInTheEnd() {
    Set<List<String>> original = edges();
    Set<List<String>> now = edges();
    MixedChurn churn = new MixedChurn(dataset, 4, 0.5, 7);
    List<GraphUpdate> updates = churn.next(1_000);
    for (GraphUpdate update : updates) {
      apply(update, now);
      assertThat(differing(original, now)).isLessThanOrEqualTo(4);
    }
    assertThat(updates.stream().filter(MixedChurnTest::isOfEdge).count()).isBetween(400L, 600L);
    churn.rest().forEach(update -> apply(update, now));
    assertThat(now).isEqualTo(original);
  }

  @Test
  void withoutEdgesItIsTheChurnOfAttributes() {
    MixedChurn mixed = new MixedChurn(dataset, 4, 0, 7);
    assertThat(mixed.next(100)).isEqualTo(new AttributeChurn(dataset, 4, 7).next(100));
  }

  private static boolean isOfEdge(GraphUpdate update) {
    GraphOp op = update.ops().get(0);
    return op instanceof GraphOp.PutEdge || op instanceof GraphOp.RemoveEdge;
  }

  private static void apply(GraphUpdate update, Set<List<String>> edges) {
    GraphOp op = update.ops().get(0);
    if (op instanceof GraphOp.PutEdge put) {
      assertThat(edges.add(List.of(put.source(), put.target()))).isTrue();
    } else if (op instanceof GraphOp.RemoveEdge remove) {
      assertThat(edges.remove(List.of(remove.source(), remove.target()))).isTrue();
    }
  }

  private static int differing(Set<List<String>> one, Set<List<String>> other) {
    Set<List<String>> common = new HashSet<>(one);
    common.retainAll(other);
    return one.size() + other.size() - 2 * common.size();
  }

  private Set<List<String>> edges() {
    Set<List<String>> edges = new HashSet<>();
    for (int n = 0; n < dataset.nodes(); n++) {
      for (int k = dataset.adjacency().start(n); k < dataset.adjacency().end(n); k++) {
        int other = dataset.adjacency().column(k);
        if (other > n) {
          edges.add(List.of(dataset.nodeId(n), dataset.nodeId(other)));
        }
      }
    }
    return edges;
  }
}
