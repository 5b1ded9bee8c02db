/**
 * The HTML report of a run of {@code certify}: one file with data, styles, scripts and the plotting
 * library in it, which opens from disk and asks the network for nothing. {@code Report} reads the
 * files of the run; what a figure shows is computed here once and rendered twice, as a plot and as
 * the table behind it.
 */
@NullMarked
package io.ringfence.cli.report;

import org.jspecify.annotations.NullMarked;
