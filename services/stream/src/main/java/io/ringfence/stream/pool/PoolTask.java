package io.ringfence.stream.pool;

import io.ringfence.certificates.statistics.Statistic;
import io.ringfence.graph.SmoothingTask;
import java.time.Instant;

/**
 * A part as a worker has it.
 *
 * @param attempt how often it was sent before
 * @param model fingerprint of the model to ask
 * @param replyTo who waits
 * @param replyPartition where
 * @param deadline until when
 */
record PoolTask(
    PartKey key,
    int attempt,
    String model,
    String replyTo,
    int replyPartition,
    Instant deadline,
    NoiseRule noise,
    SmoothingTask work,
    Statistic<?> statistic) {}
