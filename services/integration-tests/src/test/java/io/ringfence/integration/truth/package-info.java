/**
 * Truth on the stream: random update streams through a real broker, and a stranger who checks after
 * every committed transaction what the topics say against the enumeration of all noisy graphs.
 */
@NullMarked
package io.ringfence.integration.truth;

import org.jspecify.annotations.NullMarked;
