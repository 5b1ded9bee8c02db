/**
 * Tracing with OpenTelemetry, off unless there is an address to send spans to. The context of a
 * trace comes with records (header {@code traceparent}, W3C Trace Context) and goes on with them.
 */
@NullMarked
package io.ringfence.hosting.tracing;

import org.jspecify.annotations.NullMarked;
