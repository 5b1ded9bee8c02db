package io.ringfence.engine;

import static io.ringfence.engine.CalmDeployment.nodes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringfence.graph.GraphOp;
import io.ringfence.graph.GraphUpdate;
import io.ringfence.graph.LiveGraph;
import io.ringfence.graph.RegionAssignment;
import io.ringfence.graph.Subgraph;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlannedRegionsTest {

  private final LiveGraph graph =
      new LiveGraph(CalmDeployment.BITS, CalmDeployment.LIMITS, CalmDeployment.ONE_HOP);

  @Test
  void nodesThatCameAfterThePlanJoinTheNearestRegionOfSeveralTheSmallest() {
    PlannedRegions regions = planned();

    come(
        3,
        6,
        new GraphOp.PutEdge("n3", "n2"),
        new GraphOp.PutEdge("n4", "n3"),
        new GraphOp.PutEdge("n5", "n2"),
        new GraphOp.PutEdge("n5", "n0"));
    regions.join(List.of(3L, 4L, 5L));

    assertThat(List.of(regions.of(3), regions.of(4), regions.of(5))).containsExactly(1, 1, 0);
  }

  @Test
  void anIslandJoinsTheRegionWithTheFewestNodesAsAWhole() {
    PlannedRegions regions = planned();

    come(3, 6, new GraphOp.PutEdge("n3", "n4"), new GraphOp.PutEdge("n4", "n5"));
    regions.join(List.of(3L, 4L, 5L));

    assertThat(List.of(regions.of(3), regions.of(4), regions.of(5))).containsExactly(1, 1, 1);
  }

  @Test
  void nodesThatCameWhileThePlanWasMadeHaveARegionToo() {
    Subgraph before = three();
    come(3, 4, new GraphOp.PutEdge("n3", "n2"));

    assertThat(new PlannedRegions(graph, before, assignment(0, 0, 1)).of(3)).isEqualTo(1);
  }

  @Test
  void aNodeThatIsGoneCountsNoMore() {
    PlannedRegions regions = planned();
    regions.forget(0);
    regions.forget(1);
    graph.apply(
        new GraphUpdate(List.of(new GraphOp.RemoveNode("n0"), new GraphOp.RemoveNode("n1"))));
    come(3, 4);
    regions.join(List.of(3L));

    assertThat(regions.knows(0)).isFalse();
    assertThat(regions.of(3)).isZero();
    assertThat(regions.assignment().regionOf()).containsExactly(1, 0);
  }

  @Test
  void aPlanForAnotherNumberOfNodesIsRefused() {
    Subgraph whole = three();

    assertThatThrownBy(() -> new PlannedRegions(graph, whole, assignment(0, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 nodes, the graph had 3");
  }

  private PlannedRegions planned() {
    return new PlannedRegions(graph, three(), assignment(0, 0, 1));
  }

  private Subgraph three() {
    come(0, 3, new GraphOp.PutEdge("n0", "n1"));
    return graph.whole();
  }

  private void come(int first, int end, GraphOp... edges) {
    List<GraphOp> ops = new ArrayList<>(nodes(first, end));
    ops.addAll(List.of(edges));
    graph.apply(new GraphUpdate(ops));
  }

  private static RegionAssignment assignment(Integer... regionOf) {
    return new RegionAssignment(
        2,
        List.of(regionOf),
        List.of(List.of(0, 1), List.of(1, 0)),
        List.of(List.of(0.0, 1.0), List.of(1.0, 0.0)));
  }
}
