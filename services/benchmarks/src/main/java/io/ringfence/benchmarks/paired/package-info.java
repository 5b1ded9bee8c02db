/**
 * Whether a certificate could be carried over a change of structure by sampling how often the votes
 * before and after disagree (Ugare et al., ICLR 2024, Theorem 1), cheaper than by fresh samples.
 */
@NullMarked
package io.ringfence.benchmarks.paired;

import org.jspecify.annotations.NullMarked;
