/**
 * Meters of a service: a registry that Prometheus can read, with what every service tells of itself
 * and of its Kafka clients. The meters of a service's own work are in one class of the service.
 */
@NullMarked
package io.ringfence.hosting.metrics;

import org.jspecify.annotations.NullMarked;
