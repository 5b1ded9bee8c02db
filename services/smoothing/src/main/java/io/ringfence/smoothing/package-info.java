/**
 * GNN models, noise kernels, Monte Carlo votes and training. DJL lives here and only here. May
 * import {@code io.ringfence.graph} and {@code io.ringfence.certificates}.
 *
 * <p>The way of one vote through the Java kernel: {@link io.ringfence.smoothing.SmoothingPlan}
 * finds the receptive field of each output region ({@link io.ringfence.smoothing.RegionField}); for
 * each sample {@link io.ringfence.smoothing.FlipInputs} asks {@link
 * io.ringfence.smoothing.NodeNoise} for the flips of each node, which draws from {@link
 * io.ringfence.smoothing.NoiseKey}; {@link io.ringfence.smoothing.FirstLayer} sums the weight rows
 * of the bits that are set; a {@link io.ringfence.smoothing.ForwardPass} does the layers above and
 * its argmax is the vote.
 *
 * <p>Classes whose names begin with Djl, and those around {@link io.ringfence.smoothing.Trainer},
 * load DJL's natives on first use; nothing else does.
 */
@NullMarked
package io.ringfence.smoothing;

import org.jspecify.annotations.NullMarked;
