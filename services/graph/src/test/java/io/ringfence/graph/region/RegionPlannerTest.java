package io.ringfence.graph.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringfence.graph.RegionAssignment;
import io.ringfence.graph.SharedData;
import io.ringfence.graph.SparseRows;
import io.ringfence.graph.dataset.Dataset;
import io.ringfence.graph.dataset.Datasets;
import io.ringfence.graph.dataset.GeneratorSettings;
import io.ringfence.graph.dataset.GraphGenerator;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegionPlannerTest {

  /** 0 – 1 – 2 – … in one line. */
  private static SparseRows path(int nodes) {
    return rows(nodes, IntStream.range(1, nodes).mapToObj(k -> new int[] {k - 1, k}).toList());
  }

  private static SparseRows rows(int nodes, List<int[]> edges) {
    boolean[][] linked = new boolean[nodes][nodes];
    for (int[] edge : edges) {
      linked[edge[0]][edge[1]] = true;
      linked[edge[1]][edge[0]] = true;
    }
    int[] offsets = new int[nodes + 1];
    int[] columns = new int[edges.size() * 2];
    int count = 0;
    for (int row = 0; row < nodes; row++) {
      for (int column = 0; column < nodes; column++) {
        if (linked[row][column]) {
          columns[count++] = column;
        }
      }
      offsets[row + 1] = count;
    }
    return SparseRows.owning(offsets, Arrays.copyOf(columns, count), nodes);
  }

  private static int[] sizes(RegionAssignment assignment) {
    int[] sizes = new int[assignment.regions()];
    assignment.regionOf().forEach(region -> sizes[region]++);
    return sizes;
  }

  static Stream<Arguments> planners() {
    LongFunction<RegionPlanner> balanced = seed -> RegionPlanner.balanced(4, seed);
    LongFunction<RegionPlanner> labels = seed -> RegionPlanner.labelPropagation(4, seed);
    SparseRows generated = GraphGenerator.generate(GeneratorSettings.ofSize(600, 2)).adjacency();
    SparseRows islands = rows(12, List.of(new int[] {0, 5}, new int[] {5, 9}, new int[] {2, 3}));
    return Stream.of(balanced, labels)
        .flatMap(
            planner ->
                Stream.of(generated, islands, path(40), rows(9, List.of()))
                    .map(graph -> Arguments.of(planner, graph)));
  }

  @ParameterizedTest
  @MethodSource("planners")
  void everyNodeGetsARegionAndTheSameSeedTheSameRegions(
      LongFunction<RegionPlanner> planner, SparseRows graph) {
    RegionAssignment assignment = planner.apply(3).plan(graph);

    assertThat(assignment).isEqualTo(planner.apply(3).plan(graph));
    assertThat(assignment.regions()).isEqualTo(4);
    assertThat(assignment.regionOf()).hasSize(graph.rows());
    assertThat(new TreeSet<>(assignment.regionOf())).containsExactly(0, 1, 2, 3);
    for (int region = 0; region < 4; region++) {
      assertThat(assignment.ranks().get(region).get(region)).isZero();
      assertThat(assignment.distances().get(region).get(region)).isZero();
      assertThat(assignment.ranks().get(region)).containsExactlyInAnyOrder(0, 1, 2, 3);
    }
  }

  @ParameterizedTest
  @MethodSource("planners")
  void moreRegionsThanNodesAreLoweredToOneNodeEach(
      LongFunction<RegionPlanner> ignored, SparseRows graph) {
    for (RegionPlanner planner :
        List.of(RegionPlanner.balanced(9_000, 1), RegionPlanner.labelPropagation(9_000, 1))) {
      if (graph.rows() < 100) {
        assertThat(sizes(planner.plan(graph))).hasSize(graph.rows()).containsOnly(1);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void balancedRegionsKeepToTheirCapacity(long seed) throws IOException {
    Dataset dataset = Datasets.read(SharedData.require("vectors/cora_ml"));

    RegionAssignment assignment = RegionPlanner.balanced(5, seed).plan(dataset.adjacency());

    assertThat(Arrays.stream(sizes(assignment)).max().orElseThrow()).isLessThanOrEqualTo(619);
    assertThat(Arrays.stream(sizes(assignment)).min().orElseThrow()).isGreaterThan(80);
    assertThat(edgesWithin(dataset.adjacency(), assignment)).isGreaterThan(0.6);
  }

  private static double edgesWithin(SparseRows adjacency, RegionAssignment assignment) {
    int within = 0;
    for (int node = 0; node < adjacency.rows(); node++) {
      for (int k = adjacency.start(node); k < adjacency.end(node); k++) {
        int other = adjacency.column(k);
        within += assignment.regionOf().get(node).equals(assignment.regionOf().get(other)) ? 1 : 0;
      }
    }
    return (double) within / adjacency.entries();
  }

  @Test
  void regionsOfALineAreItsPieces() {
    RegionAssignment assignment = RegionPlanner.balanced(2, 1).plan(path(10));

    assertThat(assignment.regionOf().subList(0, 4)).containsOnly(assignment.regionOf().get(0));
    assertThat(assignment.regionOf().subList(6, 10)).containsOnly(assignment.regionOf().get(9));
    assertThat(assignment.regionOf().get(0)).isNotEqualTo(assignment.regionOf().get(9));
  }

  @Test
  void ranksFollowTheMeanDistanceAndAreNotTheirInverse() {
    RegionPlanner planner = RegionPlanner.given(List.of(0, 3, 1, 2));

    RegionAssignment assignment = planner.plan(path(4));

    assertThat(assignment.distances().get(0)).containsExactly(0.0, 2.0, 3.0, 1.0);
    assertThat(assignment.ranks().get(0)).containsExactly(0, 2, 3, 1);
    assertThat(assignment.ranks().get(1)).containsExactly(3, 0, 1, 2);
  }

  @Test
  void distancesAreMeansOverTheNodesOfTheOtherRegion() {
    RegionAssignment assignment = RegionPlanner.given(List.of(0, 0, 1, 1, 1)).plan(path(5));

    assertThat(assignment.distances().get(0)).containsExactly(0.0, 2.0);
    assertThat(assignment.distances().get(1)).containsExactly(1.5, 0.0);
  }

  @Test
  void regionsThatCannotReachEachOtherAreFartherThanAnyPathAndRankedByIndex() {
    SparseRows graph = rows(4, List.of(new int[] {0, 1}));

    RegionAssignment assignment = RegionPlanner.given(List.of(0, 1, 2, 3)).plan(graph);

    assertThat(assignment.distances().get(0)).containsExactly(0.0, 1.0, 4.0, 4.0);
    assertThat(assignment.ranks().get(3)).containsExactly(1, 2, 3, 0);
  }

  @Test
  void anEmptyGraphHasOneRegionWithoutNodes() {
    SparseRows empty = rows(0, List.of());

    assertThat(RegionPlanner.balanced(3, 1).plan(empty).regions()).isEqualTo(1);
    assertThat(RegionPlanner.labelPropagation(3, 1).plan(empty).regions()).isEqualTo(1);
  }

  @Test
  void faultyRegionsAreRefused() {
    assertThatThrownBy(() -> RegionPlanner.balanced(0, 1)).hasMessageContaining("0 regions");
    assertThatThrownBy(() -> RegionPlanner.given(List.of(0, 1)).plan(path(3)))
        .hasMessageContaining("2 regions given for 3 nodes");
    assertThatThrownBy(() -> RegionPlanner.given(List.of(0, -1)).plan(path(2)))
        .hasMessageContaining("region -1");
  }

  @Test
  void largeGraphsWithManyLooseNodesArePlanned() {
    SparseRows core = GraphGenerator.generate(GeneratorSettings.ofSize(30_000, 1)).adjacency();
    int[] offsets = Arrays.copyOf(core.copyOffsets(), 60_001);
    Arrays.fill(offsets, 30_001, 60_001, core.entries());
    SparseRows loose = SparseRows.owning(offsets, core.copyColumns(), 60_000);

    RegionAssignment assignment = RegionPlanner.balanced(20, 1).plan(loose);

    assertThat(Arrays.stream(sizes(assignment)).max().orElseThrow()).isLessThanOrEqualTo(3_301);
    assertThat(Collections.max(RegionPlanner.labelPropagation(20, 1).plan(loose).regionOf()))
        .isEqualTo(19);
  }
}
