/** Ways out for alerts: topic, webhooks, Alertmanager. Knows {@code rules}. */
@NullMarked
package io.ringfence.monitor.notify;

import org.jspecify.annotations.NullMarked;
