/** The command that runs a monitor. */
@NullMarked
package io.ringfence.cli.monitor;

import org.jspecify.annotations.NullMarked;
