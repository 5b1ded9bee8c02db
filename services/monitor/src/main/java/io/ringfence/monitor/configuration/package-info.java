/** Everything that can be set of a monitor. */
@NullMarked
package io.ringfence.monitor.configuration;

import org.jspecify.annotations.NullMarked;
