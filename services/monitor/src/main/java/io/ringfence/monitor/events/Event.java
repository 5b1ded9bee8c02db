package io.ringfence.monitor.events;

import io.vertx.core.buffer.Buffer;

/**
 * One event, as it goes over the wire.
 *
 * @param graphId which graph it is about; empty for all
 */
record Event(long number, String graphId, Buffer bytes) {}
