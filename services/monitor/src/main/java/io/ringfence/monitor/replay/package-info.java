/**
 * Rules on certificates of the past, by the clock of the records. Knows {@code view} and {@code
 * rules}.
 */
@NullMarked
package io.ringfence.monitor.replay;

import org.jspecify.annotations.NullMarked;
