/**
 * What is known of the graphs: the last word on every node and graph. Knows no Vert.x, no Kafka.
 */
@NullMarked
package io.ringfence.monitor.view;

import org.jspecify.annotations.NullMarked;
