/**
 * Kafka in and out: poll loop, transactions, codec, dead letters, changelog and restore. May import
 * the contract and the engine's types.
 */
@NullMarked
package io.ringfence.stream;

import org.jspecify.annotations.NullMarked;
