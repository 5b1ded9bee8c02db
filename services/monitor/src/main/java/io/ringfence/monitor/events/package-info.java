/**
 * The stream of changes as server-sent events: kept for a while in a ring, from which every client
 * reads at its own pace.
 */
@NullMarked
package io.ringfence.monitor.events;

import org.jspecify.annotations.NullMarked;
