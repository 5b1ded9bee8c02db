/**
 * GNN models, noise kernels, Monte Carlo votes and training. DJL lives here and only here. May
 * import {@code io.ringfence.graph} and {@code io.ringfence.certificates}.
 */
@NullMarked
package io.ringfence.smoothing;

import org.jspecify.annotations.NullMarked;
