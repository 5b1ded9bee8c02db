/** The one program, {@code ringfence}. May import everything. */
@NullMarked
package io.ringfence.cli;

import org.jspecify.annotations.NullMarked;
