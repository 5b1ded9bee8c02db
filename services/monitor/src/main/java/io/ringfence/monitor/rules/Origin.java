package io.ringfence.monitor.rules;

import io.ringfence.schemas.v1.UpdatePosition;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a condition began to hold.
 *
 * @param update the last update that the graph's certificate knew of
 * @param traceparent of the record that was being looked at
 */
record Origin(
    Instant at, long graphVersion, Optional<UpdatePosition> update, Optional<String> traceparent) {}
