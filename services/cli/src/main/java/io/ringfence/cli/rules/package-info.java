/** Tries alert rules on certificates of the past. */
@NullMarked
package io.ringfence.cli.rules;

import org.jspecify.annotations.NullMarked;
