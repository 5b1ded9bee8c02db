package io.ringfence.cli.replay;

import io.ringfence.graph.GraphUpdate;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A campaign against one node: attribute by attribute, what speaks for it and for its neighbours is
 * replaced by what is foreign.
 */
final class Attack {
  private final MirrorGraph graph;
  private final List<Integer> victims = new ArrayList<>();
  private final RandomGenerator random;
  private int done;

  Attack(MirrorGraph graph, int node, RandomGenerator random) {
    this.graph = graph;
    this.random = random;
    victims.add(node);
    victims.addAll(graph.neighbours(node));
  }

  /**
   * The next attribute: every second one in the node itself, the others in its neighbours by turns.
   */
  GraphUpdate next() {
    int turn = done++;
    int victim =
        turn % 2 == 0 || victims.size() == 1
            ? victims.get(0)
            : victims.get(1 + turn / 2 % (victims.size() - 1));
    return new GraphUpdate(List.of(graph.attributes().hostile(victim, turn, random)));
  }
}
