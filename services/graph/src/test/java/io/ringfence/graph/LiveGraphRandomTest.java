package io.ringfence.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.certificates.BinaryNoiseSchedule;
import io.ringfence.certificates.NoiseLevel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Random streams of updates, every outcome compared with one computed from scratch. */
class LiveGraphRandomTest {

  private static final AttributeSpec BITS = new AttributeSpec(AttributeSpec.Kind.BINARY, 4);
  private static final GraphLimits LIMITS = new GraphLimits(14, 30, 6, 3, 24, 16);

  static Stream<Arguments> streams() {
    List<ReceptiveField> fields =
        List.of(
            new ReceptiveField(0, 0),
            new ReceptiveField(1, 0),
            new ReceptiveField(2, 1),
            new ReceptiveField(2, 2),
            new ReceptiveField(3, 2),
            new ReceptiveField(5, 5));
    return fields.stream()
        .flatMap(field -> Stream.of(1L, 2L, 3L, 4L).map(seed -> Arguments.of(field, seed)));
  }

  @ParameterizedTest
  @MethodSource("streams")
  void everyOutcomeEqualsOneComputedFromScratch(ReceptiveField field, long seed) {
    Random random = new Random(seed);
    LiveGraph graph = new LiveGraph(BITS, LIMITS, field);
    int rejections = 0;
    for (int step = 0; step < 400; step++) {
      GraphState before = GraphState.of(graph);
      if (step % 150 == 60) {
        openEpoch(graph, random);
        continue;
      }
      UpdateOutcome outcome = graph.apply(batch(random));
      GraphState after = GraphState.of(graph);
      if (outcome instanceof UpdateOutcome.Applied applied) {
        assertThat(applied.version()).isEqualTo(after.version());
        assertThat(applied.changes()).containsExactlyInAnyOrderElementsOf(changes(before, after));
        assertThat(applied.affected()).containsExactlyElementsOf(affected(before, after, field));
        assertThat(applied.revoked()).containsExactlyElementsOf(revoked(before, after, field));
        assertThat(applied.flips()).isEqualTo(flips(before, after, field));
        assertThat(applied.isNoOp()).isEqualTo(before.equals(after));
      } else {
        assertThat(after).isEqualTo(before);
        rejections++;
      }
      assertRegionsStand(before, after);
      assertThat(graph.regionSizes()).isEqualTo(counted(after));
    }
    assertThat(rejections).isBetween(10, 300);
  }

  private static List<Integer> counted(GraphState state) {
    int regions = state.epoch().map(epoch -> epoch.schedule().regions()).orElse(0);
    Integer[] counts = new Integer[regions];
    Arrays.setAll(counts, r -> (int) state.nodes().stream().filter(n -> n.region() == r).count());
    return List.of(counts);
  }

  @ParameterizedTest
  @MethodSource("streams")
  void aRestoredGraphGoesOnLikeTheOriginal(ReceptiveField field, long seed) {
    Random random = new Random(seed);
    LiveGraph graph = new LiveGraph(BITS, LIMITS, field);
    for (int step = 0; step < 120; step++) {
      if (step == 50) {
        openEpoch(graph, random);
      }
      LiveGraph restored = restored(graph, field, random);
      assertThat(GraphState.of(restored)).isEqualTo(GraphState.of(graph));
      GraphUpdate update = batch(random);
      assertThat(restored.apply(update)).isEqualTo(graph.apply(update));
      assertThat(GraphState.of(restored)).isEqualTo(GraphState.of(graph));
    }
  }

  private static LiveGraph restored(LiveGraph graph, ReceptiveField field, Random random) {
    List<NodeState> nodes = new ArrayList<>(graph.ordinals().stream().map(graph::node).toList());
    List<EdgeState> edges = new ArrayList<>(graph.edgeStates());
    Collections.shuffle(nodes, random);
    Collections.shuffle(edges, random);
    return LiveGraph.restore(
        BITS, LIMITS, field, nodes, edges, graph.version(), graph.nextOrdinal(), graph.epoch());
  }

