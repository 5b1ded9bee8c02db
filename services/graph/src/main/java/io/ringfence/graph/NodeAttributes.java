package io.ringfence.graph;

/** The attributes of one node: all of a graph's nodes have the same kind. */
public sealed interface NodeAttributes permits BinaryAttributes, RealAttributes {}
