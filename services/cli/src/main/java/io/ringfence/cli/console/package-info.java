/** How the program speaks to people: progress, failures, logs, its version. */
@NullMarked
package io.ringfence.cli.console;

import org.jspecify.annotations.NullMarked;
