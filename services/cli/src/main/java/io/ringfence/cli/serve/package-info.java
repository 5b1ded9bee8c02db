/** The command that runs a certifier. */
@NullMarked
package io.ringfence.cli.serve;

import org.jspecify.annotations.NullMarked;
