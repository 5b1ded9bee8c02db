/** The page of the monitor, driven in a real browser. */
@NullMarked
package io.ringfence.integration.dashboard;

import org.jspecify.annotations.NullMarked;
