/** The command {@code reset}. May import the certifier, its stream and the console. */
@NullMarked
package io.ringfence.cli.reset;

import org.jspecify.annotations.NullMarked;
