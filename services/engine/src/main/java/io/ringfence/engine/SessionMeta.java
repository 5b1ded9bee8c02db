package io.ringfence.engine;

/**
 * Where a graph stands, as the changelog keeps it.
 *
 * @param version graph version
 * @param nextOrdinal ordinal of the next new node
 * @param epochsBegun highest number that an epoch has begun with, whether or not it has opened; 0
 *     if that is not known, then the number of the open epoch is
 */
public record SessionMeta(long version, long nextOrdinal, long epochsBegun) {}
