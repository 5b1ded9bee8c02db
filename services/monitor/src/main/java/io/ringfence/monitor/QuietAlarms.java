package io.ringfence.monitor;

import io.ringfence.monitor.view.Alarms;
import io.ringfence.monitor.view.GraphView;
import io.ringfence.monitor.view.Observation;
import io.ringfence.schemas.v1.RobustnessAlert;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Without rules nothing is wrong. */
final class QuietAlarms implements Alarms {

  @Override
  public List<RobustnessAlert> begin(
      Collection<? extends GraphView> graphs, Collection<RobustnessAlert> firing, Instant now) {
    return List.of();
  }

  @Override
  public List<RobustnessAlert> observe(GraphView graph, Observation observation) {
    return List.of();
  }

  @Override
  public List<RobustnessAlert> tick(Collection<? extends GraphView> graphs, Instant now) {
    return List.of();
  }
}
