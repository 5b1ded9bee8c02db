package io.ringfence.stream.pool;

import io.ringfence.engine.Smoother;

/**
 * What all jobs of a certifier share.
 *
 * @param local smooths what the pool does not, with the same noise
 * @param partLimit largest task, in bytes
 */
record PoolLink(
    PoolSettings settings,
    PoolModel model,
    Smoother local,
    TaskSender sender,
    ReplyAddress reply,
    int partLimit,
    PoolPulse pulse,
    PartSizes sizes,
    PoolListener listener) {}