  private static void openEpoch(LiveGraph graph, Random random) {
    BinaryNoiseSchedule schedule = BinaryNoiseSchedule.uniform(3, NoiseLevel.of(0.01, 0.6));
    List<Integer> regionOf = random.ints(graph.nodes(), 0, 3).boxed().toList();
    long number = graph.epoch().map(Epoch::number).orElse(0L) + 1;
    UpdateOutcome.Applied outcome =
        graph.openEpoch(
            new Epoch(number, graph.version(), schedule),
            new RegionAssignment(3, regionOf, List.of(), List.of()));
    assertThat(outcome.revoked()).isEqualTo(graph.ordinals());
  }

  private static GraphUpdate batch(Random random) {
    List<GraphOp> ops = new ArrayList<>();
    int size = 1 + random.nextInt(4);
    while (ops.size() < size) {
      ops.add(op(random));
    }
    return new GraphUpdate(ops);
  }

  private static GraphOp op(Random random) {
    String one = "n" + random.nextInt(16);
    String other = "n" + random.nextInt(16);
    List<Integer> bits = List.of(random.nextInt(4), random.nextInt(4));
    return switch (random.nextInt(12)) {
      case 0, 1, 2 ->
          new GraphOp.PutNode(one, new BinaryAttributes(bits), OptionalInt.of(random.nextInt(2)));
      case 3 -> new GraphOp.RemoveNode(one);
      case 4, 5, 6, 7 -> new GraphOp.PutEdge(one, other);
      case 8, 9 -> new GraphOp.RemoveEdge(one, other);
      case 10 -> new GraphOp.SetAttributes(one, bits);
      default -> new GraphOp.ClearAttributes(one, bits);
    };
  }

  private static Set<ElementChange> changes(GraphState before, GraphState after) {
    Set<ElementChange> changes = new HashSet<>();
    for (NodeState node : after.nodes()) {
      if (!before.nodes().contains(node)) {
        changes.add(new ElementChange.NodeWritten(node));
      }
    }
    Set<String> ids = new HashSet<>(after.nodes().stream().map(NodeState::id).toList());
    for (NodeState node : before.nodes()) {
      if (!ids.contains(node.id())) {
        changes.add(new ElementChange.NodeRemoved(node.id()));
      }
    }
    for (EdgeState edge : difference(after.edges(), before.edges())) {
      changes.add(new ElementChange.EdgeWritten(edge));
    }
    for (EdgeState edge : difference(before.edges(), after.edges())) {
      changes.add(new ElementChange.EdgeRemoved(edge));
    }
    return changes;
  }

  private static Set<Long> affected(GraphState before, GraphState after, ReceptiveField field) {
    Set<String> content = new HashSet<>(arrivedGoneOrMoved(before, after));
    Map<String, NodeState> now = byId(after);
    for (NodeState node : before.nodes()) {
      NodeState then = now.get(node.id());
      if (then != null && !node.attributes().equals(then.attributes())) {
        content.add(node.id());
      }
    }
    return reached(before, after, content, field);
  }

  private static Set<Long> revoked(GraphState before, GraphState after, ReceptiveField field) {
    return reached(before, after, arrivedGoneOrMoved(before, after), field);
  }

  private static Set<String> arrivedGoneOrMoved(GraphState before, GraphState after) {
    Set<String> content = new HashSet<>();
    Map<String, NodeState> old = byId(before);
    Map<String, NodeState> now = byId(after);
    Set<String> all = new HashSet<>(old.keySet());
    all.addAll(now.keySet());
    for (String id : all) {
      NodeState a = old.get(id);
      NodeState b = now.get(id);
      if (a == null || b == null || a.region() != b.region()) {
        content.add(id);
      }
    }
    return content;
  }

