/** Writes updates to the input topic, for the commands that play a producer. */
@NullMarked
package io.ringfence.cli.updates;

import org.jspecify.annotations.NullMarked;
