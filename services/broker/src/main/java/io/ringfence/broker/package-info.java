/**
 * A real Kafka broker in this JVM, for the demo, trials and tests. Imports nothing of the project.
 */
@NullMarked
package io.ringfence.broker;

import org.jspecify.annotations.NullMarked;
