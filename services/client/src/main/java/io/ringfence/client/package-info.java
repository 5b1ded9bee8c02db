/**
 * A typed consumer of what Ringfence publishes: certificates of nodes and graphs, alerts. Begin at
 * {@link io.ringfence.client.WordConsumer}. Knows the schemas and Kafka's client, nothing else.
 */
@NullMarked
package io.ringfence.client;

import org.jspecify.annotations.NullMarked;
