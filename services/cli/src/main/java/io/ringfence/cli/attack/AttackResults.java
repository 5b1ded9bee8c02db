package io.ringfence.cli.attack;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/**
 * What all attacks of one run came to.
 *
 * @param alpha probability that any verdict inside a budget is wrong, at most
 * @param noisyGraphs drawn in all
 */
record AttackResults(
    List<NodeAttack.Outcome> nodes,
    List<CollectiveAttack.Outcome> collective,
    double alpha,
    int cap,
    long noisyGraphs) {
  private static final int[] GAPS = {1, 2, 5, 10, 20, Integer.MAX_VALUE};

  AttackResults {
    nodes = List.copyOf(nodes);
    collective = List.copyOf(collective);
  }

  long broken() {
    return nodes.stream().filter(NodeAttack.Outcome::broken).count()
        + collective.stream().filter(CollectiveAttack.Outcome::broken).count();
  }

  private long verdicts(Verdict verdict) {
    return nodes.stream()
        .filter(o -> o.radius() > 0)
        .mapToLong(o -> (o.greedy() == verdict ? 1 : 0) + (o.random() == verdict ? 1 : 0))
        .sum();
  }

  void print(PrintWriter to) {
    line(
        to,
        "%-14s %-9s %6s  %-9s  %-9s  %s",
        "node",
        "flips",
        "radius",
        "chosen",
        "random",
        "falls at");
    for (NodeAttack.Outcome o : nodes) {
      line(
          to,
          "%-14s %-9s %6d  %-9s  %-9s  %s",
          o.certificate().nodeId(),
          o.kind().plural(),
          o.radius(),
          o.radius() == 0 ? "-" : o.greedy(),
          o.radius() == 0 ? "-" : o.random(),
          o.fellAt().isPresent() ? o.fellAt().getAsInt() : "more than " + cap);
    }
    gaps(to, Flip.Kind.DELETION);
    gaps(to, Flip.Kind.ADDITION);
    for (CollectiveAttack.Outcome o : collective) {
      line(
          to,
          "One adversary who adds %d and deletes %d: %d certified predictions fell, %d undecided; the certificate allows %d%s",
          o.claim().additions(),
          o.claim().deletions(),
          o.fallen(),
          o.undecided(),
          o.claim().bound(),
          o.broken() ? ". BROKEN" : "");
    }
    line(
        to,
        "Inside the radius: %d attacks, %d held, %d undecided, %d broken (verdicts wrong with probability %s at most, together); %,d noisy graphs",
        verdicts(Verdict.HELD) + verdicts(Verdict.UNDECIDED) + verdicts(Verdict.BROKEN),
        verdicts(Verdict.HELD),
        verdicts(Verdict.UNDECIDED),
        verdicts(Verdict.BROKEN),
        alpha,
        noisyGraphs);
    to.flush();
  }

  /** How far beyond the radius predictions fell. */
  private void gaps(PrintWriter to, Flip.Kind kind) {
    List<NodeAttack.Outcome> outcomes = nodes.stream().filter(o -> o.kind() == kind).toList();
    StringBuilder text = new StringBuilder();
    long before = 0;
    for (int gap : GAPS) {
      long upTo = outcomes.stream().filter(o -> !o.broken() && gap(o) <= gap).count();
      text.append(
          gap == Integer.MAX_VALUE
              ? "more: %d".formatted(upTo - before)
              : "+%d: %d, ".formatted(gap, upTo - before));
      before = upTo;
    }
    line(
        to,
        "Fell at so many %s beyond the radius, at most: %s; not up to %d: %d",
        kind.plural(),
        text,
        cap,
        outcomes.stream().filter(o -> o.fellAt().isEmpty()).count());
  }

  private static long gap(NodeAttack.Outcome o) {
    return o.fellAt().isPresent() ? o.fellAt().getAsInt() - o.radius() : Long.MAX_VALUE;
  }

  ObjectNode toJson() {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("broken", broken());
    root.put("alpha", alpha);
    root.put("cap", cap);
    root.put("noisyGraphs", noisyGraphs);
    ArrayNode single = root.putArray("nodes");
    for (NodeAttack.Outcome o : nodes) {
      ObjectNode node = single.addObject();
      node.put("nodeId", o.certificate().nodeId());
      node.put("index", o.certificate().index());
      node.put("kind", o.kind().name());
      node.put("radius", o.radius());
      if (o.radius() > 0) {
        node.put("chosen", o.greedy().name());
        node.put("random", o.random().name());
      }
      o.fellAt().ifPresent(flips -> node.put("fellAt", flips));
      ArrayNode breaking = node.putArray("breaking");
      for (Flip flip : o.breaking()) {
        breaking.addObject().put("node", flip.node()).put("attribute", flip.attribute());
      }
    }
    ArrayNode all = root.putArray("collective");
    for (CollectiveAttack.Outcome o : collective) {
      ObjectNode node = all.addObject();
      node.put("additions", o.claim().additions());
      node.put("deletions", o.claim().deletions());
      node.put("fallen", o.fallen());
      node.put("undecided", o.undecided());
      node.put("bound", o.claim().bound());
    }
    return root;
  }

  private static void line(PrintWriter to, String format, Object... values) {
    to.println(String.format(Locale.ROOT, format, values));
  }
}
