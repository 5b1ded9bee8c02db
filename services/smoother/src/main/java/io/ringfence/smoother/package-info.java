/**
 * A worker of the smoother pool as a service: reads its configuration, loads its models, and runs
 * the worker's loop and a management port as Vert.x verticles. Stateless: it can be killed and
 * started anywhere, at any time.
 *
 * <p>May import {@code smoothing}, {@code stream}, the engine's port and {@code hosting}.
 */
@NullMarked
package io.ringfence.smoother;

import org.jspecify.annotations.NullMarked;
