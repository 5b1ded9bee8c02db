/**
 * The monitor: reads committed certificates, shows them, and tells when robustness drops. Here is
 * only the wiring; {@code feed} reads, {@code view} holds, {@code rules} judge, {@code notify}
 * tells, {@code api} answers.
 */
@NullMarked
package io.ringfence.monitor;

import org.jspecify.annotations.NullMarked;
