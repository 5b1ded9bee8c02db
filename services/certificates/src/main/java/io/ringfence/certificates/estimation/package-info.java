/**
 * From samples to bounds on means: what a finite number of noisy graphs proves of the smoothed
 * classifier, at a given failure probability and rounded to the safe side.
 *
 * <p>Nothing here chooses by looking at the samples it bounds: what is tuned is tuned on other,
 * independent samples. Depends on the tallies of the parent package and on nothing else of the
 * project.
 */
@NullMarked
package io.ringfence.certificates.estimation;

import org.jspecify.annotations.NullMarked;
