/**
 * Alert rules and what they make of observations. Pure: clock and input come from outside. Knows
 * {@code view}.
 */
@NullMarked
package io.ringfence.monitor.rules;

import org.jspecify.annotations.NullMarked;
