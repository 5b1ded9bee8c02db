/**
 * The collective problem of linear certificates on OR-Tools. May import {@code
 * io.ringfence.certificates}.
 */
@NullMarked
package io.ringfence.solver;

import org.jspecify.annotations.NullMarked;
