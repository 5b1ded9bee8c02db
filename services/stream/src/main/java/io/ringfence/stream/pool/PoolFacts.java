package io.ringfence.stream.pool;

/**
 * What the broker says of the topics of the pool.
 *
 * @param resultPartitions partitions of the topic of results
 * @param taskBytes largest value of a task that its topic takes
 * @param resultBytes largest value of a result that its topic takes
 */
public record PoolFacts(int resultPartitions, int taskBytes, int resultBytes) {}
