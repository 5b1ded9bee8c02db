/**
 * {@code ringfence attack}: tries to break the certificates of a run of {@code certify} on the same
 * graph and model. An attack chooses bits by their linear effect on the margin and, where a model
 * looks only a few hops far, by the scores themselves; fresh noise then judges whether the smoothed
 * prediction fell. A certificate that falls inside its budget would be false; how far outside it
 * takes to fall says how much room is left between proof and attack.
 */
@NullMarked
package io.ringfence.cli.attack;

import org.jspecify.annotations.NullMarked;
