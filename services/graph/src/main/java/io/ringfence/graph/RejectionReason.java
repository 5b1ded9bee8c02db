package io.ringfence.graph;

/** Why an update was refused; part of the contract, as the reason in a dead letter's header. */
public enum RejectionReason {
  EMPTY_BATCH,
  INVALID_NODE_ID,
  UNKNOWN_NODE,
  SELF_LOOP,
  WRONG_ATTRIBUTE_KIND,
  WRONG_ATTRIBUTE_COUNT,
  ATTRIBUTE_OUT_OF_RANGE,
  NOT_A_FINITE_NUMBER,
  INVALID_LABEL,
  LIMIT_EXCEEDED
}
