/**
 * Smoothing by a pool of workers, over two topics. One side cuts a smoothing task into sample
 * ranges and adds up what comes back ({@link io.ringfence.stream.pool.PoolSmoother}); the other
 * takes parts from a share group and answers them ({@link
 * io.ringfence.stream.pool.SmoothingWorkerLoop}).
 *
 * <p>Delivery on both topics is at least once, in any order. What is counted is exact all the same:
 * a part is known by task and number, its evidence is a sum of integers that depends on nothing but
 * the part, and the first fitting answer counts. Whatever goes wrong with the pool costs time,
 * never a certificate: a part that nobody answers is smoothed where it was asked, with the same
 * noise.
 *
 * <p>May import {@code io.ringfence.stream}, the engine's port, graphs, statistics and the schemas;
 * knows no model.
 */
@NullMarked
package io.ringfence.stream.pool;

import org.jspecify.annotations.NullMarked;
