package io.ringfence.monitor.rules;

import io.ringfence.monitor.view.NodeState;
import io.ringfence.schemas.v1.RobustnessAlert;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All rules on one graph. */
final class GraphBook {

  private final Map<String, Word> words = new HashMap<>();
  private final List<GraceClock> clocks = new ArrayList<>();
  private final Map<String, Judge> judges = new HashMap<>();
  private final List<Judge> inOrder = new ArrayList<>();

  /**
   * @param begin when the graph was first seen
   */
  GraphBook(String graphId, List<Rule> rules, AlertWriter writer, Instant begin) {
    List<Duration> graces =
        rules.stream()
            .map(Rule::grace)
            .filter(grace -> !grace.isZero())
            .distinct()
            .sorted(Comparator.naturalOrder())
            .toList();
    graces.forEach(grace -> clocks.add(new GraceClock(grace)));
    for (Rule rule : rules) {
      if (rule.isAbout(graphId)) {
        Judge judge = judge(rule, graces.indexOf(rule.grace()), writer, begin);
        judges.put(rule.name(), judge);
        inOrder.add(judge);
      }
    }
  }

  private Judge judge(Rule rule, int grace, AlertWriter writer, Instant begin) {
    return rule.per() == Scope.NODE
        ? new NodeJudge(rule, new NodeMeasure(rule, grace), writer, words)
        : new SubjectJudge(
            rule,
            Gauges.of(rule, grace, begin),
            writer,
            Collections.unmodifiableCollection(words.values()));
  }

  /** What is there when judging begins; waiting nodes have waited since they were told to. */
  void load(Moment moment) {
    List<NodeState> nodes = new ArrayList<>(moment.graph().nodes());
    nodes.sort(Comparator.comparing(NodeState::issuedAt));
    for (NodeState node : nodes) {
      Instant at = node.issuedAt().isAfter(moment.now()) ? moment.now() : node.issuedAt();
      Word word = Word.next(null, node, moment.graph().degree(node.nodeId()), at);
      words.put(node.nodeId(), word);
      clock(null, word);
      inOrder.forEach(judge -> judge.load(word));
    }
    moment
        .graph()
        .certificate()
        .ifPresent(graph -> inOrder.forEach(judge -> judge.load(graph, moment)));
    runClocks(moment);
  }

  /** Whether the alert's rule took it. */
  boolean restore(RobustnessAlert alert, Moment moment) {
    Judge judge = judges.get(alert.getRule());
    return judge != null && judge.restore(alert, moment);
  }

  void begin(Moment moment) {
    inOrder.forEach(judge -> judge.begin(moment));
  }

  void node(String nodeId, Optional<NodeState> after, Moment moment) {
    Word before = words.get(nodeId);
    Word next =
        after
            .map(state -> Word.next(before, state, moment.graph().degree(nodeId), moment.now()))
            .orElse(null);
    if (next == null) {
      words.remove(nodeId);
    } else {
      words.put(nodeId, next);
    }
    clock(before, next);
    inOrder.forEach(judge -> judge.change(before, next, moment));
  }

  void graph(Moment moment) {
    moment
        .graph()
        .certificate()
        .ifPresent(graph -> inOrder.forEach(judge -> judge.graph(graph, moment)));
  }

  void tick(Moment moment) {
    runClocks(moment);
    inOrder.forEach(judge -> judge.tick(moment));
  }

  void end(Moment moment) {
    inOrder.forEach(judge -> judge.end(moment));
  }

  private void clock(@Nullable Word before, @Nullable Word after) {
    Instant was = before == null ? null : before.unsettledSince();
    Instant is = after == null ? null : after.unsettledSince();
    if (was != null && is == null && before != null) {
      clocks.forEach(clock -> clock.stop(before.nodeId()));
    } else if (was == null && is != null && after != null) {
      clocks.forEach(clock -> clock.start(after.nodeId(), is));
    }
  }

  private void runClocks(Moment moment) {
    for (int bit = 0; bit < clocks.size(); bit++) {
      for (String nodeId : clocks.get(bit).over(moment.now())) {
        Word before = words.get(nodeId);
        if (before != null) {
          Word after = before.overdueAt(bit);
          words.put(nodeId, after);
          inOrder.forEach(judge -> judge.change(before, after, moment));
        }
      }
    }
  }

  /** What measures regions, communities and the graph, in the order of the rules. */
  List<Gauge> gauges() {
    return inOrder.stream()
        .filter(SubjectJudge.class::isInstance)
        .map(judge -> ((SubjectJudge) judge).gauge())
        .toList();
  }
}
