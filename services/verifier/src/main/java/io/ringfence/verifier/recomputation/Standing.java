package io.ringfence.verifier.recomputation;

/** What becomes of a prediction under the worst perturbation of a budget. */
public enum Standing {
  /** Nothing can be promised. */
  LOST,
  /** It stays, but by less than outward rounding may cost; both answers are right. */
  BARELY_KEPT,
  /** It stays. */
  KEPT
}
