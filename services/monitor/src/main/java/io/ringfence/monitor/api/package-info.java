/** REST and events over HTTP. Knows {@code view} and {@code rules}. */
@NullMarked
package io.ringfence.monitor.api;

import org.jspecify.annotations.NullMarked;
