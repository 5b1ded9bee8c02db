package io.ringfence.stream.pool;

import io.ringfence.engine.Smoother;

/**
 * A model that a worker holds.
 *
 * @param fingerprint as in tasks
 */
public record ServedModel(String fingerprint, Smoother smoother) {}
