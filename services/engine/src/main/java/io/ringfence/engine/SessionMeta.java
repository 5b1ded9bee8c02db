package io.ringfence.engine;

/**
 * Where a graph stands, as the changelog keeps it.
 *
 * @param version graph version
 * @param nextOrdinal ordinal of the next new node
 */
public record SessionMeta(long version, long nextOrdinal) {}
