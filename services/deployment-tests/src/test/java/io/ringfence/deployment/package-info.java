/** Checks what {@code deploy/kubernetes} and {@code deploy/observability} say against the code. */
@NullMarked
package io.ringfence.deployment;

import org.jspecify.annotations.NullMarked;
