package io.ringfence.monitor.rules;

import io.ringfence.monitor.view.GraphView;
import io.ringfence.schemas.v1.GraphCertificate;
import io.ringfence.schemas.v1.RobustnessAlert;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The circumstances of one judgement.
 *
 * @param traceparent of the record in question
 * @param out where alerts go
 */
record Moment(
    Instant now,
    GraphView graph,
    Optional<String> traceparent,
    Collection<MaintenanceWindow> maintenance,
    List<RobustnessAlert> out) {

  Origin origin() {
    return new Origin(
        now,
        graph.certificate().map(GraphCertificate::getGraphVersion).orElse(0L),
        graph
            .certificate()
            .filter(GraphCertificate::hasLastUpdate)
            .map(GraphCertificate::getLastUpdate),
        traceparent);
  }

  boolean mutes(Rule rule) {
    return maintenance.stream().anyMatch(window -> window.mutes(rule.name(), graph.graphId(), now));
  }
}
