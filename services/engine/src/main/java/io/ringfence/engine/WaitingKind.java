package io.ringfence.engine;

/** Why a node is to be certified, most urgent first. */
public enum WaitingKind {
  /** Goes before all others, because the operator names it. */
  WATCHED,
  /** Has waited too long. */
  OVERDUE,
  /** Had a certificate and lost it. */
  LOST,
  /** Has a certificate of which little is left. */
  ENDANGERED,
  /** Never had a certificate. */
  NEW,
  /** Abstains, and has changed since. */
  STALE
}
