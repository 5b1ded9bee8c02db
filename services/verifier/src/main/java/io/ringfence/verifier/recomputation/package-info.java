/**
 * What a certificate must say, computed once more and in another way than by those who issued it:
 *
 * <ul>
 *   <li>a bound on votes by summing the binomial tail in decimal arithmetic ({@link BinomialTail});
 *   <li>η of a Rényi row by decimal logarithms ({@link RenyiDistance});
 *   <li>thresholds q* by folding in one changed bit at a time, in whole numbers without any
 *       rounding ({@link ExactThreshold}), with a floating-point look ahead of it ({@link
 *       QuickThreshold});
 *   <li>which noise level is the worst place by comparing operating points ({@link Level});
 *   <li>collective numbers by listing every allocation of a budget ({@link AllocationCount}).
 * </ul>
 *
 * <p>Imports nothing of the project, above all nothing that issues certificates.
 */
@NullMarked
package io.ringfence.verifier.recomputation;

import org.jspecify.annotations.NullMarked;