  private static List<AttributeFlips> flips(
      GraphState before, GraphState after, ReceptiveField field) {
    Map<String, NodeState> old = byId(before);
    Set<Long> revoked = revoked(before, after, field);
    List<AttributeFlips> flips = new ArrayList<>();
    for (NodeState node : after.nodes()) {
      NodeState was = old.get(node.id());
      if (was == null || was.attributes().equals(node.attributes())) {
        continue;
      }
      Set<Integer> from = new TreeSet<>(((BinaryAttributes) was.attributes()).ones());
      Set<Integer> to = new TreeSet<>(((BinaryAttributes) node.attributes()).ones());
      List<Integer> added = to.stream().filter(bit -> !from.contains(bit)).toList();
      List<Integer> deleted = from.stream().filter(bit -> !to.contains(bit)).toList();
      Map<String, NodeState> now = byId(after);
      List<Long> seenBy =
          within(after, node.id(), field.attributeHops()).stream()
              .map(id -> Objects.requireNonNull(now.get(id)).ordinal())
              .filter(ordinal -> !revoked.contains(ordinal))
              .sorted()
              .toList();
      flips.add(
          new AttributeFlips(
              node.ordinal(), node.region(), added, deleted, Ordinals.copyOf(seenBy)));
    }
    return flips;
  }

  private static Set<Long> reached(
      GraphState before, GraphState after, Set<String> content, ReceptiveField field) {
    Map<String, NodeState> now = byId(after);
    Set<String> ends = new HashSet<>();
    Set<EdgeState> edges = difference(before.edges(), after.edges());
    edges.addAll(difference(after.edges(), before.edges()));
    for (EdgeState edge : edges) {
      ends.add(edge.source());
      ends.add(edge.target());
    }
    Set<String> reached = new HashSet<>();
    for (GraphState state : List.of(before, after)) {
      content.forEach(id -> reached.addAll(within(state, id, field.attributeHops())));
      ends.forEach(id -> reached.addAll(within(state, id, field.structureHops())));
    }
    Set<Long> ordinals = new TreeSet<>();
    for (String id : reached) {
      Optional.ofNullable(now.get(id)).ifPresent(node -> ordinals.add(node.ordinal()));
    }
    return ordinals;
  }

  private static Set<String> within(GraphState state, String source, int hops) {
    Map<String, Integer> distances = new HashMap<>(Map.of(source, 0));
    ArrayDeque<String> queue = new ArrayDeque<>(List.of(source));
    while (!queue.isEmpty()) {
      String id = queue.remove();
      int distance = distances.getOrDefault(id, 0);
      for (EdgeState edge : state.edges()) {
        boolean touches = edge.source().equals(id) || edge.target().equals(id);
        String other = edge.source().equals(id) ? edge.target() : edge.source();
        if (touches && distance < hops && distances.putIfAbsent(other, distance + 1) == null) {
          queue.add(other);
        }
      }
    }
    return distances.keySet();
  }

  private static void assertRegionsStand(GraphState before, GraphState after) {
    Map<String, NodeState> old = byId(before);
    int regions = after.epoch().map(epoch -> epoch.schedule().regions()).orElse(0);
    for (NodeState node : after.nodes()) {
      assertThat(node.region()).isBetween(regions == 0 ? -1 : 0, regions - 1);
      NodeState was = old.get(node.id());
      boolean hadEdges =
          before.edges().stream()
              .anyMatch(e -> e.source().equals(node.id()) || e.target().equals(node.id()));
      if (was != null && hadEdges) {
        assertThat(node.region()).isEqualTo(was.region());
      }
    }
  }

  private static Map<String, NodeState> byId(GraphState state) {
    Map<String, NodeState> nodes = new HashMap<>();
    state.nodes().forEach(node -> nodes.put(node.id(), node));
    return nodes;
  }

  private static Set<EdgeState> difference(Set<EdgeState> one, Set<EdgeState> other) {
    Set<EdgeState> result = new HashSet<>(one);
    result.removeAll(other);
    return result;
  }
}
