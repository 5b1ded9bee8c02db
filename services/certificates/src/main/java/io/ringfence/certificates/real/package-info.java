/**
 * Certificates for real-valued attributes: Gaussian noise against Euclidean distances, uniform
 * noise against sums of absolute differences. May import {@code io.ringfence.certificates}.
 *
 * <p>{@link io.ringfence.certificates.real.RealCertificates} turns bounds on means into η, weights
 * and radii; {@link io.ringfence.certificates.real.RealCollectiveCertifier} says how many of {@link
 * io.ringfence.certificates.real.RealTargets} hold against one adversary.
 */
@NullMarked
package io.ringfence.certificates.real;

import org.jspecify.annotations.NullMarked;
