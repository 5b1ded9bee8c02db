package io.ringfence.cli.demo;

import io.ringfence.graph.GraphOp;
import io.ringfence.graph.GraphUpdate;
import io.ringfence.graph.SparseRows;
import io.ringfence.graph.dataset.Dataset;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The whole story of the demo, written down before it is played: the same dataset, seed and
 * timetable give the same updates.
 */
final class Story {

  private static final int GROWTH_STEPS = 10;
  private static final int FORGED_ATTRIBUTES = 12;
  private static final double VICTIM_SHARE = 0.5;
  private static final int FORGED_PER_FOREIGN_CLASS = 5;

  /** Share of an act in which updates come; the rest lets what they caused settle. */
  private static final double BUSY_SHARE = 0.75;

  private static final Duration QUIET_PACE = Duration.ofMillis(500);

  /** However long the story is: an attacker does not wait for being noticed. */
  private static final Duration ATTACK_PACE = Duration.ofMillis(50);

  private final Dataset dataset;
  private final Timetable timetable;
  private final int community;
  private final Random random;
  private final TypicalAttributes typical;
  private final List<Scene> scenes = new ArrayList<>();

  private Story(Dataset dataset, Timetable timetable, long seed) {
    this.dataset = dataset;
    this.timetable = timetable;
    this.random = new Random(seed);
    this.community = random.nextInt(dataset.classes());
    this.typical = TypicalAttributes.of(dataset, FORGED_ATTRIBUTES);
  }

  /**
   * @param dataset labelled, with binary attributes and at least two classes
   */
  static Story of(Dataset dataset, Timetable timetable, long seed) {
    Story story = new Story(dataset, timetable, seed);
    story.grow();
    story.live();
    story.attackAndRepair();
    return story;
  }

  /** All updates in the order of time. */
  List<Scene> scenes() {
    return Collections.unmodifiableList(scenes);
  }

  /** The class whose nodes are attacked. */
  int community() {
    return community;
  }

  private void grow() {
    List<Integer> order = breadthFirst();
    int step = Math.max(1, (order.size() + GROWTH_STEPS - 1) / GROWTH_STEPS);
    boolean[] present = new boolean[dataset.nodes()];
    for (int from = 0; from < order.size(); from += step) {
      List<GraphOp> ops = new ArrayList<>();
      for (int node : order.subList(from, Math.min(order.size(), from + step))) {
        ops.add(
            new GraphOp.PutNode(
                dataset.nodeId(node), dataset.attributesOf(node), dataset.label(node)));
        present[node] = true;
        neighbours(node).stream()
            .filter(other -> present[other])
            .forEach(other -> ops.add(edge(node, other)));
      }
      add(Act.GROWTH, from / step, GROWTH_STEPS, ops);
    }
  }

  private List<Integer> breadthFirst() {
    List<Integer> order = new ArrayList<>();
    boolean[] seen = new boolean[dataset.nodes()];
    Deque<Integer> queue = new ArrayDeque<>();
    for (int start = 0; start < dataset.nodes(); start++) {
      if (!seen[start]) {
        seen[start] = true;
        queue.add(start);
      }
      while (!queue.isEmpty()) {
        int node = queue.remove();
        order.add(node);
        for (int other : neighbours(node)) {
          if (!seen[other]) {
            seen[other] = true;
            queue.add(other);
          }
        }
      }
    }
    return order;
  }

  /** An attribute that turns over, and every third time an edge that comes or goes. */
  private void live() {
    QuietChurn churn = new QuietChurn(dataset, typical, random);
    int steps = Math.max(2, (int) (timetable.length(Act.QUIET).toMillis() / QUIET_PACE.toMillis()));
    for (int i = 0; i < steps; i++) {
      GraphOp flip = churn.flip();
      add(Act.QUIET, i, steps, i % 3 == 2 ? List.of(flip, churn.rewiring()) : List.of(flip));
    }
  }

