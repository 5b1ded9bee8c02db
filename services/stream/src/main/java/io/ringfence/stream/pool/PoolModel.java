package io.ringfence.stream.pool;

/**
 * The model that is asked.
 *
 * @param fingerprint as in certificates
 * @param classes number of its classes
 */
public record PoolModel(String fingerprint, int classes) {}
