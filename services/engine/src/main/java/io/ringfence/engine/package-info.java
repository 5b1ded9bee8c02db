/**
 * The graph session without any framework: apply, revoke, plan, smooth, bound, collective.
 *
 * <p>One {@link io.ringfence.engine.GraphSession} per graph, single writer. It never waits: heavy
 * work leaves it as a {@link io.ringfence.engine.CertificationTask} or {@link
 * io.ringfence.engine.CollectiveTask}, runs on any thread, and comes back to be settled. What a
 * call changed is returned as a {@link io.ringfence.engine.SessionOutput}, which the caller commits
 * together with the input that caused it. Deterministic given the master seed.
 *
 * <p>May import {@code io.ringfence.graph} and {@code io.ringfence.certificates}; smoothing and
 * region planning are reached through {@link io.ringfence.engine.Smoother} and {@link
 * io.ringfence.engine.EpochPlanner}.
 */
@NullMarked
package io.ringfence.engine;

import org.jspecify.annotations.NullMarked;
