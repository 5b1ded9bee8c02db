package io.ringfence.graph;

import java.util.OptionalInt;

/**
 * All that is known of one node, enough to restore it.
 *
 * @param ordinal graph-wide number, given at arrival, never given again
 * @param region region of the current epoch, or -1 before the first epoch
 */
public record NodeState(
    String id, long ordinal, NodeAttributes attributes, OptionalInt label, int region) {}
