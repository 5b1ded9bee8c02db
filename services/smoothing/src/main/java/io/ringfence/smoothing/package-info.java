/**
 * GNN models, noise kernels, Monte Carlo votes and training. DJL lives here and only here. May
 * import {@code io.ringfence.graph} and {@code io.ringfence.certificates}.
 *
 * <p>The way of one sample through the Java kernel: {@link io.ringfence.smoothing.SmoothingPlan}
 * finds the receptive field of each output region ({@link io.ringfence.smoothing.RegionField});
 * {@link io.ringfence.smoothing.GroupCounter} has {@link io.ringfence.smoothing.NoisyInputs} draw
 * the noise of each node, from {@link io.ringfence.smoothing.NoiseKey}, and multiply it with the
 * {@link io.ringfence.smoothing.FirstLayer}; a {@link io.ringfence.smoothing.ForwardPass} does the
 * layers above, and what it says of each target goes to the accumulator of a {@link
 * io.ringfence.certificates.statistics.Statistic}.
 *
 * <p>Classes whose names begin with Djl, and those around {@link io.ringfence.smoothing.Trainer},
 * load DJL's natives on first use; nothing else does.
 */
@NullMarked
package io.ringfence.smoothing;

import org.jspecify.annotations.NullMarked;
