package io.ringfence.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Sizes at which slots are handed out, left empty and closed up. */
class LiveGraphGrowthTest {

  private static final AttributeSpec BITS = new AttributeSpec(AttributeSpec.Kind.BINARY, 500);
  private static final ReceptiveField FIELD = new ReceptiveField(2, 2);

  @Test
  void aGraphThatLostMostOfItsNodesEqualsOneRestoredFromWhatIsLeft() {
    LiveGraph graph = new LiveGraph(BITS, GraphLimits.DEFAULT, FIELD);
    Random random = new Random(3);
    for (int node = 0; node < 5_000; node++) {
      List<GraphOp> ops = new ArrayList<>();
      ops.add(GraphOps.node("n" + node, random.nextInt(500)));
      for (int k = 0; k < 3 && node > 0; k++) {
        ops.add(GraphOps.edge("n" + node, "n" + random.nextInt(node)));
      }
      graph.apply(new GraphUpdate(ops));
    }
    for (int node = 0; node < 5_000; node++) {
      if (node % 7 != 0) {
        graph.apply(GraphOps.batch(GraphOps.drop("n" + node)));
      }
    }

    LiveGraph restored =
        LiveGraph.restore(
            BITS,
            GraphLimits.DEFAULT,
            FIELD,
            graph.ordinals().stream().map(graph::node).toList(),
            graph.edgeStates(),
            graph.version(),
            graph.nextOrdinal(),
            Optional.empty());

    assertThat(graph.nodes()).isEqualTo(715);
    assertThat(GraphState.of(restored)).isEqualTo(GraphState.of(graph));
    assertThat(graph.ordinal("n4998")).hasValue(4998);
    assertThat(restored.apply(GraphOps.batch(GraphOps.drop("n0"))))
        .isEqualTo(graph.apply(GraphOps.batch(GraphOps.drop("n0"))));
  }
}
