/** {@code ringfence smooth}: a worker of the smoother pool, until interrupted. */
@NullMarked
package io.ringfence.cli.smooth;

import org.jspecify.annotations.NullMarked;
