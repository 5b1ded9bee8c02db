/**
 * The contract over HTTP: what every operation answers, validation against the OpenAPI document,
 * problems, headers, and who may ask. Knows {@code view} and {@code events}.
 */
@NullMarked
package io.ringfence.monitor.api;

import org.jspecify.annotations.NullMarked;
