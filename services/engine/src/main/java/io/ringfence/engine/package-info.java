/**
 * The graph session without any framework: apply, revoke, plan, smooth, bound, collective, over
 * ports; deterministic given clock and randomness. May import {@code io.ringfence.graph} and {@code
 * io.ringfence.certificates}.
 */
@NullMarked
package io.ringfence.engine;

import org.jspecify.annotations.NullMarked;
