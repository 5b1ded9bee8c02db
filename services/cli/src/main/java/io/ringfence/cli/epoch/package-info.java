/** {@code ringfence epoch}: asks a running certifier for new regions. Knows only its HTTP port. */
@NullMarked
package io.ringfence.cli.epoch;

import org.jspecify.annotations.NullMarked;
