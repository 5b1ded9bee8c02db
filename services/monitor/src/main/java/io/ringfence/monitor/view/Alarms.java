package io.ringfence.monitor.view;

import io.ringfence.schemas.v1.RobustnessAlert;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What judges the graphs. Called by the one thread that owns the views, so it needs no locks and
 * must not block; what it returns are alerts that began or ended, in order, each once.
 */
public interface Alarms {

  /**
   * The views are complete: judging begins. Called once, before everything else.
   *
   * @param firing alerts that were firing when the monitor last ran, as they were written
   */
  List<RobustnessAlert> begin(
      Collection<? extends GraphView> graphs, Collection<RobustnessAlert> firing, Instant now);

  /** Something was learned; the view has it already. */
  List<RobustnessAlert> observe(GraphView graph, Observation observation);

  /**
   * Something was learned; the view has it already.
   *
   * @param traceparent trace context (W3C) of the record, if it carried one
   */
  default List<RobustnessAlert> observe(
      GraphView graph, Observation observation, Optional<String> traceparent) {
    return observe(graph, observation);
  }

  /** Time has passed; called about once a second. */
  List<RobustnessAlert> tick(Collection<? extends GraphView> graphs, Instant now);
}
