package io.ringfence.monitor.replay;

import io.ringfence.monitor.view.Alarms;
import io.ringfence.monitor.view.GraphStore;
import io.ringfence.monitor.view.LiveGraph;
import io.ringfence.monitor.view.Observation;
import io.ringfence.monitor.view.ViewLimits;
import io.ringfence.schemas.v1.GraphCertificate;
import io.ringfence.schemas.v1.NodeCertificate;
import io.ringfence.schemas.v1.RobustnessAlert;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Puts recorded certificates before rules as a monitor would have seen them: in order of time, with
 * a tick for every second that passed. Judging begins before the first record. Deterministic.
 */
public final class RuleReplay {

  private static final Duration TICK = Duration.ofSeconds(1);

  /** After a longer silence time is not played second by second. */
  private static final Duration LONGEST_SILENCE = Duration.ofDays(1);

  private final Alarms alarms;
  private final Consumer<RobustnessAlert> out;
  private final GraphStore graphs = new GraphStore(new ViewLimits(0, 10, 10));
  private @Nullable Instant ticked;

  /**
   * @param out takes alerts in order
   */
  public RuleReplay(Alarms alarms, Consumer<RobustnessAlert> out) {
    this.alarms = alarms;
    this.out = out;
  }

  /** A word on a node, not earlier than anything before. */
  public void node(NodeCertificate word, Instant at) {
    passUntil(at);
    observed(graphs.put(word, at));
  }

  /** A node is gone. */
  public void nodeGone(String graphId, String nodeId, Instant at) {
    passUntil(at);
    graphs.remove(graphId, nodeId, at).ifPresent(this::observed);
  }

  /** A word on a graph. */
  public void graph(GraphCertificate word, Instant at) {
    passUntil(at);
    observed(graphs.put(word, at));
  }

  /** Lets time go on without records. */
  public void pass(Duration time) {
    Instant last = ticked;
    if (last != null) {
      passUntil(last.plus(time));
    }
  }

  private void observed(Observation observation) {
    Optional<LiveGraph> graph = graphs.find(observation.graphId());
    graph.ifPresent(found -> alarms.observe(found, observation).forEach(out));
  }

  private void passUntil(Instant at) {
    Instant last = ticked;
    if (last == null) {
      alarms.begin(List.of(), List.of(), at).forEach(out);
      ticked = at;
      return;
    }
    if (Duration.between(last, at).compareTo(LONGEST_SILENCE) > 0) {
      last = at.minus(LONGEST_SILENCE);
    }
    while (!at.isBefore(last.plus(TICK))) {
      last = last.plus(TICK);
      alarms.tick(graphs.graphs(), last).forEach(out);
    }
    ticked = last;
  }
}
