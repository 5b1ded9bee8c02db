package io.ringfence.stream.pool;

/** Whose noise counts. */
public enum NoiseRule {
  /** Only noise that is keyed by seed, sample and ordinal: the same bits whoever draws them. */
  KEYED,
  /** Any generator that follows the same law, for instance a GPU's: other numbers elsewhere. */
  ANY
}
