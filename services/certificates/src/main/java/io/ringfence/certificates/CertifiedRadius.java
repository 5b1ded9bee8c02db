package io.ringfence.certificates;

/**
 * How far the attributes may change, anywhere in the graph, before a node's promise ends: counts of
 * bits, or a distance between real-valued attributes.
 */
public sealed interface CertifiedRadius permits Radii, Distance {}
