package io.ringfence.graph;

import static io.ringfence.graph.GraphOps.batch;
import static io.ringfence.graph.GraphOps.clear;
import static io.ringfence.graph.GraphOps.cut;
import static io.ringfence.graph.GraphOps.drop;
import static io.ringfence.graph.GraphOps.edge;
import static io.ringfence.graph.GraphOps.labelled;
import static io.ringfence.graph.GraphOps.node;
import static io.ringfence.graph.GraphOps.real;
import static io.ringfence.graph.GraphOps.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringfence.certificates.BinaryNoiseSchedule;
import io.ringfence.certificates.NoiseLevel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LiveGraphTest {

  private static final AttributeSpec BITS = new AttributeSpec(AttributeSpec.Kind.BINARY, 5);
  private static final AttributeSpec REALS = new AttributeSpec(AttributeSpec.Kind.REAL, 2);
  private static final ReceptiveField MEAN_TWO_LAYERS = new ReceptiveField(2, 1);
  private static final ReceptiveField GCN_TWO_LAYERS = new ReceptiveField(2, 2);

  private final LiveGraph graph = graph(BITS, MEAN_TWO_LAYERS);

  private static LiveGraph graph(AttributeSpec spec, ReceptiveField field) {
    return new LiveGraph(spec, new GraphLimits(8, 10, 3, 5, 40, 20), field);
  }

  private static LiveGraph path(ReceptiveField field) {
    LiveGraph graph = graph(BITS, field);
    applied(
        graph,
        node("a"),
        node("b"),
        node("c"),
        node("d"),
        node("e"),
        node("f"),
        edge("a", "b"),
        edge("b", "c"),
        edge("c", "d"),
        edge("d", "e"),
        edge("e", "f"));
    return graph;
  }

  private static UpdateOutcome.Applied applied(LiveGraph graph, GraphOp... ops) {
    return (UpdateOutcome.Applied) graph.apply(batch(ops));
  }

  private static void open(LiveGraph graph, int regions, Integer... regionOf) {
    BinaryNoiseSchedule schedule = BinaryNoiseSchedule.uniform(regions, NoiseLevel.of(0.01, 0.6));
    long number = graph.epoch().map(Epoch::number).orElse(0L) + 1;
    graph.openEpoch(
        new Epoch(number, graph.version(), schedule),
        new RegionAssignment(regions, List.of(regionOf), List.of(), List.of()));
  }

  private static int region(LiveGraph graph, String id) {
    return graph.node(graph.ordinal(id).orElseThrow()).region();
  }

  @Test
  void aNewGraphIsEmptyAtVersionZero() {
    assertThat(graph.version()).isZero();
    assertThat(graph.nodes()).isZero();
    assertThat(graph.edges()).isZero();
    assertThat(graph.epoch()).isEmpty();
    assertThat(graph.whole().nodes()).isZero();
  }

  @Test
  void aBatchIsOneVersionAndNamesEachChangedElementOnce() {
    UpdateOutcome.Applied outcome =
        applied(graph, node("b", 1), node("a", 3, 1, 3), edge("b", "a"), edge("a", "b"));

    NodeState first =
        new NodeState("b", 0, new BinaryAttributes(List.of(1)), OptionalInt.empty(), -1);
    NodeState second =
        new NodeState("a", 1, new BinaryAttributes(List.of(1, 3)), OptionalInt.empty(), -1);
    assertThat(outcome.version()).isEqualTo(1);
    assertThat(outcome.changes())
        .containsExactly(
            new ElementChange.NodeWritten(first),
            new ElementChange.NodeWritten(second),
            new ElementChange.EdgeWritten(new EdgeState("a", "b")));
    assertThat(outcome.affected()).containsExactly(0L, 1L);
    assertThat(outcome.removed()).isEmpty();
  }

  @Test
  void puttingANodeAgainReplacesItsContentAndKeepsItsEdges() {
    applied(graph, labelled("a", 2, 0), node("b"), edge("a", "b"));

    applied(graph, node("a", 4));

    assertThat(graph.edges()).isEqualTo(1);
    NodeState a = graph.node(0);
    assertThat(a.attributes()).isEqualTo(new BinaryAttributes(List.of(4)));
    assertThat(a.label()).isEmpty();
  }

  static Stream<Arguments> batchesWithoutEffect() {
    return Stream.of(
        Arguments.of("same content", batch(labelled("a", 1, 0, 2))),
        Arguments.of("missing node removed", batch(drop("x"))),
        Arguments.of("edge is there, other direction", batch(edge("b", "a"))),
        Arguments.of("missing edge removed", batch(cut("a", "c"))),
        Arguments.of("edge of missing node removed", batch(cut("a", "x"))),
        Arguments.of("bit is set already", batch(set("a", 0))),
        Arguments.of("bit is clear already", batch(clear("a", 1))),
        Arguments.of("no bits", batch(set("a"), clear("a"))),
        Arguments.of("bit there and back", batch(set("a", 1), clear("a", 1))),
        Arguments.of("edge there and back", batch(edge("a", "c"), cut("c", "a"))),
        Arguments.of("node there and back", batch(node("x"), edge("a", "x"), drop("x"))),
        Arguments.of(
            "removed and put again with its edge",
            batch(drop("a"), labelled("a", 1, 2, 0), edge("a", "b"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("batchesWithoutEffect")
  void aBatchThatEndsWhereItBeganIsANoOp(String name, GraphUpdate update) {
    applied(graph, labelled("a", 1, 0, 2), node("b"), node("c"), edge("a", "b"));

    UpdateOutcome.Applied outcome = (UpdateOutcome.Applied) graph.apply(update);

    assertThat(outcome.isNoOp()).isTrue();
    assertThat(outcome).isEqualTo(UpdateOutcome.Applied.noOp(1));
    assertThat(graph.version()).isEqualTo(1);
    assertThat(graph.nextOrdinal()).isEqualTo(3);
  }

  static Stream<Arguments> faultyOps() {
    String megabyte = "x".repeat(1 << 20);
    return Stream.of(
        Arguments.of(node(""), RejectionReason.INVALID_NODE_ID, "is empty"),
        Arguments.of(node("a\nb"), RejectionReason.INVALID_NODE_ID, "control character U+000A"),
        Arguments.of(drop("a\ud800"), RejectionReason.INVALID_NODE_ID, "surrogate U+D800"),
        Arguments.of(node(megabyte), RejectionReason.INVALID_NODE_ID, "1048576 characters"),
        Arguments.of(node("äöüäöüäöüäö"), RejectionReason.INVALID_NODE_ID, "22 bytes"),
        Arguments.of(edge(megabyte, "a"), RejectionReason.INVALID_NODE_ID, "the limit is 20"),
        Arguments.of(edge("a", "x"), RejectionReason.UNKNOWN_NODE, "'x' does not exist"),
        Arguments.of(set("x", 1), RejectionReason.UNKNOWN_NODE, "'x' does not exist"),
        Arguments.of(clear("x", 1), RejectionReason.UNKNOWN_NODE, "'x' does not exist"),
        Arguments.of(edge("a", "a"), RejectionReason.SELF_LOOP, "'a'"),
        Arguments.of(cut("a", "a"), RejectionReason.SELF_LOOP, "'a'"),
        Arguments.of(node("x", 5), RejectionReason.ATTRIBUTE_OUT_OF_RANGE, "index 5"),
        Arguments.of(set("a", -1), RejectionReason.ATTRIBUTE_OUT_OF_RANGE, "index 4294967295"),
        Arguments.of(clear("a", 7), RejectionReason.ATTRIBUTE_OUT_OF_RANGE, "attributes 0 to 4"),
        Arguments.of(real("x", 1f), RejectionReason.WRONG_ATTRIBUTE_KIND, "binary"),
        Arguments.of(
            new GraphOp.SetValues("a", Map.of(0, 1f)),
            RejectionReason.WRONG_ATTRIBUTE_KIND,
            "binary"),
        Arguments.of(labelled("x", -3), RejectionReason.INVALID_LABEL, "4294967293"),
        Arguments.of(edge("a", "e"), RejectionReason.LIMIT_EXCEEDED, "3 edges at node 'a'"));
  }

  @ParameterizedTest
  @MethodSource("faultyOps")
  void aFaultyOpHasTheWholeBatchRejectedWithoutATrace(
      GraphOp op, RejectionReason reason, String said) {
    applied(
        graph,
        node("a"),
        node("b"),
        node("c"),
        node("d"),
        node("e"),
        edge("a", "b"),
        edge("a", "c"),
        edge("a", "d"));
    GraphState before = GraphState.of(graph);

    UpdateOutcome outcome =
        graph.apply(batch(node("y"), cut("b", "c"), drop("c"), set("b", 1), edge("a", "y"), op));
    UpdateOutcome alone = graph.apply(batch(node("f"), op));

    assertThat(alone).isInstanceOf(UpdateOutcome.Rejected.class);
    UpdateOutcome.Rejected rejected = (UpdateOutcome.Rejected) alone;
    assertThat(rejected.reason()).isEqualTo(reason);
    assertThat(rejected.message()).startsWith("Op 1 (").contains(said).hasSizeLessThan(400);
    assertThat(outcome).isInstanceOf(UpdateOutcome.Rejected.class);
    assertThat(GraphState.of(graph)).isEqualTo(before);
  }

  @Test
  void anEmptyBatchIsRejected() {
    UpdateOutcome.Rejected rejected = (UpdateOutcome.Rejected) graph.apply(batch());

    assertThat(rejected.reason()).isEqualTo(RejectionReason.EMPTY_BATCH);
  }

  @Test
  void nodesAndEdgesBeyondTheLimitsAreRejected() {
    LiveGraph small = new LiveGraph(BITS, new GraphLimits(3, 2, 9, 5, 40, 9), MEAN_TWO_LAYERS);
    applied(small, node("a"), node("b"), node("c"), edge("a", "b"), edge("b", "c"));

    UpdateOutcome.Rejected fourth = (UpdateOutcome.Rejected) small.apply(batch(node("d")));
    UpdateOutcome.Rejected third = (UpdateOutcome.Rejected) small.apply(batch(edge("a", "c")));

    assertThat(fourth.reason()).isEqualTo(RejectionReason.LIMIT_EXCEEDED);
    assertThat(fourth.message()).contains("3 nodes");
    assertThat(third.reason()).isEqualTo(RejectionReason.LIMIT_EXCEEDED);
    assertThat(third.message()).contains("2 edges");
    assertThat(applied(small, drop("a"), node("d")).isNoOp()).isFalse();
  }

  @Test
  void attributesBeyondTheLimitsOfANodeAndOfTheGraphAreRejectedWithoutATrace() {
    LiveGraph small = new LiveGraph(BITS, new GraphLimits(9, 9, 9, 3, 5, 9), MEAN_TWO_LAYERS);
    applied(small, node("a", 0, 1), node("b", 0, 4));
    GraphState before = GraphState.of(small);

    requireLimit(small, "node 'a' would have 4 attributes set; 3 are", set("a", 2, 3));
    requireLimit(small, "node 'a' would have 4 attributes set; 3 are", node("a", 1, 2, 3, 4));
    requireLimit(small, "6 attributes would be set in the graph; 5 are", node("c", 0, 1));
    requireLimit(small, "6 attributes would be set", set("b", 1), node("c", 0));
    assertThat(GraphState.of(small)).isEqualTo(before);

    applied(small, set("a", 1, 2), clear("b", 0, 4), node("c", 0, 1));
    requireLimit(small, "6 attributes would be set", set("b", 0));
    applied(small, drop("c"), set("b", 0, 1));
    requireLimit(small, "6 attributes would be set", set("b", 2));
  }

  @Test
  void realValuesOtherThanZeroAreAttributesThatAreSet() {
    LiveGraph small = new LiveGraph(REALS, new GraphLimits(9, 9, 9, 1, 2, 9), MEAN_TWO_LAYERS);
    applied(small, real("a", 0f, 2f), real("b", -0f, 0f));

    requireLimit(
        small, "node 'a' would have 2 attributes set", new GraphOp.SetValues("a", Map.of(0, 1f)));
    applied(small, new GraphOp.SetValues("a", Map.of(0, 1f, 1, 0f)), real("b", 0f, 3f));
    requireLimit(small, "3 attributes would be set in the graph; 2 are", real("c", 1f, 0f));
    applied(small, new GraphOp.SetValues("b", Map.of(1, -0f)), real("c", 1f, 0f));
  }

  @Test
  void aRestoredGraphAboveTheLimitsTakesWhatSetsNoMore() {
    GraphLimits limits = new GraphLimits(9, 9, 9, 1, 1, 9);
    NodeState kept =
        new NodeState("a", 0, new BinaryAttributes(List.of(0, 1, 2)), OptionalInt.empty(), -1);
    LiveGraph restored =
        LiveGraph.restore(
            BITS, limits, MEAN_TWO_LAYERS, List.of(kept), List.of(), 1, 1, Optional.empty());

    applied(restored, clear("a", 0), set("a", 1), node("a", 3, 4));
    requireLimit(restored, "node 'a' would have 3 attributes set", set("a", 0));
    requireLimit(restored, "3 attributes would be set in the graph", node("b", 0));
  }

  private static void requireLimit(LiveGraph graph, String said, GraphOp... ops) {
    UpdateOutcome.Rejected refused = (UpdateOutcome.Rejected) graph.apply(batch(ops));
    assertThat(refused.reason()).isEqualTo(RejectionReason.LIMIT_EXCEEDED);
    assertThat(refused.message()).contains(said).contains("or raise the limit");
  }

  @Test
  void realAttributesAreReplacedByValue() {
    LiveGraph reals = graph(REALS, MEAN_TWO_LAYERS);
    applied(reals, real("a", 1f, 2f));

    applied(reals, new GraphOp.SetValues("a", Map.of(1, -4f)));

    assertThat(reals.node(0).attributes()).isEqualTo(new RealAttributes(List.of(1f, -4f)));
    assertThat(((RealAttributeMatrix) reals.whole().attributes()).value(0, 1)).isEqualTo(-4f);
  }

  static Stream<Arguments> faultyReals() {
    return Stream.of(
        Arguments.of(real("x", 1f), RejectionReason.WRONG_ATTRIBUTE_COUNT),
        Arguments.of(real("x", 1f, Float.NaN), RejectionReason.NOT_A_FINITE_NUMBER),
        Arguments.of(
            new GraphOp.SetValues("a", Map.of(0, Float.POSITIVE_INFINITY)),
            RejectionReason.NOT_A_FINITE_NUMBER),
        Arguments.of(
            new GraphOp.SetValues("a", Map.of(2, 0f)), RejectionReason.ATTRIBUTE_OUT_OF_RANGE),
        Arguments.of(node("x", 1), RejectionReason.WRONG_ATTRIBUTE_KIND),
        Arguments.of(set("a", 1), RejectionReason.WRONG_ATTRIBUTE_KIND));
  }

  @ParameterizedTest
  @MethodSource("faultyReals")
  void faultyRealAttributesAreRejected(GraphOp op, RejectionReason reason) {
    LiveGraph reals = graph(REALS, MEAN_TWO_LAYERS);
    applied(reals, real("a", 1f, 2f));

    UpdateOutcome.Rejected rejected = (UpdateOutcome.Rejected) reals.apply(batch(op));

    assertThat(rejected.reason()).isEqualTo(reason);
  }

  @Test
  void aLabelAloneAffectsNobody() {
    applied(graph, node("a"), node("b"), edge("a", "b"));

    UpdateOutcome.Applied outcome = applied(graph, labelled("a", 1));

    assertThat(outcome.version()).isEqualTo(2);
    assertThat(outcome.affected()).isEmpty();
  }

  @Test
  void anAttributeReachesAsFarAsTheModelLooks() {
    assertThat(applied(path(MEAN_TWO_LAYERS), set("a", 0)).affected()).containsExactly(0L, 1L, 2L);
  }

  @Test
  void anEdgeReachesOneHopLessWithMeanAggregationThanWithDegreeNormalisation() {
    GraphOp op = cut("a", "b");

    assertThat(applied(path(MEAN_TWO_LAYERS), op).affected()).containsExactly(0L, 1L, 2L);
    assertThat(applied(path(GCN_TWO_LAYERS), op).affected()).containsExactly(0L, 1L, 2L, 3L);
  }

  @Test
  void everyChangeReachesEveryNodeOfAModelThatLooksAtTheWholeGraph() {
    LiveGraph graph = graph(BITS, ReceptiveField.UNBOUNDED);
    applied(graph, node("a"), node("b"), node("c"), edge("a", "b"));

    assertThat(applied(graph, set("a", 0)).affected()).containsExactly(0L, 1L, 2L);
    assertThat(applied(graph, cut("a", "b")).affected()).containsExactly(0L, 1L, 2L);
    assertThat(applied(graph, node("d")).affected()).containsExactly(0L, 1L, 2L, 3L);
    assertThat(applied(graph, drop("c")).affected()).containsExactly(0L, 1L, 3L);
    open(graph, 1, 0, 0, 0);
    assertThat(graph.extract(List.of(1L)).nodes()).isEqualTo(3);
  }

  @Test
  void aRemovedNodeTakesItsEdgesAndReachesThoseWhoSawIt() {
    LiveGraph graph = path(MEAN_TWO_LAYERS);

    UpdateOutcome.Applied outcome = applied(graph, drop("b"));

    assertThat(outcome.changes())
        .containsExactly(
            new ElementChange.EdgeRemoved(new EdgeState("a", "b")),
            new ElementChange.EdgeRemoved(new EdgeState("b", "c")),
            new ElementChange.NodeRemoved("b"));
    assertThat(outcome.affected()).containsExactly(0L, 2L, 3L);
    assertThat(outcome.removed()).extracting(NodeState::id).containsExactly("b");
  }

  @Test
  void ordinalsAreNeverGivenAgain() {
    applied(graph, node("a"), node("b"));
    applied(graph, drop("b"));

    applied(graph, node("b"));

    assertThat(graph.ordinals()).containsExactly(0L, 2L);
    assertThat(graph.nextOrdinal()).isEqualTo(3);
  }

  @Test
  void openingAnEpochAffectsEveryNodeAndRecordsItsRegion() {
    LiveGraph graph = path(MEAN_TWO_LAYERS);
    BinaryNoiseSchedule schedule = BinaryNoiseSchedule.uniform(2, NoiseLevel.of(0.01, 0.6));

    UpdateOutcome.Applied outcome =
        graph.openEpoch(
            new Epoch(1, 1, schedule),
            new RegionAssignment(2, List.of(0, 0, 0, 1, 1, 1), List.of(), List.of()));

    assertThat(outcome.version()).isEqualTo(2);
    assertThat(outcome.affected()).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
    assertThat(outcome.changes()).hasSize(6).contains(new ElementChange.NodeWritten(graph.node(5)));
    assertThat(graph.node(5).region()).isEqualTo(1);
  }

  @Test
  void anEpochThatDoesNotFitTheGraphIsRefused() {
    LiveGraph graph = path(MEAN_TWO_LAYERS);

    assertThatThrownBy(() -> open(graph, 2, 0, 1)).hasMessageContaining("2 nodes");
    assertThatThrownBy(() -> open(graph, 2, 0, 1, 2, 0, 0, 0)).hasMessageContaining("region 2");
    assertThat(graph.epoch()).isEmpty();
    assertThat(graph.version()).isEqualTo(1);
  }

  @Test
  void aNewNodeJoinsTheNearestRegionAndOfTwoTheSmaller() {
    LiveGraph graph = path(MEAN_TWO_LAYERS);
    open(graph, 3, 2, 2, 2, 1, 1, 1);

    applied(graph, node("x"), node("y"), edge("x", "y"), edge("x", "c"));
    assertThat(region(graph, "x")).isEqualTo(2);
    assertThat(region(graph, "y")).isEqualTo(2);

    applied(graph, drop("x"), drop("y"), node("z"), edge("z", "a"), edge("z", "d"));
    assertThat(region(graph, "z")).isEqualTo(1);
  }

  @Test
  void aNewNodeWithoutEdgesJoinsTheSmallestRegionUntilItsFirstEdge() {
    LiveGraph graph = path(MEAN_TWO_LAYERS);
    open(graph, 2, 0, 0, 0, 0, 1, 1);
    applied(graph, node("x"));
    assertThat(region(graph, "x")).isEqualTo(1);

    UpdateOutcome.Applied outcome = applied(graph, edge("x", "a"));

    assertThat(region(graph, "x")).isEqualTo(0);
    assertThat(outcome.affected()).containsExactly(0L, 1L, 6L);
    assertThat(outcome.changes()).contains(new ElementChange.NodeWritten(graph.node(6)));
  }

  @Test
  void anExtractHoldsTheReceptiveFieldsWithDegreesOfTheWholeGraph() {
    LiveGraph graph = path(MEAN_TWO_LAYERS);
    open(graph, 2, 0, 0, 0, 1, 1, 1);
    applied(graph, set("c", 4));

    Subgraph piece = graph.extract(List.of(0L));

    assertThat(piece.nodes()).isEqualTo(3);
    assertThat(piece.ordinal(2)).isEqualTo(2);
    assertThat(piece.degree(2)).isEqualTo(2);
    assertThat(piece.neighbours())
        .isEqualTo(SparseRows.owning(new int[] {0, 1, 3, 4}, new int[] {1, 0, 2, 1}, 3));
    assertThat(((BinaryAttributeMatrix) piece.attributes()).ones().contains(2, 4)).isTrue();
  }

  @Test
  void extractingNeedsAnEpochAndExistingTargets() {
    LiveGraph graph = path(MEAN_TWO_LAYERS);
    assertThatThrownBy(() -> graph.extract(List.of(0L)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("open an epoch");
    open(graph, 1, 0, 0, 0, 0, 0, 0);

    assertThatThrownBy(() -> graph.extract(List.of(17L)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("17");
  }

  static Stream<Arguments> contradictions() {
    NodeState a = new NodeState("a", 0, new BinaryAttributes(List.of()), OptionalInt.empty(), -1);
    NodeState b = new NodeState("b", 1, new BinaryAttributes(List.of()), OptionalInt.empty(), -1);
    NodeState twin = new NodeState("c", 1, b.attributes(), OptionalInt.empty(), -1);
    NodeState late = new NodeState("c", 7, b.attributes(), OptionalInt.empty(), -1);
    NodeState placed = new NodeState("c", 2, b.attributes(), OptionalInt.empty(), 0);
    EdgeState edge = new EdgeState("a", "b");
    return Stream.of(
        Arguments.of(List.of(a, b, a), List.of(), "twice"),
        Arguments.of(List.of(b, twin), List.of(), "another node"),
        Arguments.of(List.of(late), List.of(), "next new node"),
        Arguments.of(List.of(placed), List.of(), "region 0"),
        Arguments.of(List.of(a), List.of(edge), "not among the nodes"),
        Arguments.of(List.of(a, b), List.of(edge, edge), "twice"));
  }

  @ParameterizedTest
  @MethodSource("contradictions")
  void stateThatContradictsItselfIsNotRestored(
      List<NodeState> nodes, List<EdgeState> edges, String said) {
    assertThatThrownBy(
            () ->
                LiveGraph.restore(
                    BITS,
                    GraphLimits.DEFAULT,
                    MEAN_TWO_LAYERS,
                    nodes,
                    edges,
                    3,
                    5,
                    Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(said);
  }
}