  private void attackAndRepair() {
    int foreign = (community + 1) % dataset.classes();
    List<Integer> victims = victims();
    List<Integer> foreigners = membersOf(foreign);
    List<GraphOp> links = new ArrayList<>();
    for (int i = 0; i < victims.size(); i++) {
      int victim = victims.get(i);
      int foreigner = foreigners.get(random.nextInt(foreigners.size()));
      GraphOp link = edge(victim, foreigner);
      links.add(new GraphOp.RemoveEdge(dataset.nodeId(victim), dataset.nodeId(foreigner)));
      strike(i, victims.size(), forge(victim, link));
    }
    for (int i = 0; i < victims.size(); i++) {
      add(Act.REPAIR, i, victims.size(), restore(victims.get(i), links.get(i)));
    }
  }

  /** The best connected half of the community, neighbours after one another: they fall together. */
  private List<Integer> victims() {
    List<Integer> open =
        new ArrayList<>(
            membersOf(community).stream()
                .sorted(Comparator.comparingInt((Integer node) -> -neighbours(node).size()))
                .limit((long) Math.ceil(VICTIM_SHARE * membersOf(community).size()))
                .toList());
    List<Integer> victims = new ArrayList<>();
    while (!open.isEmpty()) {
      int next =
          Collections.max(
              open,
              Comparator.comparingLong(
                  node -> neighbours(node).stream().filter(victims::contains).count()));
      open.remove((Integer) next);
      victims.add(next);
    }
    return victims;
  }

  private void strike(int index, int count, List<GraphOp> ops) {
    long busy = Math.round(BUSY_SHARE * timetable.length(Act.ATTACK).toMillis());
    Duration at =
        timetable
            .begin(Act.ATTACK)
            .plusMillis(Math.min(ATTACK_PACE.toMillis() * index, busy * index / count));
    scenes.add(new Scene(Act.ATTACK, at, new GraphUpdate(ops)));
  }

  /** Takes away what gives the own class away and adds a little of every other: votes scatter. */
  private List<GraphOp> forge(int victim, GraphOp link) {
    String id = dataset.nodeId(victim);
    return List.of(
        new GraphOp.ClearAttributes(id, typical.of(community)),
        new GraphOp.SetAttributes(id, forged()),
        link);
  }

  private List<Integer> forged() {
    return IntStream.range(0, dataset.classes())
        .filter(label -> label != community)
        .boxed()
        .flatMap(label -> typical.of(label).stream().limit(FORGED_PER_FOREIGN_CLASS))
        .filter(attribute -> !typical.of(community).contains(attribute))
        .distinct()
        .toList();
  }

  private List<GraphOp> restore(int victim, GraphOp unlink) {
    String id = dataset.nodeId(victim);
    List<Integer> own = TypicalAttributes.ones(dataset, victim);
    List<GraphOp> ops = new ArrayList<>();
    ops.add(new GraphOp.ClearAttributes(id, forged()));
    ops.add(new GraphOp.SetAttributes(id, own));
    if (!neighbours(victim).contains(otherEnd(unlink, victim))) {
      ops.add(unlink);
    }
    return ops;
  }

  private int otherEnd(GraphOp unlink, int victim) {
    GraphOp.RemoveEdge edge = (GraphOp.RemoveEdge) unlink;
    String other = edge.source().equals(dataset.nodeId(victim)) ? edge.target() : edge.source();
    return dataset.nodeIds().indexOf(other);
  }

  private List<Integer> membersOf(int label) {
    return IntStream.range(0, dataset.nodes())
        .filter(node -> dataset.label(node).orElse(-1) == label)
        .boxed()
        .toList();
  }

  private List<Integer> neighbours(int node) {
    SparseRows rows = dataset.adjacency();
    return IntStream.range(rows.start(node), rows.end(node)).map(rows::column).boxed().toList();
  }

  private GraphOp edge(int node, int other) {
    return new GraphOp.PutEdge(dataset.nodeId(node), dataset.nodeId(other));
  }

  private void add(Act act, int index, int count, List<GraphOp> ops) {
    double busy = BUSY_SHARE * timetable.length(act).toMillis();
    Duration at = timetable.begin(act).plusMillis(Math.round(busy * index / count));
    scenes.add(new Scene(act, at, new GraphUpdate(ops)));
  }
}
