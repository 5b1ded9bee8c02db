package io.ringfence.engine;

/** A node to certify and the failure probability that its certificate may use up. */
record CertificationTarget(long ordinal, int region, double failureProbability) {}
