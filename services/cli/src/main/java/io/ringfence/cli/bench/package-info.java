/**
 * {@code ringfence bench}: whole jobs, measured. Ratios within one run are what counts; seconds are
 * those of the machine at that hour.
 */
@NullMarked
package io.ringfence.cli.bench;

import org.jspecify.annotations.NullMarked;
