/** Where commands get their graphs from. */
@NullMarked
package io.ringfence.cli.input;

import org.jspecify.annotations.NullMarked;
