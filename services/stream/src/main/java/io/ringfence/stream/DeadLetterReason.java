package io.ringfence.stream;

import io.ringfence.graph.RejectionReason;

/** Why an update became a dead letter; part of the contract, in the header of the dead letter. */
public enum DeadLetterReason {
  /** The record has no key, so it names no graph. */
  MISSING_KEY,
  /** The key is not a graph id: not UTF-8, empty, too long, or with control characters. */
  INVALID_KEY,
  /**
   * The record lies in a partition that Kafka's default partitioner does not choose for its key.
   */
  WRONG_PARTITION,
  /** The record has no value. */
  MISSING_VALUE,
  /** The value has more bytes than the limit. */
  RECORD_TOO_LARGE,
  /** The header content-type names no encoding of the contract. */
  UNKNOWN_CONTENT_TYPE,
  /** The value cannot be parsed, or a field has the wrong type. */
  MALFORMED,
  /** The value has a field that the contract does not have. */
  UNKNOWN_FIELD,
  /** A step is of a kind that the contract does not have, or of none. */
  UNKNOWN_OP,
  /** Key and value name different graphs. */
  GRAPH_ID_MISMATCH,
  /** No step. */
  EMPTY_BATCH,
  /** A node id is empty, too long, or has control characters. */
  INVALID_NODE_ID,
  /** A step needs a node that is not there. */
  UNKNOWN_NODE,
  /** An edge from a node to itself. */
  SELF_LOOP,
  /** Bits for a model of real attributes, or the other way round. */
  WRONG_ATTRIBUTE_KIND,
  /** Not as many values as the model has attributes. */
  WRONG_ATTRIBUTE_COUNT,
  /** An attribute that the model does not have. */
  ATTRIBUTE_OUT_OF_RANGE,
  /** NaN or infinite. */
  NOT_A_FINITE_NUMBER,
  /** A label out of range. */
  INVALID_LABEL,
  /** The graph would exceed a configured limit. */
  LIMIT_EXCEEDED;

  static DeadLetterReason of(RejectionReason reason) {
    return valueOf(reason.name());
  }
}
