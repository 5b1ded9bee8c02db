package io.ringfence.engine;

/** Why a node has no certificate at the moment. */
public enum PendingReason {
  /** The node was never certified. */
  NEW_NODE,
  /** An update changed something within the node's receptive field. */
  CHANGE_IN_RECEPTIVE_FIELD,
  /** Attribute changes within the receptive field have used up what the certificate promised. */
  DISPLACED,
  /** Regions and noise schedule were chosen anew. */
  NEW_EPOCH
}
