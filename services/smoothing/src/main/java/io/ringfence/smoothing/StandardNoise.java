package io.ringfence.smoothing;

import io.ringfence.certificates.RealNoiseSchedule;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * Independent draws of scale 1, standard normal or uniform on (-1, 1), from the words of a {@link
 * NoiseKey}: the k-th draw of (seed, sample, ordinal) is a fixed function of these numbers.
 *
 * <p>Normal draws come from Commons RNG's modified ziggurat (McFarland 2016), which has the whole
 * tail: overhangs and tail are sampled by rejection with 63-bit uniforms, nothing is cut off.
 * Uniform draws are odd multiples of 2<sup>-54</sup>, symmetric around 0. What the finite grid of
 * such numbers loses of the continuous law is some 10<sup>-16</sup> per draw, like the rounding of
 * the attributes themselves.
 *
 * <p>Not thread-safe.
 */
final class StandardNoise {

  private static final double GRID = 0x1p-54;

  private final NoiseKey key = new NoiseKey();
  private final ContinuousSampler sampler;
  private long counter;

  StandardNoise(RealNoiseSchedule.Kind kind) {
    UniformRandomProvider words = this::word;
    this.sampler =
        switch (kind) {
          case GAUSSIAN -> ZigguratSampler.NormalizedGaussian.of(words);
          case UNIFORM -> () -> ((word() >> 10) * 2.0 + 1) * GRID;
        };
  }

  private long word() {
    return key.word(counter++);
  }

  /** Turns to a sample of a seed; a node must be chosen next. */
  void sample(long seed, long sample) {
    key.sample(seed, sample);
  }

  /** Turns to the first draw of a node. */
  void node(long ordinal) {
    key.node(ordinal);
    counter = 0;
  }

  double next() {
    return sampler.sample();
  }
}
