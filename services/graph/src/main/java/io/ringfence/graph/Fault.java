package io.ringfence.graph;

/** Why something does not fit the graph, before it is known where in a batch it stands. */
record Fault(RejectionReason reason, String message) {}
