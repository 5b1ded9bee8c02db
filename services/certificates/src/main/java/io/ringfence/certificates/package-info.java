/**
 * The mathematics of robustness certificates, usable as a library by itself.
 *
 * <p>Noise levels and schedules, confidence bounds on votes, base certificates of single nodes, and
 * the collective certificate of many. How samples become bounds beyond Clopper-Pearson is the
 * subject of the package {@code estimation}, which builds on this one. Nothing here knows of a
 * graph store, a model, a broker or a solver; what this package needs from outside it asks for
 * through an interface.
 *
 * <p>Source of the method: Schuchardt, Wollschläger, Bojchevski, Günnemann, <i>Localized Randomized
 * Smoothing for Collective Robustness Certification</i>, ICLR 2023.
 */
@NullMarked
package io.ringfence.certificates;

import org.jspecify.annotations.NullMarked;
