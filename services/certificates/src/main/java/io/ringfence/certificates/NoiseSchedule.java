package io.ringfence.certificates;

/**
 * How strongly the attributes of every input region are randomised when the predictions of an
 * output region are smoothed: K × K entries, output region first.
 *
 * <p>Whatever the kind, the first index is the region of the <b>output</b>, the second the region
 * of the <b>input</b>. Implementations are immutable and equal iff their entries are.
 */
public sealed interface NoiseSchedule permits BinaryNoiseSchedule, RealNoiseSchedule {

  /** K, the number of regions. */
  int regions();

  /** SHA-256 over kind, K and all entries, row by row, as 64 hexadecimal digits. */
  String fingerprint();
}
