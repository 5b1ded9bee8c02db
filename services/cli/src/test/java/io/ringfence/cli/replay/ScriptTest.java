package io.ringfence.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringfence.graph.AttributeSpec;
import io.ringfence.graph.GraphLimits;
import io.ringfence.graph.GraphOp;
import io.ringfence.graph.GraphUpdate;
import io.ringfence.graph.LiveGraph;
import io.ringfence.graph.RealAttributeMatrix;
import io.ringfence.graph.RealAttributes;
import io.ringfence.graph.ReceptiveField;
import io.ringfence.graph.SparseRows;
import io.ringfence.graph.UpdateOutcome;
import io.ringfence.graph.dataset.Dataset;
import io.ringfence.graph.dataset.GeneratorSettings;
import io.ringfence.graph.dataset.GraphGenerator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptTest {
  private static final Dataset DATASET = GraphGenerator.generate(GeneratorSettings.ofSize(200, 3));
  private static final Dataset REAL =
      GraphGenerator.generateReal(GeneratorSettings.realOfSize(200, 3));

  static List<Dataset> datasets() {
    return List.of(DATASET, REAL);
  }

  @Test
  void growthOfRealAttributesMakesExactlyTheDataset() {
    LiveGraph graph = graph(REAL);

    for (GraphUpdate update : updates(new Script(REAL, 50, true, 0, List.of(), 5))) {
      assertThat(graph.apply(update)).isInstanceOf(UpdateOutcome.Applied.class);
    }

    assertThat(graph.nodes()).isEqualTo(REAL.nodes());
    assertThat(graph.edges()).isEqualTo(REAL.edges());
    long ordinal = graph.ordinal(REAL.nodeId(17)).orElseThrow();
    assertThat(graph.node(ordinal).attributes()).isEqualTo(REAL.attributesOf(17));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 50, 100_000})
  void growthMakesExactlyTheDataset(int opsPerUpdate) {
    LiveGraph graph = graph(DATASET);

    for (GraphUpdate update : updates(new Script(DATASET, opsPerUpdate, true, 0, List.of(), 5))) {
      assertThat(update.ops()).hasSizeBetween(1, opsPerUpdate);
      assertThat(graph.apply(update)).isInstanceOf(UpdateOutcome.Applied.class);
    }

    assertThat(graph.nodes()).isEqualTo(DATASET.nodes());
    assertThat(graph.edges()).isEqualTo(DATASET.edges());
    for (int node = 0; node < DATASET.nodes(); node++) {
      long ordinal = graph.ordinal(DATASET.nodeId(node)).orElseThrow();
      assertThat(graph.node(ordinal).attributes()).isEqualTo(DATASET.attributesOf(node));
      assertThat(graph.node(ordinal).label()).isEqualTo(DATASET.label(node));
    }
  }

  @Test
  void theGraphIsConnectedWhileItGrows() {
    Set<String> met = new HashSet<>();
    String newest = "";
    boolean linked = true;
    for (GraphUpdate update : updates(new Script(DATASET, 1, true, 0, List.of(), 5))) {
      if (update.ops().get(0) instanceof GraphOp.PutNode put) {
        assertThat(linked).as("node %s has an edge", newest).isTrue();
        linked = met.isEmpty();
        newest = put.nodeId();
        met.add(newest);
      } else {
        linked = true;
      }
    }
  }

  @ParameterizedTest
  @MethodSource("datasets")
  void everyChangeChangesSomething(Dataset dataset) {
    LiveGraph graph = graph(dataset);
    List<GraphUpdate> story =
        updates(new Script(dataset, 50, true, 300, List.of(new AttackOn("n7", 30)), 5));

    for (GraphUpdate update : story) {
      assertThat(graph.apply(update))
          .isInstanceOfSatisfying(
              UpdateOutcome.Applied.class, applied -> assertThat(applied.isNoOp()).isFalse());
    }
  }

  @Test
  void anAttackStaysInAndNextToItsNode() {
    Set<String> reach = new HashSet<>(Set.of("n7"));
    for (int other = 0; other < DATASET.nodes(); other++) {
      if (DATASET.adjacency().contains(7, other)) {
        reach.add(DATASET.nodeId(other));
      }
    }

    List<GraphUpdate> attack =
        updates(new Script(DATASET, 50, false, 0, List.of(new AttackOn("n7", 25)), 5));

    assertThat(attack).hasSize(25);
    assertThat(attack)
        .flatExtracting(GraphUpdate::ops)
        .allSatisfy(
            op -> {
              if (op instanceof GraphOp.SetAttributes set) {
                assertThat(reach).contains(set.nodeId());
              } else if (op instanceof GraphOp.ClearAttributes clear) {
                assertThat(reach).contains(clear.nodeId());
              } else {
                throw new AssertionError("An attack flips attributes, not " + op);
              }
            });
  }

  @Test
  void anAttackOnRealAttributesTakesValuesOfOtherClasses() {
    List<GraphUpdate> attack =
        updates(new Script(REAL, 50, false, 0, List.of(new AttackOn("n7", 25)), 5));

    assertThat(attack).hasSize(25);
    int inTheNode = 0;
    for (GraphUpdate update : attack) {
      GraphOp.SetValues set = (GraphOp.SetValues) update.ops().get(0);
      int node = REAL.nodeIds().indexOf(set.nodeId());
      assertThat(node == 7 || REAL.adjacency().contains(7, node)).isTrue();
      inTheNode += node == 7 ? 1 : 0;
      Map.Entry<Integer, Float> value = set.values().entrySet().iterator().next();
      assertThat(IntStream.range(0, REAL.nodes()))
          .anyMatch(
              donor ->
                  !REAL.label(donor).equals(REAL.label(node))
                      && values(REAL, donor).get(value.getKey()).equals(value.getValue()));
    }
    assertThat(inTheNode).isEqualTo(13);
  }

  @Test
  void aValueThatAllNodesShareIsChangedAllTheSame() {
    Dataset flat =
        Dataset.of(
            "flat",
            List.of("n0", "n1"),
            SparseRows.owning(new int[3], new int[0], 2),
            RealAttributeMatrix.owning(new float[] {3, 3}, 2, 1),
            new int[] {0, 0},
            Optional.empty());
    LiveGraph graph = graph(flat);

    for (GraphUpdate update :
        updates(new Script(flat, 5, true, 20, List.of(new AttackOn("n0", 10)), 5))) {
      assertThat(graph.apply(update))
          .isInstanceOfSatisfying(
              UpdateOutcome.Applied.class, applied -> assertThat(applied.isNoOp()).isFalse());
    }
  }

  private static List<Float> values(Dataset dataset, int node) {
    return ((RealAttributes) dataset.attributesOf(node)).values();
  }

  @ParameterizedTest
  @MethodSource("datasets")
  void theSameSeedTellsTheSameStory(Dataset dataset) {
    Script script = new Script(dataset, 20, true, 100, List.of(new AttackOn("n1", 10)), 9);
    Script other = new Script(dataset, 20, true, 100, List.of(new AttackOn("n1", 10)), 10);

    assertThat(updates(script)).isEqualTo(updates(script)).isNotEqualTo(updates(other));
  }

  @Test
  void anAttackOnAnUnknownNodeIsRefused() {
    assertThatThrownBy(() -> new Script(DATASET, 1, true, 0, List.of(new AttackOn("x", 1)), 1))
        .hasMessageContaining("Node 'x' of --attack is not in dataset")
        .hasMessageContaining("'n0'");
  }

  private static LiveGraph graph(Dataset dataset) {
    AttributeSpec attributes = dataset.attributeSpec();
    return new LiveGraph(attributes, GraphLimits.DEFAULT, new ReceptiveField(2, 2));
  }

  private static List<GraphUpdate> updates(Script script) {
    List<GraphUpdate> updates = new ArrayList<>();
    script.emit(updates::add);
    return updates;
  }
}
